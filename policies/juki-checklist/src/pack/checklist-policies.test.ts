import { areaText, MACHINE_TYPE } from "@kijun/core";
import type { HostRole } from "@kijun/core";
import { compileSettings, observedAreas } from "@kijun/settings";
import type { DeclaredSettings, Expectations } from "@kijun/settings";
import type { ResourceValidation, ResourceValidationArgs, ResourceValidationPolicy } from "@pulumi/policy";
import { expect } from "chai";

import { checklist } from "../checklist.js";
import { parameters } from "../judging/parameters.js";
import { checklistPolicies } from "./checklist-policies.js";
import { levelsOf } from "./level-schema.js";
import type { PackMachine } from "./pack-machine.js";

const LOCKOUT = { thresholdAttempts: 5, durationMinutes: 15, resetCounterAfterMinutes: 15 };

/** A machine whose values nobody has sourced. */
function machine(
  name: string,
  settings: DeclaredSettings,
  { role = "terminal", expectations = {} }: { role?: HostRole; expectations?: Expectations } = {},
): PackMachine {
  return {
    host: { name },
    hostClass: { id: "terminal-a", role },
    settings: compileSettings(settings, "baselines/a.ts", "", []),
    expectations: compileSettings(expectations, "baselines/a.ts", "", [], observedAreas),
  };
}

interface Judged {
  readonly messages: readonly string[];
  readonly notApplicable?: string;
}

class Pack {
  private readonly policies: readonly ResourceValidationPolicy[];

  constructor(machines: readonly PackMachine[]) {
    this.policies = checklistPolicies(machines);
  }

  policy(name: string): ResourceValidationPolicy {
    const found = this.policies.find((policy) => policy.name === name);
    if (found === undefined) throw new TypeError(`no policy ${name}`);
    return found;
  }

  /** What a policy says of a resource. */
  judge(name: string, host: string, props: object, { type = MACHINE_TYPE, config = {} } = {}): Judged {
    const messages: string[] = [];
    class NotApplicable extends Error {}
    const args = {
      ...{ type, name: host, props },
      getConfig: () => config,
      notApplicable: (reason?: string) => {
        throw new NotApplicable(reason);
      },
    };
    const validate = this.policy(name).validateResource as ResourceValidation;
    try {
      void validate(args as unknown as ResourceValidationArgs, (message) => messages.push(message));
    } catch (error) {
      if (error instanceof NotApplicable) return { messages, notApplicable: error.message };
      throw error;
    }
    return { messages };
  }
}

describe("the policies of the checklist", () => {
  const fleet = [machine("KITA-T001", { accountLockout: LOCKOUT }), machine("KITA-T002", { accountLockout: LOCKOUT })];
  let pack: Pack;
  beforeEach(() => (pack = new Pack(fleet)));
  const inputs = (lockout: object) => ({ reading: "complete", accountLockout: lockout });

  it("are one for each item, with the document's words, severity and what to do in both languages", () => {
    const policies = checklistPolicies(fleet);
    expect(policies).to.have.length(checklist.length + 3);
    const lockout = policies.find(({ displayName }) => displayName === "端末7 ロックアウトの設定確認");
    expect(lockout).to.deep.include({ name: "terminal-07", enforcementLevel: "mandatory", severity: "high" });
    expect(lockout?.framework).to.deep.include({
      ...{ reference: "端末7", specification: "アカウントロックアウトポリシーが適切に設定されていること。" },
    });
    for (const { name, description, remediationSteps = "" } of policies.slice(0, checklist.length)) {
      expect(description, name).to.match(/こと。 \/ [\x20-\x7e]+$/);
      expect(remediationSteps.split("\n"), name).to.have.length(2);
    }
    expect(new Set(policies.map(({ name }) => name)).size).to.equal(policies.length);
  });

  it("block with 29 items; the other 10 say why they cannot", () => {
    const policies = checklistPolicies(fleet).slice(0, checklist.length);
    expect(policies.filter(({ enforcementLevel }) => enforcementLevel === "mandatory")).to.have.length(29);
    expect(pack.judge("terminal-12", "KITA-T001", {}).notApplicable).to.include("目視");
    expect(pack.judge("terminal-09", "KITA-T001", {}).notApplicable).to.include("kijun check --live");
  });

  it("tell once for a class which items, or parts of them, are answered elsewhere", () => {
    const [message = "", ...others] = pack.judge("items-answered", "KITA-T001", {}).messages;
    expect(others).to.deep.equal([]);
    expect(message.split("\n").map((line) => line.replace(/: [^:]*$/, ""))).to.deep.equal([
      "terminal-a: 端末2、端末5、端末6、端末11",
      "terminal-a: 端末9",
      "terminal-a: 端末12、端末13、端末15",
    ]);
    expect(message).to.include("kijun check --live").and.to.include("目視");
    expect(pack.judge("items-answered", "KITA-T002", {}).messages).to.deep.equal([]);
    expect(pack.judge("items-answered", "stranger", {}).messages).to.deep.equal([]);
  });

  it("pass a proper value, as a text and as a map", () => {
    expect(pack.judge("terminal-07", "KITA-T001", inputs(LOCKOUT)).messages).to.deep.equal([]);
    const text = { ...inputs({}), accountLockout: areaText(LOCKOUT) };
    expect(pack.judge("terminal-07", "KITA-T001", text).messages).to.deep.equal([]);
  });

  it("name item, class, setting, value, file and what would be right, in both languages", () => {
    const [message = ""] = pack.judge(
      "terminal-07",
      "KITA-T001",
      inputs({ ...LOCKOUT, thresholdAttempts: 0 }),
    ).messages;
    expect(message.split("\n")).to.deep.equal([
      "端末7 ロックアウトの設定確認 (terminal-a): accountLockout.thresholdAttempts = 0: 1回以上10回以下であること, 基準 5 [baselines/a.ts]",
      "端末7 ロックアウトの設定確認 (terminal-a): accountLockout.thresholdAttempts = 0: must be 1 to 10 attempts, declared 5 [baselines/a.ts]",
    ]);
  });

  it("say of a second machine of the class that it is as the first", () => {
    const wrong = inputs({ ...LOCKOUT, thresholdAttempts: 0 });
    pack.judge("terminal-07", "KITA-T001", wrong);
    expect(pack.judge("terminal-07", "KITA-T002", wrong).messages).to.deep.equal([
      "KITA-T001 と同じ / as on KITA-T001",
    ]);
    expect(pack.judge("terminal-07", "KITA-T001", wrong).messages[0]).to.include("thresholdAttempts");
  });

  it("judge what a refreshed state holds against what the baseline declares", () => {
    const lax = pack.judge("terminal-07", "KITA-T001", inputs({ ...LOCKOUT, thresholdAttempts: 8 }));
    expect(lax.messages[0]).to.include("= 8: declared 5").and.to.include("基準 5");
    expect(pack.judge("terminal-07", "KITA-T001", inputs({ ...LOCKOUT, thresholdAttempts: 3 })).messages).to.be.empty;
  });

  it("take nothing for a value that could not be read", () => {
    const area = { reading: "complete", accountLockout: "unreadable: ACCESS_DENIED" };
    expect(pack.judge("terminal-07", "KITA-T001", area).messages[0]).to.include("ACCESS_DENIED");
    const gone = { ...inputs(LOCKOUT), reading: "unreachable: WINRM_TIMEOUT, last read 2026-01-14" };
    expect(pack.judge("terminal-07", "KITA-T001", gone).messages[0])
      .to.include("UNREACHABLE")
      .and.include("WINRM_TIMEOUT");
    expect(pack.judge("terminal-07", "KITA-T001", { reading: "complete" }).messages[0]).to.include("not read");
    expect(pack.judge("terminal-14", "KITA-T001", inputs(LOCKOUT)).messages[0]).to.include("declares nothing");
  });

  it("take what is expected of observed areas, which no input says, as found", () => {
    const declared = { services: {}, scheduledTasks: { "*": "absent" }, autorun: { "*": "absent" } } as const;
    const whole = new Pack([machine("KITA-T001", declared, { expectations: { processes: { "*": "absent" } } })]);
    expect(whole.judge("terminal-05", "KITA-T001", declared).messages).to.be.empty;
  });

  it("name five places, and count more", () => {
    const [message = ""] = pack.judge("terminal-02", "KITA-T001", {
      ...inputs(LOCKOUT),
      firewallProfile: {},
    }).messages;
    expect(message).to.include("declares nothing");
    const on = { enabled: true, inbound: "block" } as const;
    const profiles = { domain: on, private: on, public: on };
    const off = { enabled: false, inbound: "allow" };
    const walls = new Pack([machine("KITA-T001", { firewallProfile: profiles })]);
    const [many = ""] = walls.judge("terminal-02", "KITA-T001", {
      reading: "complete",
      firewallProfile: { domain: off, private: off, public: off },
    }).messages;
    expect(many)
      .to.match(/; and \d+ more$/)
      .and.to.match(/; ほか\d+件\n/);
  });

  it("are held to the levels of a configuration, and refuse names of levels that are none", () => {
    const config = { lockoutThresholdAtMost: 4 };
    expect(pack.judge("terminal-07", "KITA-T001", inputs(LOCKOUT), { config }).messages[0]).to.include(
      "1 to 4 attempts",
    );
    const misspelt = pack.judge("terminal-07", "KITA-T001", inputs(LOCKOUT), { config: { lockoutTreshold: 3 } });
    expect(misspelt.messages).to.have.length(1);
    expect(misspelt.messages[0]).to.include("lockoutTreshold").and.include("lockoutThresholdAtMost");
    const none = pack.judge("terminal-14", "KITA-T001", {}, { config: { anything: 1 } }).messages[0];
    expect(none).to.include("screenSaverSecondsAtMost");
    const bare = pack.judge("terminal-04", "KITA-T001", {}, { config: { anything: 1 } }).messages[0];
    expect(bare).to.match(/levels are: -$/);
  });

  it("say in a schema what each level may be, each level once or more", () => {
    const properties = pack.policy("terminal-07").configSchema?.properties;
    expect(properties?.["lockoutThresholdAtMost"]).to.deep.include({
      type: "integer",
      minimum: 1,
      maximum: 999,
      default: 10,
    });
    expect(pack.policy("terminal-05").configSchema?.properties["servicesForbidden"]).to.deep.include({
      type: "string",
    });
    expect(pack.policy("terminal-04")).to.not.have.property("configSchema");
    expect(new Set(Object.values(levelsOf).flat())).to.deep.equal(new Set(Object.keys(parameters)));
    const parts = new Set(checklist.flatMap((item) => item.parts.map(({ id }) => id)));
    expect([...parts]).to.include.members(Object.keys(levelsOf));
  });

  it("judge machines alone, each by the items of its role", () => {
    const wrong = inputs({ ...LOCKOUT, thresholdAttempts: 0 });
    expect(pack.judge("terminal-07", "KITA-T001", wrong, { type: "kijun:fleet:Site" }).messages).to.be.empty;
    expect(pack.judge("communication-server-01", "KITA-T001", wrong).messages).to.be.empty;
  });

  it("block a machine that the baseline does not declare", () => {
    expect(pack.judge("machine-declared", "KITA-T009", {}).messages[0])
      .to.include("KITA-T009")
      .and.include("KIJUN_AS_OF");
    expect(pack.judge("machine-declared", "kita-t001", {}).messages).to.be.empty;
    expect(pack.judge("machine-declared", "kita", {}, { type: "kijun:fleet:Site" }).messages).to.be.empty;
    expect(pack.judge("terminal-07", "KITA-T009", {}).messages).to.be.empty;
  });

  it("say once of a class which items rest on values that nobody has approved, and block none of them", () => {
    const [message] = pack.judge("values-approved", "KITA-T001", inputs(LOCKOUT)).messages;
    expect(message).to.include("terminal-a: 基準値未承認 端末7").and.include("no pass: 端末7");
    expect(pack.judge("values-approved", "KITA-T002", inputs(LOCKOUT)).messages).to.be.empty;
    expect(pack.policy("values-approved").enforcementLevel).to.equal("advisory");
    expect(pack.judge("values-approved", "KITA-T009", inputs(LOCKOUT)).messages).to.be.empty;
    expect(new Pack([machine("KITA-T001", {})]).judge("values-approved", "KITA-T001", {}).messages).to.be.empty;
  });
});
