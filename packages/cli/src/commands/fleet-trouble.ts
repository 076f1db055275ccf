import { KijunError } from "@kijun/core";
import { settingAreas } from "@kijun/settings";
import type { MachineTrouble } from "@kijun/simulator";
import { Argument } from "commander";
import type { Command } from "commander";

import type { CommandLine, Session } from "../command-line/command-line.js";

/** As the simulator knows them; it is too large to be loaded for a help text. */
const KINDS = [
  "off",
  "silent",
  "stranger",
  "password",
  "deny",
  "hang",
] as const satisfies readonly MachineTrouble["kind"][];

interface TroubleArguments {
  readonly host: string;
  readonly kind: MachineTrouble["kind"];
  readonly area: string | undefined;
  readonly json: boolean;
}

/** `kijun fleet trouble` */
export function addFleetTrouble(line: CommandLine, fleet: Command): void {
  line
    .command(
      fleet,
      "trouble",
      {
        ja: "模擬機に障害を起こす（fleet mend で元に戻す）",
        en: "gives a simulated machine a trouble, until `fleet mend`",
      },
      "kijun fleet trouble KITA-T001 silent\n  kijun fleet trouble KITA-T002 deny screen-saver",
    )
    .argument("<host>", line.text({ ja: "機器の名前", en: "name of the machine" }))
    .addArgument(
      new Argument(
        "<kind>",
        line.text({
          ja: "off=接続拒否 silent=無応答 stranger=別の機器 password=パスワード違い deny=領域の拒否 hang=ログオン後に無応答",
          en: "off: refuses, silent: no answer, stranger: another computer, password: has another one, deny: denies an area, hang: no answer after the logon",
        }),
      ).choices(KINDS),
    )
    .argument("[area]", line.text({ ja: "deny の対象の領域", en: "the area, for deny" }))
    .option("--json", line.text({ ja: "JSONで出力", en: "print JSON" }))
    .action((host: string, kind: MachineTrouble["kind"], area: string | undefined, options: { json?: boolean }) =>
      line.run((session) => trouble(session, { host, kind, area, json: options.json === true })),
    );
}

async function trouble({ output, fleetFolder }: Session, given: TroubleArguments): Promise<number> {
  const { troubleHost } = await import("@kijun/simulator");
  const { name, address, on } = await troubleHost(fleetFolder, given.host, troubleOf(given));
  if (given.json) output.json({ name, address, on, trouble: troubleOf(given) });
  else output.result(`${name}: ${[given.kind, given.area].filter((word) => word !== undefined).join(" ")}`);
  return 0;
}

function troubleOf({ kind, area }: TroubleArguments): MachineTrouble {
  if (kind !== "deny") {
    if (area === undefined) return { kind };
    throw new KijunError("ARGUMENT_INVALID", `${kind} takes no area, but "${area}" was given`, {
      hint: "Leave it out, or use deny.",
    });
  }
  const ids = settingAreas.map(({ id }) => id);
  if (area !== undefined && ids.includes(area)) return { kind, area };
  const problem = area === undefined ? "deny needs an area" : `"${area}" is no area`;
  throw new KijunError("ARGUMENT_INVALID", problem, { hint: `Areas are ${ids.join(", ")}.` });
}
