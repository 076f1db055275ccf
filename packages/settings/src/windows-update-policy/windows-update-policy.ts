import { z } from "zod";

import { defineRegistryArea } from "../form/registry-area.js";
import { registryChoice, registryNumber, registrySwitch, registryText } from "../form/registry-property.js";

const POLICY = "SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate";
const AUTOMATIC = `${POLICY}\\AU`;

const serverAddress = z
  .string()
  .max(255)
  .regex(
    /^https?:\/\/[^\s/"]+(?:\/[^\s"]*)?$/i,
    "must be the address of an update server: https://updates.example.jp:8531",
  );

const addressExamples = ["https://updates.example.jp:8531", "http://192.0.2.10:8530"] as const;

interface Declared {
  readonly [name: string]: unknown;
}

/** What is declared of automatic updates without being of any effect. */
function idleSchedule({ automaticUpdates, whenOffered, ...others }: Declared): string | undefined {
  const scheduled = ["installDay", "installHour"].find((name) => others[name] !== undefined);
  if (automaticUpdates === false && (whenOffered !== undefined || scheduled !== undefined))
    return whenOffered === undefined ? scheduled : "whenOffered";
  return whenOffered !== undefined && whenOffered !== "install-on-schedule" ? scheduled : undefined;
}

/** The switch and both addresses go together: Windows asks an update server only when it knows all three. */
function incompleteServer({ useServer, server, statusServer }: Declared): string | undefined {
  if (useServer === true)
    return server === undefined ? "server" : statusServer === undefined ? "statusServer" : undefined;
  return server !== undefined || statusServer !== undefined ? "useServer" : undefined;
}

export const windowsUpdatePolicy = defineRegistryArea({
  id: "windows-update-policy",
  title: { ja: "Windows Update のポリシー", en: "Windows Update policy" },
  properties: {
    automaticUpdates: registrySwitch({
      key: AUTOMATIC,
      name: "NoAutoUpdate",
      on: 0,
      off: 1,
      label: { ja: "自動更新を構成する", en: "automatic updates" },
      source:
        "1 turns them off. WindowsUpdate.admx, Configure Automatic Updates; CIS Windows 11 18.10.92.2.1 wants them on",
      whenAbsent: true,
    }),
    whenOffered: registryChoice({
      key: AUTOMATIC,
      name: "AUOptions",
      words: { notify: 2, download: 3, "install-on-schedule": 4, "local-setting": 5, "notify-install-and-restart": 7 },
      label: { ja: "自動更新の構成", en: "when an update is offered" },
      source: "The last one on servers only. WindowsUpdate.admx, Configure Automatic Updates",
    }),
    installDay: registryChoice({
      key: AUTOMATIC,
      name: "ScheduledInstallDay",
      words: { every: 0, sunday: 1, monday: 2, tuesday: 3, wednesday: 4, thursday: 5, friday: 6, saturday: 7 },
      label: { ja: "インストールを実行する日", en: "day of the installation" },
      source: "WindowsUpdate.admx, Configure Automatic Updates",
    }),
    installHour: registryNumber({
      key: AUTOMATIC,
      name: "ScheduledInstallTime",
      min: 0,
      max: 23,
      label: { ja: "インストールを実行する時刻", en: "hour of the installation" },
      source: "Local time, 3 where nothing is stored. WindowsUpdate.admx, Configure Automatic Updates",
    }),
    noRestartWithUsers: registrySwitch({
      key: AUTOMATIC,
      name: "NoAutoRebootWithLoggedOnUsers",
      label: {
        ja: "スケジュールされた自動更新のインストールで、ログオンしているユーザーがいる場合には自動的に再起動しない",
        en: "no automatic restart with logged on users",
      },
      source:
        "Works with scheduled installation only. WindowsUpdate.admx, No auto-restart with logged on users for scheduled automatic updates installations",
      whenAbsent: false,
    }),
    useServer: registrySwitch({
      key: AUTOMATIC,
      name: "UseWUServer",
      label: { ja: "イントラネットの Microsoft 更新サービスを使用する", en: "use an intranet update service" },
      source: "WindowsUpdate.admx, Specify intranet Microsoft update service location",
      whenAbsent: false,
    }),
    server: registryText({
      key: POLICY,
      name: "WUServer",
      schema: serverAddress,
      examples: addressExamples,
      label: {
        ja: "更新を検出するためのイントラネットの更新サービス",
        en: "intranet update service for detecting updates",
      },
      source: "WindowsUpdate.admx, Specify intranet Microsoft update service location",
    }),
    statusServer: registryText({
      key: POLICY,
      name: "WUStatusServer",
      schema: serverAddress,
      examples: addressExamples,
      label: { ja: "イントラネット統計サーバー", en: "intranet statistics server" },
      source:
        "As a rule the update service itself. WindowsUpdate.admx, Specify intranet Microsoft update service location",
    }),
    internetLocations: registrySwitch({
      key: POLICY,
      name: "DoNotConnectToWindowsUpdateInternetLocations",
      on: 0,
      off: 1,
      label: {
        ja: "Windows Update のインターネット上の場所に接続しない",
        en: "connect to Windows Update Internet locations",
      },
      source:
        "1 forbids it; Windows names the policy for use with an update server. WindowsUpdate.admx, Do not connect to any Windows Update Internet locations",
      safe: false,
      whenAbsent: true,
    }),
    detectionFrequency: registrySwitch({
      key: AUTOMATIC,
      name: "DetectionFrequencyEnabled",
      label: { ja: "自動更新の検出頻度", en: "automatic updates detection frequency" },
      source: "WindowsUpdate.admx, Automatic Updates detection frequency",
      whenAbsent: false,
    }),
    detectionFrequencyHours: registryNumber({
      key: AUTOMATIC,
      name: "DetectionFrequency",
      min: 1,
      max: 22,
      unit: "hours",
      label: { ja: "更新プログラムを確認する間隔", en: "interval between checks for updates" },
      source: "Windows takes up to a fifth off; 22 where nothing is stored. WindowsUpdate.admx",
    }),
    drivers: registrySwitch({
      key: POLICY,
      name: "ExcludeWUDriversInQualityUpdate",
      on: 0,
      off: 1,
      label: { ja: "Windows Update からドライバーを除外する", en: "drivers with Windows updates" },
      source: "1 leaves them out. WindowsUpdate.admx, Do not include drivers with Windows Updates",
      whenAbsent: true,
    }),
    userAccess: registrySwitch({
      key: POLICY,
      name: "SetDisableUXWUAccess",
      on: 0,
      off: 1,
      label: {
        ja: "Windows Update のすべての機能へのアクセスを削除する",
        en: "access of users to the Windows Update features",
      },
      source: '1 takes "Check for updates" away. WindowsUpdate.admx, Remove access to use all Windows Update features',
      whenAbsent: true,
    }),
  },
  contradiction(declared) {
    const idle = idleSchedule(declared);
    if (idle !== undefined)
      return {
        path: idle,
        message:
          'has no effect: automaticUpdates must not be false, and a day or an hour needs whenOffered "install-on-schedule"',
      };
    const server = incompleteServer(declared);
    if (server !== undefined)
      return { path: server, message: "useServer: true, server and statusServer must be declared together" };
    if (declared.detectionFrequencyHours !== undefined && declared.detectionFrequency !== true)
      return { path: "detectionFrequencyHours", message: "has no effect unless detectionFrequency is true" };
    return undefined;
  },
});
