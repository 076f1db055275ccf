import type { MachineIdentity } from "@kijun/core";

import type { Text } from "../command-line/language.js";

/** Who a machine is, in one line for people. */
export function identityText(identity: MachineIdentity | undefined): Text {
  if (identity === undefined) return { ja: "記録なし", en: "none recorded" };
  const { computerName, machineGuid, serialNumber, build } = identity;
  const parts = (none: string): string =>
    [computerName, `MachineGuid ${machineGuid || none}`, `S/N ${serialNumber || none}`, `build ${build || none}`].join(
      ", ",
    );
  return { ja: parts("なし"), en: parts("none") };
}

/** Whether two readings are of one installation of Windows: it makes its MachineGuid anew when it is installed again. */
export function isSameInstallation(left: MachineIdentity | undefined, right: MachineIdentity): boolean {
  return left !== undefined && left.machineGuid.toLowerCase() === right.machineGuid.toLowerCase();
}
