import fc from "fast-check";

import { machineCase } from "../form/machine-states.js";
import type { AreaStates, MachineCase } from "../form/machine-states.js";
import type { RegistryValue } from "../form/windows-state.js";
import { autoLogon } from "./auto-logon.js";

const WINLOGON = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon";

const text = (value: string): RegistryValue => ({ kind: "String", value });

const declared = fc.record(
  {
    enabled: fc.boolean(),
    userName: fc.constantFrom("cs-operator", "業務担当"),
    domainName: fc.constantFrom("CS-1", ".", "juki.example.jp"),
    plaintextPassword: fc.constant(false),
  },
  { requiredKeys: [] },
);

const winlogon = fc.record(
  {
    AutoAdminLogon: fc.constantFrom(text("0"), text("1"), text(""), { kind: "DWord", value: 1 } as const),
    DefaultUserName: fc.constantFrom(text("cs-operator"), text("CS-Operator"), text("業務担当"), text(""), {
      kind: "ExpandString",
      value: "%USERNAME%",
    } as const),
    DefaultDomainName: fc.constantFrom(text("cs-1"), text("JUKI.example.jp"), text("absent")),
    DefaultPassword: fc.constantFrom(text("秘密"), text(""), { kind: "Binary", value: "AQI=" } as const),
    Shell: fc.constant(text("explorer.exe")),
  },
  { requiredKeys: [] },
);

const usual = { enabled: true, userName: "cs-operator", domainName: "CS-1", plaintextPassword: false };

function logonCase(name: string, values: Record<string, RegistryValue>, settings: object = usual): MachineCase {
  const changes = { registry: { [WINLOGON]: values } };
  return machineCase(name, autoLogon, { changes }, autoLogon.format(settings));
}

export const autoLogonStates: AreaStates = {
  area: autoLogon,
  declared,
  live: winlogon.map((values) => ({ changes: { registry: { [WINLOGON]: values } } })),
  understoodKinds: ["DWord"],
  special: [
    machineCase("no key of Winlogon", autoLogon, { changes: {} }, autoLogon.format(usual)),
    logonCase("a password in plain text", { AutoAdminLogon: text("1"), DefaultPassword: text("秘密") }),
    logonCase("a password in plain text under a name in another case", { DEFAULTPASSWORD: text("秘密") }),
    logonCase(
      "a password in plain text that nobody declares",
      { AutoAdminLogon: text("1"), DefaultPassword: text("秘密") },
      { enabled: false },
    ),
    logonCase("a switch that a tool has stored as a number", { AutoAdminLogon: { kind: "DWord", value: 1 } }),
    logonCase("names in another case", { DefaultUserName: text("CS-OPERATOR"), DefaultDomainName: text("cs-1") }),
  ],
};
