import type { BaselineClass } from "@kijun/provider/fleet";

import {
  communicationServerExpectations,
  directoryServerExpectations,
  terminalExpectations,
} from "./values/sapporo-expectations.js";
import { clusterNodeOf, machineOf } from "./values/sapporo-machine.js";
import {
  communicationServerSettings,
  directoryServerSettings,
  formerCommunicationServerSettings,
  terminalSettings,
  valuesSource as source,
} from "./sapporo-values.js";

const WINDOWS_10 = "Windows 10 Pro (64bit)";
const WINDOWS_11 = "Windows 11 Pro (64bit)";
const SERVER_2016 = "Windows Server 2016 Standard";
const SERVER_2022 = "Windows Server 2022 Standard";

/**
 * Machines of one model share declared values. Both ＣＳ nodes are in one class: active and standby change places,
 * so they are no property of a machine.
 */
export const sapporoClasses: readonly BaselineClass[] = [
  terminal("terminal-d588t", "ESPRIMO D588/T", WINDOWS_10),
  terminal("terminal-d588c", "ESPRIMO D588/C", WINDOWS_10),
  terminal("terminal-d7010e", "ESPRIMO D7010/E", WINDOWS_10),
  terminal("terminal-d6012n", "ESPRIMO D6012/N", WINDOWS_11),
  {
    ...communicationServer("cs-rx2540m4", "PRIMERGY RX2540 M4", SERVER_2016),
    settings: formerCommunicationServerSettings,
  },
  communicationServer("cs-rx2540m7", "PRIMERGY RX2540 M7", SERVER_2022),
  {
    id: "ad-rx1330m4",
    title: "AD PRIMERGY RX1330 M4",
    role: "active-directory-server",
    operatingSystem: SERVER_2016,
    settings: directoryServerSettings,
    expectations: {
      ...directoryServerExpectations,
      machine: machineOf({ model: "PRIMERGY RX1330 M4", edition: "ServerStandard" }),
    },
    source,
  },
];

function terminal(id: string, model: string, operatingSystem: string): BaselineClass {
  return {
    id,
    title: `統合端末 ${model}`,
    role: "terminal",
    operatingSystem,
    settings: terminalSettings,
    expectations: { ...terminalExpectations, machine: machineOf({ model, edition: "Professional" }) },
    source,
  };
}

function communicationServer(id: string, model: string, operatingSystem: string): BaselineClass {
  return {
    id,
    title: `CS ${model}`,
    role: "communication-server",
    operatingSystem,
    settings: communicationServerSettings,
    expectations: {
      ...communicationServerExpectations,
      machine: clusterNodeOf({ model, edition: "ServerStandard" }),
    },
    source,
  };
}
