import { isDeepStrictEqual } from "node:util";

import { KijunError } from "@kijun/core";
import type { CanonicalArea } from "@kijun/core";
import { expect } from "chai";

import { usedMachine } from "../../machine/used-machine.js";
import { breakMachineSetting } from "./break-setting.js";
import { readSettings, rollOut } from "./machine-settings.js";

const declared = {
  accountLockout: { thresholdAttempts: 5, durationMinutes: 15, resetCounterAfterMinutes: 15 },
  eventLog: {
    Security: { maxSizeKiB: 196_608 },
    "Microsoft-Windows-Windows Defender/Operational": { maxSizeKiB: 4096 },
  },
  file: { "C:\\JUKI\\left.over.dat": "absent" },
  firewallProfile: { public: { enabled: true } },
  firewallRules: { "jukinet-ap": "allow in tcp 443 from 10.1.0.0/16 on domain,private" },
  screenSaver: { active: true, passwordProtected: true, timeoutSeconds: 600 },
  iniValue: { "%ProgramData%\\TouchPanel\\touch.ini": { "Pointer/Target": "TouchPanel" } },
  yarai: {
    version: "3.6 via registry key HKLM\\SOFTWARE\\Kijun, value Version",
    mode: "block via registry key HKLM\\SOFTWARE\\Kijun, value Mode, words 1=block 2=log-output",
    engines: { zdp: "on via registry key HKLM\\SOFTWARE\\Kijun, value Zdp, words 0=off 1=on" },
  },
};

type Machine = ReturnType<typeof usedMachine>;

/** A machine that holds what is declared. */
function rolledOut(): Machine {
  const machine = usedMachine({
    computerName: "KITA-T001",
    role: "terminal",
    operatingSystem: "Windows 11 Pro",
    locale: "ja-JP",
    seed: "b",
  });
  rollOut(machine, declared);
  return machine;
}

function declaredArea(property: string): CanonicalArea | undefined {
  return new Map<string, CanonicalArea>(Object.entries(declared)).get(property);
}

function failureOf(machine: Machine, path: string, value: string): KijunError {
  const before = JSON.stringify(machine);
  try {
    breakMachineSetting(machine, path, value, declared);
  } catch (error) {
    expect(JSON.stringify(machine)).to.equal(before);
    if (error instanceof KijunError) return error;
  }
  throw new Error(`${path} took ${value}`);
}

describe("rollOut", () => {
  it("leaves a machine that holds exactly what is declared", () => {
    expect(readSettings(rolledOut(), declared)).to.deep.equal(declared);
  });

  it("names machine, area and reason when the machine refuses", () => {
    const machine = rolledOut();
    expect(() => {
      rollOut(machine, { accountLockout: { durationMinutes: 1, resetCounterAfterMinutes: 30 } });
    }).to.throw(KijunError, "KITA-T001 does not take account-lockout: SECEDIT_FAILED");
  });
});

describe("breakMachineSetting", () => {
  for (const [path, text, before, after] of [
    ["accountLockout.thresholdAttempts", "0", 5, 0],
    [
      "yarai.version",
      declared.yarai.version.replace("3.6", "3.5"),
      declared.yarai.version,
      declared.yarai.version.replace("3.6", "3.5"),
    ],
    ["yarai.mode", "log-output", declared.yarai.mode, declared.yarai.mode.replace("block", "log-output")],
    ["yarai.engines.zdp", "off", declared.yarai.engines.zdp, declared.yarai.engines.zdp.replace("on", "off")],
    ["eventLog.Security.maxSizeKiB", "20480", 196_608, 20_480],
    ["eventLog.Microsoft-Windows-Windows Defender/Operational.maxSizeKiB", "1028", 4096, 1028],
    ["iniValue.%ProgramData%\\TouchPanel\\touch.ini.Pointer/Target", "Display", "TouchPanel", "Display"],
    ["iniValue.%ProgramData%\\TouchPanel\\touch.ini.Pointer/Speed", "2", "absent", "2"],
    ["file.C:\\JUKI\\left.over.dat", "sizeBytes 36", "absent", "sizeBytes 36"],
    ["account-lockout.durationMinutes", "30", 15, 30],
    ["accountLockout.durationMinutes", "until-admin-unlocks", 15, "until-admin-unlocks"],
    ["firewallProfile.public.enabled", "false", true, false],
    ["firewallRules.jukinet-ap", "absent", declared.firewallRules["jukinet-ap"], "absent"],
    ["firewallRules.jukinet-ap", "allow in tcp 443", declared.firewallRules["jukinet-ap"], "allow in tcp 443"],
    ["firewallRules.a.rule.nobody.declared", "allow in any", "absent", "allow in any"],
    ["screenSaver.passwordProtected", "false", true, false],
    ["screenSaver.timeoutSeconds", "1800", 600, 1800],
    // No declaration may say so, but a person may do so.
    ["screen-saver.timeoutSeconds", "0", 600, 0],
  ] as const) {
    it(`changes ${path} to ${text} and no other declared area`, () => {
      const machine = rolledOut();
      const broken = breakMachineSetting(machine, path, text, declared);
      expect(broken).to.deep.include({ before, after });
      const live = readSettings(machine, declared);
      const changed = Object.keys(live).filter((name) => !isDeepStrictEqual(live[name], declaredArea(name)));
      const isDeclared = !/nobody|Speed/.test(path);
      expect(changed).to.deep.equal(isDeclared ? [broken.path.split(".")[0]] : []);
    });
  }

  it("takes a value as it is when it is no text", () => {
    expect(breakMachineSetting(rolledOut(), "accountLockout.thresholdAttempts", 3).after).to.equal(3);
  });

  it("suggests the area and the property that a wrong path comes close to", () => {
    const machine = rolledOut();
    expect(failureOf(machine, "acountLockout.thresholdAttempts", "0"))
      .to.include({ code: "SETTING_UNKNOWN" })
      .and.have.property("message")
      .that.includes("did you mean accountLockout?");
    expect(failureOf(machine, "accountLockout.thresholdAtempts", "0").message).to.include(
      "did you mean thresholdAttempts?",
    );
    expect(failureOf(machine, "firewallProfile.public.enabld", "0").message).to.include("did you mean enabled?");
    expect(failureOf(machine, "eventLog.Security.maxSizeKib", "0").message).to.include("did you mean maxSizeKiB?");
    expect(failureOf(machine, "eventLog.Security", "0").message).to.include("a property stands below the name");
    expect(failureOf(machine, "accountLockout", "0").message).to.include("name one of thresholdAttempts");
    expect(failureOf(machine, "firewallRules", "x").code).to.equal("SETTING_UNKNOWN");
  });

  it("changes nothing when the value is none, or one that the machine refuses or would not give back", () => {
    const machine = rolledOut();
    for (const [path, value, reason] of [
      ["accountLockout.thresholdAttempts", "many", "no value of this setting"],
      ["accountLockout.durationMinutes", "5", "SECEDIT_FAILED"],
      ["firewallRules.jukinet-ap", "let them all in", "no value of this setting"],
      [
        "firewallRules.jukinet-ap",
        "allow in tcp 443 from 10.1.0.0/255.255.0.0",
        'would hold "allow in tcp 443 from 10.1.0.0/16"',
      ],
      ["screenSaver.timeoutSeconds", "soon", "would hold"],
    ] as const) {
      const failure = failureOf(machine, path, value);
      expect(failure.code).to.equal("ARGUMENT_INVALID");
      expect(failure.message, path).to.include(reason);
    }
  });
});
