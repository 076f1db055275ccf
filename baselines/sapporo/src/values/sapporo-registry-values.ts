import { assumed, fromStandard } from "@kijun/core";
import type { BaselineSettings } from "@kijun/provider/fleet";

type RegistryValues = NonNullable<BaselineSettings["registryValues"]>;

/** Of every machine: settings that have no area of their own. */
const everyMachine: RegistryValues = {
  "HKLM\\SYSTEM\\CurrentControlSet\\Services\\LanmanServer\\Parameters\\SMB1": fromStandard(
    { dword: 0 },
    "CIS Microsoft Windows 11 Enterprise 18.4.4; DISA STIG V-253287",
  ),
  "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\LanmanWorkstation\\AllowInsecureGuestAuth": fromStandard(
    { dword: 0 },
    "DISA STIG V-253360",
  ),
};

export const terminalRegistryValues: RegistryValues = {
  ...everyMachine,
  "HKU\\*\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\Advanced\\HideFileExt": assumed(
    { dword: 0 },
    "エクスプローラーでファイルの拡張子を表示する設定とすべきでしょうか。仮に全利用者で表示としています。",
  ),
};

export const serverRegistryValues: RegistryValues = everyMachine;
