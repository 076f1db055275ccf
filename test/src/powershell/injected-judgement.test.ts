import { everyArea } from "@kijun/settings";
import { expect } from "chai";
import fc from "fast-check";

import { injectedCases } from "./injected-cases.js";
import type { InjectedCase } from "./injected-cases.js";
import { faultsOf } from "./injected-judgement.js";
import type { InjectedOutcome, Injection } from "./injected-run.js";

const FAILURE: Injection = {
  ...{ name: "Get-Thing", source: "Get-Thing a", of: "command", kind: "denied", member: null },
  ...{ answer: "", shared: false, changed: false },
};

const [given] = injectedCases([everyArea[0]?.id ?? ""]) as [InjectedCase];

/** What the judgement says where an area of one setting, which was 1, answers this while something fails. */
function judged(during: object, changes: Partial<Injection> = {}): string[] {
  const [{ area }] = given.asked;
  const simple = {
    ...{ ...area, meets: (live: unknown, desired: unknown) => live === desired, nextSteps: {} },
    fromWindows: (facts: unknown) => facts as { readonly setting: number },
  };
  const answerOf = (facts: object): string => JSON.stringify({ [area.id]: facts });
  const injection = { ...FAILURE, ...changes, answer: answerOf(during) };
  const outcome: InjectedOutcome = {
    given: { ...given, asked: [{ area: simple, desired: { setting: 1 } }] },
    ordinary: answerOf({ facts: { setting: 1 } }),
    sources: [injection.source],
    injections: [injection],
    reach: [],
  };
  return faultsOf(outcome, injection);
}

const failure = (code: string) => ({ failure: { code, detail: "" } });

describe("the judgement of injected failures", () => {
  it("accepts the right code for the whole area or for a setting", () => {
    expect(judged(failure("ACCESS_DENIED"))).to.deep.equal([]);
    expect(judged({ facts: { setting: "unreadable: ACCESS_DENIED" } })).to.deep.equal([]);
  });

  it("finds every other value, also one that says there is nothing", () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer({ min: 2 }), fc.constantFrom("absent", "", "none", false)), (setting) => {
        expect(judged({ facts: { setting } })).to.include(`setting was 1 and became ${JSON.stringify(setting)}`);
      }),
    );
  });

  it("finds a failure that is passed over, and a code that is another one's", () => {
    expect(judged({ facts: { setting: 1 } })).to.deep.equal(["nothing is unreadable"]);
    expect(judged(failure("READ_FAILED"))).to.deep.equal(["setting: READ_FAILED"]);
    expect(judged(failure("HIVE_LOAD_FAILED"), { of: "tool" })).to.deep.equal([]);
  });

  it("finds a registry value of another type that is taken for none", () => {
    const wrong = { of: "registry", kind: "wrong", member: "Value" } as const;
    expect(judged({ facts: { setting: "absent" } }, wrong)).to.deep.equal(['setting was 1 and became "absent"']);
    expect(judged({ facts: { setting: "unreadable: VALUE_UNKNOWN" } }, wrong)).to.deep.equal([]);
  });
});
