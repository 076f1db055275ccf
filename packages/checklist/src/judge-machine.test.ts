import { TO_BE_CONFIRMED, unreadable } from "@kijun/core";
import type { FindingStatus, Provenance } from "@kijun/core";
import { expect } from "chai";
import fc from "fast-check";

import { digestOfAreas } from "./evidence-digest.js";
import { judgeMachine } from "./judge-machine.js";
import {
  APPROVED,
  context,
  item,
  judged,
  looked,
  measured,
  observed,
  terminal,
} from "./judged-machine.fixture.test.js";
import type { Observation } from "./finding.js";
import { STATUS_ORDER, worstStatus } from "./status-order.js";

const OUTCOMES = ["pass", "fail", "remark", "error", "unknown", "notapplicable"] as const;

const anyObservation = fc.record({
  outcome: fc.constantFrom(...OUTCOMES),
  area: fc.constantFrom("lockout", "shares"),
  path: fc.constantFrom("", "attempts", "minutes"),
  live: fc.constantFrom(1, 2, "x"),
});

const readable = { lockout: { attempts: 5 }, shares: { Backup: "C:\\Backup" } };
const both = { areas: ["lockout", "shares"] };

function statusOf(observations: readonly Observation[], held: Parameters<typeof terminal>[0] = {}): FindingStatus {
  return judged([measured(observations, both)], terminal({ held: readable, declared: {}, ...held })).status;
}

describe("judgeMachine", () => {
  const rules: readonly [outcomes: readonly Observation["outcome"][], status: FindingStatus][] = [
    [["pass"], "pass"],
    [["pass", "remark"], "pass"],
    [["remark"], "pass"],
    [["pass", "notapplicable"], "pass"],
    [["notapplicable"], "notapplicable"],
    [["pass", "unknown"], "unknown"],
    [["unknown", "error"], "error"],
    [["error", "fail", "pass"], "fail"],
    [[], "unknown"],
  ];
  for (const [outcomes, status] of rules) {
    it(`judges observations of ${outcomes.join(", ") || "nothing"} as ${status}`, () => {
      const finding = judged([measured(outcomes.map((outcome) => observed(outcome)))]);
      expect([finding.status, finding.parts[0]?.status]).to.deep.equal([status, status]);
    });
  }

  it("says why where nothing was observed, and where there is nothing to judge", () => {
    expect(judged([measured([])]).parts[0]?.because).to.equal("NO_OBSERVATION");
    expect(judged([measured([observed("notapplicable")])]).parts[0]?.because).to.equal("NOT_PRESENT");
  });

  it("keeps a remark visible in what passes", () => {
    const [part] = judged([measured([observed("pass"), observed("remark", { path: "minutes" })])]).parts;
    expect(part?.observations.map(({ outcome }) => outcome)).to.deep.equal(["remark", "pass"]);
  });

  it("keeps the parts of an item, and the worst decides", () => {
    const finding = judged([measured([observed("pass")]), measured([observed("fail")], { id: "other" })]);
    expect(finding.status).to.equal("fail");
    expect(finding.parts.map(({ part, status }) => [part, status])).to.deep.equal([
      ["settings", "pass"],
      ["other", "fail"],
    ]);
  });

  it("judges the items of the machine's role alone", () => {
    const server = { ...item([measured([observed("fail")])], "CS1"), role: "communication-server" } as const;
    expect(judgeMachine([server, item([looked])], terminal(), context()).map((finding) => finding.item)).to.deep.equal([
      "端末7",
    ]);
  });
});

describe("what could not be read", () => {
  const areas: readonly [what: string, lockout: string | undefined | { attempts: string }][] = [
    ["an area that could not be read", unreadable("ACCESS_DENIED", "secedit")],
    ["an area that the reading lacks", undefined],
    ["an area in a form that nobody knows", "garbage"],
    ["a value that could not be read", { attempts: unreadable("TIMEOUT") }],
  ];
  for (const [what, lockout] of areas) {
    for (const outcome of OUTCOMES) {
      it(`makes ${what} an error, whatever the predicate says: ${outcome}`, () => {
        const held = lockout === undefined ? {} : { lockout };
        const finding = judged([measured([observed(outcome)])], terminal({ held }));
        expect(finding.status).to.equal("error");
        expect(finding.parts[0]?.because).to.equal("UNREADABLE lockout");
        expect(finding.parts[0]?.observations.map((one) => one.outcome)).to.deep.equal(["error"]);
      });
    }
  }

  it("names the areas that could not be read, and no others", () => {
    const passing = observed("pass", { area: "shares", path: "Backup" });
    const held = { lockout: unreadable("TIMEOUT"), shares: readable.shares };
    expect(judged([measured([passing], both)], terminal({ held })).parts[0]?.because).to.equal("UNREADABLE lockout");
  });

  it("says of each area and value why it is not known", () => {
    const { parts } = judged(
      [measured([], { areas: ["lockout", "shares", "devices"] })],
      terminal({ held: { lockout: { attempts: unreadable("TIMEOUT") }, shares: "garbage" } }),
    );
    const error = (area: string, path: string, why: string, live?: string) => ({
      ...{ outcome: "error", area, path, ...(live === undefined ? {} : { live }) },
      reason: { ja: `読み取れない: ${why}`, en: `could not be read: ${why}` },
    });
    expect(parts[0]?.observations).to.deep.equal([
      error("devices", "", "NOT_READ"),
      error("lockout", "attempts", "TIMEOUT", unreadable("TIMEOUT")),
      error("shares", "", "FORM_UNKNOWN", "garbage"),
    ]);
  });

  it("takes the place of whatever is observed below it, and of nothing beside it", () => {
    const held = { lockout: { domain: unreadable("TIMEOUT"), public: { enabled: true } } };
    const all = ["domain.enabled", "domains", "public.enabled"].map((path) => observed("pass", { path }));
    const [part] = judged([measured(all)], terminal({ held })).parts;
    expect(part?.observations.map(({ outcome, path }) => `${outcome} ${path}`)).to.deep.equal([
      ...["error domain", "pass domains", "pass public.enabled"],
    ]);
  });

  it("does not hide a failure in another area", () => {
    const failing = observed("fail", { area: "shares", path: "Backup" });
    expect(statusOf([failing], { held: { lockout: unreadable("TIMEOUT"), shares: readable.shares } })).to.equal("fail");
  });

  it("makes an observation of an unreadable value an error", () => {
    expect(judged([measured([observed("fail", { live: unreadable("TIMEOUT") })])]).status).to.equal("error");
  });

  it("makes a predicate that cannot judge a value an error with its reason", () => {
    const broken = measured(() => {
      throw new TypeError("no such line");
    });
    const finding = judged([broken]);
    expect(finding.status).to.equal("error");
    expect(finding.parts[0]?.observations[0]?.reason?.en).to.include("no such line");
  });

  it("makes each measured part of a machine that did not answer an error with the code", () => {
    const reading = { source: "none", code: "WINRM_TIMEOUT" } as const;
    const finding = judged([measured([observed("pass")]), looked], terminal({ held: {} }), context({ reading }));
    expect(finding.parts.map(({ status, because }) => [status, because])).to.deep.equal([
      ["error", "UNREACHABLE WINRM_TIMEOUT"],
      ["notchecked", "NOT_ATTESTED"],
    ]);
  });

  it("leaves what does not exist to the predicate", () => {
    expect(
      judged([measured([observed("pass", { path: "" })])], terminal({ held: { lockout: "absent" } })).status,
    ).to.equal("pass");
  });

  it("never improves a status by being added", () => {
    fc.assert(
      fc.property(fc.array(anyObservation), (observations) => {
        const without = judged([measured(observations, both)], terminal({ held: readable, declared: {} }));
        const added = measured(observations, { areas: [...both.areas, "devices"] });
        const held = { ...readable, devices: unreadable("TIMEOUT") };
        const wanted =
          without.parts[0]?.because === "NO_OBSERVATION" ? "error" : worstStatus([without.status, "error"]);
        expect(judged([added], terminal({ held, declared: {} })).status).to.equal(wanted);
      }),
    );
  });

  it("leaves nothing but error and failure of a part, wherever it is", () => {
    const anyHeld = fc.constantFrom(
      { lockout: unreadable("TIMEOUT"), shares: readable.shares },
      { lockout: readable.lockout },
      { lockout: readable.lockout, shares: { Backup: unreadable("ACCESS_DENIED") } },
    );
    fc.assert(
      fc.property(fc.array(anyObservation), anyHeld, (observations, held) => {
        expect(statusOf(observations, { held })).to.be.oneOf(["error", "fail"]);
      }),
    );
  });
});

describe("what nobody has approved", () => {
  const assumed: Provenance = { kind: "assumed", reference: "何回でロックアウトしますか。" };
  const sources: readonly [what: string, provenance: Provenance | undefined][] = [
    ["an assumed value", assumed],
    ["a value without any source", undefined],
  ];
  for (const [what, provenance] of sources) {
    it(`makes a pass that rests on ${what} unknown, and names the path`, () => {
      const finding = judged([measured([observed("pass")])], terminal(), context({ provenanceOf: () => provenance }));
      expect(finding.status).to.equal("unknown");
      expect(finding.parts[0]).to.deep.include({
        because: "BASELINE_UNAPPROVED",
        unapproved: ["lockout.attempts"],
      });
    });
  }

  it("makes a pass or a failure against a value to be confirmed unknown, also where a source is named", () => {
    const declared = { lockout: { attempts: TO_BE_CONFIRMED } };
    for (const outcome of ["pass", "fail", "remark"] as const) {
      const finding = judged([measured([observed(outcome)])], terminal({ declared }));
      expect(finding.status).to.equal("unknown");
      expect(finding.parts[0]?.because).to.equal("BASELINE_UNAPPROVED");
      expect(finding.parts[0]?.observations[0]?.outcome).to.equal("unknown");
    }
  });

  it("leaves an error and what does not apply as they are, also against a value to be confirmed", () => {
    const declared = { lockout: { attempts: TO_BE_CONFIRMED } };
    for (const outcome of ["error", "notapplicable"] as const)
      expect(judged([measured([observed(outcome)])], terminal({ declared })).status).to.equal(outcome);
  });

  it("leaves a failure against a level, whatever is declared", () => {
    const declared = { lockout: { attempts: TO_BE_CONFIRMED } };
    expect(judged([measured([observed("fail", { wanted: 10 })])], terminal({ declared })).status).to.equal("fail");
  });

  it("leaves a failure that rests on more than the value to be confirmed", () => {
    const declared = { lockout: { domain: { enabled: TO_BE_CONFIRMED } } };
    expect(judged([measured([observed("fail", { path: "domain" })])], terminal({ declared })).status).to.equal("fail");
    expect(judged([measured([observed("pass", { path: "domain" })])], terminal({ declared })).parts[0]).to.deep.include(
      {
        ...{ status: "unknown", unapproved: ["lockout.domain.enabled"] },
      },
    );
  });

  it("says so also beside what somebody has approved", () => {
    const provenanceOf = (_area: string, path: string): Provenance => (path === "minutes" ? assumed : APPROVED);
    const open = observed("unknown", { path: "minutes" });
    const finding = judged([measured([observed("pass"), open])], terminal(), context({ provenanceOf }));
    expect(finding.parts[0]?.because).to.equal("BASELINE_UNAPPROVED");
  });

  it("makes a level of the checklist that is to be confirmed unknown", () => {
    const wanted = observed("pass", { path: "days", wanted: TO_BE_CONFIRMED });
    const finding = judged([measured([wanted])]);
    expect(finding.status).to.equal("unknown");
    expect(finding.parts[0]?.unapproved).to.deep.equal(["lockout.days"]);
    const whole = judged([measured([observed("pass", { area: "other", path: "", wanted: TO_BE_CONFIRMED })])]);
    expect(whole.parts[0]?.unapproved).to.deep.equal(["other"]);
  });

  it("asks for no approval of a level that is set, and once of a declared value that is to be confirmed besides", () => {
    const [part] = judged([measured([observed("pass", { path: "days", wanted: 10 })])]).parts;
    expect(part).to.deep.include({ status: "pass", unapproved: [] });
    const declared = { lockout: { attempts: 5, minutes: TO_BE_CONFIRMED } };
    const wanted = observed("pass", { path: "", wanted: TO_BE_CONFIRMED });
    expect(judged([measured([wanted])], terminal({ declared })).parts[0]?.unapproved).to.deep.equal([
      "lockout.minutes",
    ]);
  });

  it("counts every value below the place of an observation", () => {
    const provenanceOf = (_area: string, path: string): Provenance => (path === "minutes" ? assumed : APPROVED);
    const whole = measured([observed("pass", { path: "" })]);
    expect(judged([whole], terminal(), context({ provenanceOf })).status).to.equal("unknown");
    expect(judged([measured([observed("pass")])], terminal(), context({ provenanceOf })).status).to.equal("pass");
  });

  it("keeps a failure, with the path that is in question", () => {
    const finding = judged([measured([observed("fail")])], terminal(), context({ provenanceOf: () => assumed }));
    expect(finding.status).to.equal("fail");
    expect(finding.parts[0]?.unapproved).to.deep.equal(["lockout.attempts"]);
  });

  it("does not make unknown what does not apply", () => {
    const part = measured([observed("notapplicable")]);
    expect(judged([part], terminal(), context({ provenanceOf: () => assumed })).status).to.equal("notapplicable");
  });

  it("does not cover up that a person has to decide", () => {
    const undecided = observed("unknown", { path: "failures" });
    const finding = judged(
      [measured([observed("pass"), undecided])],
      terminal(),
      context({ provenanceOf: () => assumed }),
    );
    expect(finding.parts[0]?.because).to.equal("UNDECIDED");
  });

  it("never passes, whatever else is observed", () => {
    fc.assert(
      fc.property(fc.array(anyObservation), (observations) => {
        const subject = terminal({ held: readable, declared: readable });
        const all = [...observations, observed("pass", { path: "" })];
        const finding = judged([measured(all, both)], subject, context({ provenanceOf: () => assumed }));
        expect(finding.status).to.be.oneOf(["fail", "error", "unknown"]);
      }),
    );
  });
});

describe("a declaration without a machine", () => {
  const declaration = context({ reading: { source: "declaration" } });

  it("leaves a part that only a machine can answer unchecked", () => {
    const part = measured([observed("pass")], { answeredByDeclaration: false });
    expect(judged([part], terminal({ isLive: false }), declaration).parts[0]).to.deep.include({
      status: "notchecked",
      because: "NEEDS_MACHINE",
    });
    expect(judged([part]).status).to.equal("pass");
  });

  it("leaves a part unchecked of which it says nothing, unless something else fails", () => {
    const subject = terminal({ isLive: false, held: { lockout: { attempts: 5 } } });
    const passing = judged([measured([observed("pass")], both)], subject, declaration);
    expect(passing.parts[0]).to.deep.include({ status: "notchecked", because: "NOT_DECLARED shares" });
    expect(judged([measured([observed("fail")], both)], subject, declaration).status).to.equal("fail");
  });

  it("names itself as evidence, with no time", () => {
    const evidence = judged([measured([observed("pass")])], terminal({ isLive: false }), declaration).parts[0]
      ?.evidence;
    expect(evidence).to.deep.equal({ source: "declaration", digest: digestOfAreas(terminal().held, ["lockout"]) });
  });
});

describe("evidence", () => {
  it("says when it was read, when it came, and what was read of the areas of the part", () => {
    expect(judged([measured([observed("pass")])]).parts[0]?.evidence).to.deep.equal({
      ...{ source: "live", observedAt: "2026-01-14T01:00:00Z", receivedAt: "2026-01-14T01:00:02Z" },
      digest: digestOfAreas({ lockout: { minutes: 30, attempts: 5 }, other: { a: 1 } }, ["lockout"]),
    });
  });

  it("says of a collected reading the same", () => {
    const reading = {
      source: "collected",
      observedAt: "2026-01-13T01:00:00Z",
      receivedAt: "2026-01-14T01:00:00Z",
    } as const;
    const [part] = judged([measured([observed("pass")])], terminal(), context({ reading })).parts;
    expect(part?.evidence).to.deep.include(reading);
  });

  it("tells a missing area, an unreadable one and an empty one apart", () => {
    const digests = [{}, { a: "null" }, { a: {} }, { a: unreadable("X") }].map((held) => digestOfAreas(held, ["a"]));
    expect(new Set(digests).size).to.equal(4);
  });

  it("is the SHA-256 of a text that anybody can make", () => {
    // printf '{"a":{"x":1,"y":{"p":true}},"b":null}' | sha256sum
    expect(digestOfAreas({ a: { y: { p: true }, x: 1 } }, ["b", "a"])).to.equal(
      "1ce135d4cd85821c17354858afe9e023ac63422b350f97c76f44617ab20a4593",
    );
  });
});

describe("the order of what is observed", () => {
  it("does not matter", () => {
    const shuffled = fc
      .array(anyObservation)
      .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
    fc.assert(
      fc.property(shuffled, ([left, right]) => {
        const subject = terminal({ held: readable });
        expect(judged([measured(right, both)], subject)).to.deep.equal(judged([measured(left, both)], subject));
      }),
    );
  });

  it("names each status once", () => {
    expect([...STATUS_ORDER]).to.deep.equal(["fail", "error", "unknown", "notchecked", "pass", "notapplicable"]);
  });
});
