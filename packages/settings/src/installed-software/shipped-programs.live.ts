import type { HostRole } from "@kijun/core";

import type { UsedMachineOrigin } from "../form/live-form.js";
import type { SeededRandom } from "../form/seeded-random.js";
import { setRegistryValue } from "../form/windows-state.js";
import type { Registry, WindowsState } from "../form/windows-state.js";

const UNINSTALL = "Microsoft\\Windows\\CurrentVersion\\Uninstall";
const MACHINE = `HKEY_LOCAL_MACHINE\\SOFTWARE\\${UNINSTALL}`;
const MACHINE_32 = `HKEY_LOCAL_MACHINE\\SOFTWARE\\WOW6432Node\\${UNINSTALL}`;

interface ShippedProgram {
  readonly key: string;
  readonly name: string;
  readonly publisher: string;
  readonly version: string;
  /** Listed among the programs of 32 bits. */
  readonly narrow?: true;
  readonly component?: true;
}

const MICROSOFT = "Microsoft Corporation";

/** Keys of Windows' own that have no name to show. */
const NAMELESS = ["AddressBook", "Connection Manager", "DirectDrawEx", "Fontcore", "IE40", "MobileOptionPack", "WIC"];

/** Product codes are made up. */
const EVERYWHERE: readonly ShippedProgram[] = [
  { key: "Microsoft Edge", name: "Microsoft Edge", publisher: MICROSOFT, version: "131.0.2903.86", narrow: true },
  {
    key: "Microsoft EdgeWebView",
    name: "Microsoft Edge WebView2 Runtime",
    publisher: MICROSOFT,
    version: "131.0.2903.86",
    narrow: true,
  },
  {
    key: "{5C1F4A08-6B0E-4E0B-9B35-0A4F3B6E7D11}",
    name: "Microsoft Visual C++ 2015-2022 Redistributable (x64) - 14.38.33135",
    publisher: MICROSOFT,
    version: "14.38.33135.0",
    narrow: true,
  },
  {
    key: "{A3D1C0D5-2F5E-4C58-8B77-51B2C9D0A6E2}",
    name: "Microsoft Visual C++ 2022 X64 Minimum Runtime - 14.38.33135",
    publisher: MICROSOFT,
    version: "14.38.33135",
    component: true,
  },
  {
    key: "{E7B0A1F2-8C34-4E19-9D0A-2C6F7A91B3D4}",
    name: "FFRI yarai",
    publisher: "FFRI, Inc.",
    version: "3.5.4",
  },
];

const OF_ROLE: Readonly<Record<HostRole, readonly ShippedProgram[]>> = {
  terminal: [
    {
      key: "{2B9C6E10-4D7F-4F6B-8A3E-9E0C5D1B7F60}",
      name: "NFCポートソフトウェア",
      publisher: "Sony Corporation",
      version: "5.8.4.1",
      narrow: true,
    },
    {
      key: "{91D4F3B8-0E6A-4B2C-A5C7-3F8E6D2A1B09}",
      name: "統合端末 業務アプリケーション",
      publisher: "地方公共団体情報システム機構",
      version: "8.2.0",
      narrow: true,
    },
  ],
  "communication-server": [
    {
      key: "{6A0E5C7D-93B1-4D28-B6F4-7C1D0E9A5B83}",
      name: "Arcserve Backup",
      publisher: "Arcserve",
      version: "19.0",
      narrow: true,
    },
    {
      key: "PowerChute Network Shutdown",
      name: "PowerChute Network Shutdown",
      publisher: "Schneider Electric",
      version: "5.0.0",
    },
  ],
  "active-directory-server": [],
};

const FORGOTTEN: readonly [ShippedProgram, ...ShippedProgram[]] = [
  { key: "7-Zip", name: "7-Zip 19.00 (x64)", publisher: "Igor Pavlov", version: "19.00" },
  {
    key: "sakura editor_is1",
    name: "サクラエディタ",
    publisher: "Sakura Editor Project",
    version: "2.4.1",
    narrow: true,
  },
  { key: "WinSCP3_is1", name: "WinSCP 5.21.5", publisher: "Martin Prikryl", version: "5.21.5", narrow: true },
];

/**
 * What is installed on a used machine: Windows' own entries, what the machine is for, OneDrive for each user of a client, and
 * here and there a program that somebody needed once. Names are believed, product codes and versions made up.
 */
export function addShippedPrograms(
  machine: WindowsState,
  { role, kind }: UsedMachineOrigin,
  random: SeededRandom,
): void {
  for (const name of NAMELESS) machine.registry[`${MACHINE}\\${name}`] = {};
  const forgotten = random.chance(0.1) ? [random.pick(FORGOTTEN)] : [];
  for (const program of [...EVERYWHERE, ...OF_ROLE[role], ...forgotten])
    addProgram(machine.registry, program.narrow === true ? MACHINE_32 : MACHINE, program);
  if (kind === "client")
    for (const { sid, hive } of machine.profiles)
      if (sid.startsWith("S-1-5-21-")) addProgram(hive, `Software\\${UNINSTALL}`, ONE_DRIVE);
}

const ONE_DRIVE: ShippedProgram = {
  key: "OneDriveSetup.exe",
  name: "Microsoft OneDrive",
  publisher: MICROSOFT,
  version: "24.226.1110.0004",
};

function addProgram(
  registry: Registry,
  list: string,
  { key, name, publisher, version, component }: ShippedProgram,
): void {
  const texts = { DisplayName: name, Publisher: publisher, DisplayVersion: version };
  for (const [value, data] of Object.entries(texts))
    setRegistryValue(registry, `${list}\\${key}`, value, { kind: "String", value: data });
  if (component === true) setRegistryValue(registry, `${list}\\${key}`, "SystemComponent", { kind: "DWord", value: 1 });
}
