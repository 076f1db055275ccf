import { assumed, fromStandard } from "@kijun/core";
import type { BaselineExpectations } from "@kijun/provider/fleet";

import { logonFailures } from "./sapporo-logon-failures.js";
import { serverMalwareDetections, terminalMalwareDetections } from "./sapporo-malware-detections.js";
import { specifiedPassword } from "./sapporo-specified-password.js";

type Devices = NonNullable<BaselineExpectations["devices"]>;
type InstalledSoftware = NonNullable<BaselineExpectations["installedSoftware"]>;
type Processes = NonNullable<BaselineExpectations["processes"]>;

/*
 * What the yearly check expects of what is no setting. The lists are those of the simulated machines; the true ones are
 * known once the city has handed over its registers and a reference machine has been read.
 */
const MICROSOFT = { publisher: "Microsoft Corporation" };

const softwareQuestion =
  "機器の区分ごとに、導入してよいソフトウェアの一覧をご提示ください。仮に、模擬機に入っているものだけを可としています（別紙1 端末9、CS7、AD7）。";
const software = (programs: Readonly<Record<string, object>>): InstalledSoftware =>
  assumed(
    {
      "Microsoft Edge": MICROSOFT,
      "Microsoft EdgeWebView": MICROSOFT,
      "{5C1F4A08-6B0E-4E0B-9B35-0A4F3B6E7D11}": MICROSOFT,
      "{A3D1C0D5-2F5E-4C58-8B77-51B2C9D0A6E2}": MICROSOFT,
      "{E7B0A1F2-8C34-4E19-9D0A-2C6F7A91B3D4}": { publisher: "FFRI, Inc." },
      ...programs,
      "*": "absent",
    },
    softwareQuestion,
  );

const deviceQuestion =
  "機器の区分ごとに、接続してよい機器の一覧（型番、台数、シリアル番号）をご提示ください。仮に、模擬機に接続されているものだけを可としています（別紙1 端末11、CS11、AD9）。";
const devices = (connected: Readonly<Record<string, object>>): Devices =>
  assumed(
    { "USB\\VID_FFF1&PID_0001": { count: 1 }, "USB\\VID_FFF1&PID_0002": { count: 1 }, ...connected, "*": "absent" },
    deviceQuestion,
  );

const processQuestion =
  "業務時間中に起動していてよいプログラムの一覧をご提示ください。仮に、模擬機で動いているものだけを可としています（別紙1 端末5、CS4、AD4）。";
const processes = (allowed: readonly string[]): Processes =>
  assumed(
    {
      "C:\\Program Files\\FFRI\\yarai\\yarai.exe": "running",
      ...Object.fromEntries(allowed.map((path) => [path, "allowed"] as const)),
      "*": "absent",
    },
    processQuestion,
  );

/** 統合端末. */
export const terminalExpectations: BaselineExpectations = {
  devices: devices({
    "USB\\VID_054C&PID_06C1": { count: 1 },
    "USB\\VID_FFF1&PID_2001": { count: 1 },
    "USB\\VID_FFF1&PID_1701": { count: 1 },
  }),
  installedSoftware: software({
    "{2B9C6E10-4D7F-4F6B-8A3E-9E0C5D1B7F60}": { publisher: "Sony Corporation" },
    "{91D4F3B8-0E6A-4B2C-A5C7-3F8E6D2A1B09}": { publisher: "地方公共団体情報システム機構" },
    "OneDriveSetup.exe": MICROSOFT,
  }),
  logonFailures,
  malwareDetections: terminalMalwareDetections,
  processes: processes([
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
    "C:\\JUKI\\bin\\terminal.exe",
  ]),
};

/** ＣＳ. The database listens elsewhere than at the port that everybody knows. */
export const communicationServerExpectations: BaselineExpectations = {
  devices: devices({ "USB\\VID_FFF1&PID_2001": { count: 1 } }),
  installedSoftware: software({
    "{6A0E5C7D-93B1-4D28-B6F4-7C1D0E9A5B83}": { publisher: "Arcserve" },
    "PowerChute Network Shutdown": { publisher: "Schneider Electric" },
  }),
  listeningPorts: {
    "tcp 1521": fromStandard("absent", "別紙1 §4 CS10: the first port of Oracle's listener must not be open"),
  },
  logonFailures,
  malwareDetections: serverMalwareDetections,
  processes: processes(["C:\\app\\oracle\\product\\19.0.0\\dbhome_1\\bin\\oracle.exe", "C:\\JUKI\\bin\\relay.exe"]),
  specifiedPassword,
};

/** ＡＤサーバ. */
export const directoryServerExpectations: BaselineExpectations = {
  devices: devices({}),
  installedSoftware: software({}),
  logonFailures,
  malwareDetections: serverMalwareDetections,
  processes: processes([]),
  specifiedPassword,
};
