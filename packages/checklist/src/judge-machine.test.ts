import { unreadable } from "@kijun/core";
import type { FindingStatus } from "@kijun/core";
import { expect } from "chai";
import fc from "fast-check";

import { digestOfAreas } from "./evidence-digest.js";
import type { Observation } from "./finding.js";
import { judgeMachine } from "./judge-machine.js";
import {
  anyObservation,
  both,
  context,
  item,
  judged,
  looked,
  measured,
  observed,
  OUTCOMES,
  readable,
  terminal,
} from "./judged-machine.fixture.test.js";
import { STATUS_ORDER, worstStatus } from "./status-order.js";

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
