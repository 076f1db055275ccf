import { isAbsent } from "@kijun/core";

import { directionBySafety } from "../form/direction.js";
import { defineRegistryArea } from "../form/registry-area.js";
import { registryChoice, registrySwitch } from "../form/registry-property.js";

const STORAGE = "SOFTWARE\\Policies\\Microsoft\\Windows\\RemovableStorageDevices";
const INSTALLATION = "SOFTWARE\\Policies\\Microsoft\\Windows\\DeviceInstall\\Restrictions";
const EXPLORER = "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\Explorer";

/** The classes of RemovableStorage.admx: key, and the words of the policy. Its policies for WPD devices write two keys. */
const CLASSES = {
  disks: { key: "{53f5630d-b6bf-11d0-94f2-00a0c91efb8b}", ja: "リムーバブル ディスク", en: "removable disks" },
  discs: { key: "{53f56308-b6bf-11d0-94f2-00a0c91efb8b}", ja: "CD および DVD", en: "CD and DVD" },
  floppies: { key: "{53f56311-b6bf-11d0-94f2-00a0c91efb8b}", ja: "フロッピー ドライブ", en: "floppy drives" },
  tapes: { key: "{53f5630b-b6bf-11d0-94f2-00a0c91efb8b}", ja: "テープ ドライブ", en: "tape drives" },
  wpd: { key: "{6AC27878-A6FA-4155-BA85-F98F491D4F33}", ja: "WPD デバイス", en: "WPD devices" },
  otherWpd: { key: "{F33FDC04-D1AC-4E8E-9A30-19BBD4B108AE}", ja: "WPD デバイス (2)", en: "WPD devices (2)" },
} as const;

const ACCESS = {
  Read: { ja: "読み取り", en: "read" },
  Write: { ja: "書き込み", en: "write" },
  Execute: { ja: "実行", en: "execute" },
} as const;

/** The policy "<class>: Deny <read> access". */
function denied(name: keyof typeof CLASSES, access: keyof typeof ACCESS) {
  const device = CLASSES[name];
  const verb = ACCESS[access];
  return registrySwitch({
    key: `${STORAGE}\\${device.key}`,
    name: `Deny_${access}`,
    label: { ja: `${device.ja}: ${verb.ja}アクセス権の拒否`, en: `${device.en}: deny ${verb.en} access` },
    source: `RemovableStorage.admx, ${device.en}: Deny ${verb.en} access`,
    safe: true,
    whenAbsent: false,
  });
}

/** Whether what autorun.inf says is run; Windows asks where nothing is stored. */
const autoRunCommands = registryChoice({
  key: EXPLORER,
  name: "NoAutorun",
  words: { run: 2, never: 1 },
  label: { ja: "自動実行の既定の動作", en: "default behavior for AutoRun" },
  source: "AutoPlay.admx, Set the default behavior for AutoRun; CIS Microsoft Windows 11 18.10.7.2 wants never",
});

export const removableMedia = defineRegistryArea({
  id: "removable-media",
  title: { ja: "リムーバブル メディア", en: "removable media" },
  properties: {
    usbStorage: registrySwitch({
      key: "SYSTEM\\CurrentControlSet\\Services\\USBSTOR",
      name: "Start",
      on: 3,
      off: 4,
      label: { ja: "USB 大容量記憶装置", en: "USB mass storage" },
      source: "Startup type of the driver: 3 on demand, 4 disabled. Microsoft KB 823732",
      safe: false,
      whenAbsent: true,
    }),
    denyAllAccess: registrySwitch({
      key: STORAGE,
      name: "Deny_All",
      label: {
        ja: "すべてのリムーバブル記憶域クラス: すべてのアクセスを拒否",
        en: "all removable storage classes: deny all access",
      },
      source: "Counts before the classes' own policies. RemovableStorage.admx",
      safe: true,
      whenAbsent: false,
    }),
    removableDisksDenyRead: denied("disks", "Read"),
    removableDisksDenyWrite: denied("disks", "Write"),
    removableDisksDenyExecute: denied("disks", "Execute"),
    cdAndDvdDenyRead: denied("discs", "Read"),
    cdAndDvdDenyWrite: denied("discs", "Write"),
    cdAndDvdDenyExecute: denied("discs", "Execute"),
    floppyDrivesDenyRead: denied("floppies", "Read"),
    floppyDrivesDenyWrite: denied("floppies", "Write"),
    floppyDrivesDenyExecute: denied("floppies", "Execute"),
    tapeDrivesDenyRead: denied("tapes", "Read"),
    tapeDrivesDenyWrite: denied("tapes", "Write"),
    tapeDrivesDenyExecute: denied("tapes", "Execute"),
    wpdDevicesDenyRead: denied("wpd", "Read"),
    wpdDevicesDenyWrite: denied("wpd", "Write"),
    otherWpdDevicesDenyRead: denied("otherWpd", "Read"),
    otherWpdDevicesDenyWrite: denied("otherWpd", "Write"),
    denyWriteWithoutBitLocker: registrySwitch({
      key: "SYSTEM\\CurrentControlSet\\Policies\\Microsoft\\FVE",
      name: "RDVDenyWriteAccess",
      label: {
        ja: "BitLocker で保護されていないリムーバブル ドライブへの書き込みアクセスを拒否する",
        en: "deny write access to removable drives not protected by BitLocker",
      },
      source: "VolumeEncryption.admx; Microsoft security baseline for Windows 11 24H2 wants it",
      safe: true,
      whenAbsent: false,
    }),
    denyInstallation: registrySwitch({
      key: INSTALLATION,
      name: "DenyRemovableDevices",
      label: { ja: "リムーバブル デバイスのインストールを禁止する", en: "prevent installation of removable devices" },
      source: "DeviceInstallation.admx, Prevent installation of removable devices",
      safe: true,
      whenAbsent: false,
    }),
    administratorsInstall: registrySwitch({
      key: INSTALLATION,
      name: "AllowAdminInstall",
      label: {
        ja: "管理者によるデバイスのインストール制限ポリシーの上書きを許可する",
        en: "allow administrators to override device installation restrictions",
      },
      source: "DeviceInstallation.admx, Allow administrators to override Device Installation Restriction policies",
      safe: false,
      whenAbsent: false,
    }),
    autoPlayOff: registryChoice({
      key: EXPLORER,
      name: "NoDriveTypeAutoRun",
      words: { "unknown-and-network": 145, "cd-and-removable": 181, "all-drives": 255 },
      ordered: true,
      whenAbsent: "unknown-and-network",
      label: { ja: "自動再生機能をオフにする", en: "turn off Autoplay" },
      source:
        "Bits of drive types; 0x91 where nothing is stored. AutoPlay.admx; CIS Microsoft Windows 11 18.10.7.3 wants all",
      claims: ["autoplay-by-default"],
    }),
    autoRunCommands: {
      ...autoRunCommands,
      direction: (live, desired) =>
        directionBySafety(live, desired, (value) =>
          isAbsent(value) ? 0 : value === "never" ? 1 : value === "run" ? -1 : undefined,
        ),
    },
    autoPlayForDevicesOff: registrySwitch({
      key: "SOFTWARE\\Policies\\Microsoft\\Windows\\Explorer",
      name: "NoAutoplayfornonVolume",
      label: { ja: "ボリューム以外のデバイスの自動再生を許可しない", en: "disallow Autoplay for non-volume devices" },
      source: "AutoPlay.admx; CIS Microsoft Windows 11 18.10.7.1 wants it",
      safe: true,
      whenAbsent: false,
    }),
  },
  contradiction({ denyAllAccess, ...others }) {
    if (denyAllAccess !== true) return undefined;
    const path = Object.entries(others).find(([name, value]) => /Deny(Read|Write|Execute)$/.test(name) && !value)?.[0];
    if (path === undefined) return undefined;
    return { path, message: "must not be false while denyAllAccess is true, which denies every class" };
  },
});
