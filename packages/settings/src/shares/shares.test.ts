import { expect } from "chai";
import fc from "fast-check";

import { machine } from "../form/machine-states.js";
import { formatShareAccess, parseShareAccess } from "./share-access.js";
import { shares } from "./shares.js";
import { sharesLive } from "./shares.live.js";
import type { ShareState } from "./shares.live.js";
import { usedShares } from "./used-shares.live.js";
import { SeededRandom } from "../form/seeded-random.js";
import { declarationIssues } from "../declaration-issues.fixture.test.js";

type Declared = Parameters<typeof shares.format>[0];

const open: ShareState = { path: "C:\\Work", encrypt: false, descriptor: "O:SYG:SYD:(A;;FA;;;WD)" };

function liveOf(given: Record<string, ShareState>, declared: Declared) {
  const desired = shares.format(declared);
  return shares.fromWindows(sharesLive.read(machine({ shares: given }), shares.readRequest(desired)), desired);
}

describe("shares", () => {
  it("is one line per share, the same text for the same meaning", () => {
    const line = "path c:\\work, access S-1-1-0:read S-1-5-32-544:full, encrypt true";
    const access = ["S-1-5-32-544:full", "S-1-1-0:read"];
    expect(shares.format({ Work: { path: "C:\\WORK\\", access, encrypt: true } })).to.deep.equal({ Work: line });
    expect(shares.format({ Work: { path: "c:\\work", access: access.toReversed(), encrypt: true } })).to.deep.equal({
      Work: line,
    });
  });

  it("names every share that Windows has not made itself, and removes those alone", () => {
    const state = machine({
      shares: { ...usedShares("terminal", new SeededRandom("a", "shares")), 作業用: open, Old$: open },
    });
    const desired = shares.format({ "*": "absent" });
    const read = () => shares.fromWindows(sharesLive.read(state, shares.readRequest(desired)), desired);
    expect(read()).to.deep.equal({ "*": '"Old$", "作業用"' });
    expect(sharesLive.write(state, shares.toWindows(desired, [["*"]]))).to.deep.equal([]);
    expect(read()).to.deep.equal({ "*": "absent" });
    expect(Object.keys(state.shares ?? {})).to.include.members(["ADMIN$", "C$", "IPC$"]);
  });

  it("counts a share that only borrows the name of one of Windows' own", () => {
    expect(liveOf({ D$: open, NETLOGON: open, print$: open }, { "*": "absent" })).to.deep.equal({
      "*": '"D$", "NETLOGON", "print$"',
    });
  });

  it("shows a descriptor that says more than read, change and full as it is", () => {
    const strange = "O:SYG:SYD:(XA;;FA;;;WD;(@USER.x == 1))";
    const access = ["S-1-1-0:full"];
    expect(liveOf({ Work: { ...open, descriptor: strange } }, { Work: { access } })).to.deep.equal({
      Work: `access "descriptor:${strange}"`,
    });
    expect(liveOf({ Work: { ...open, descriptor: null } }, { Work: { access } })).to.deep.equal({
      Work: "access descriptor:missing",
    });
  });

  it("refuses what Windows would understand otherwise, and says what would be right", () => {
    expect(declarationIssues("shares", { C$: "absent" })[0]).to.include("is made by Windows itself");
    expect(declarationIssues("shares", { Work: { access: ["Everyone:read"] } })[0]).to.include(
      "must be a SID and read, change or full",
    );
    expect(declarationIssues("shares", { Work: { access: ["S-1-1-0:read", "S-1-1-0:full"] } })[0]).to.include(
      "named twice",
    );
    expect(declarationIssues("shares", { Work: { path: "\\\\srv\\x" } })[0]).to.include("full path on a drive");
    expect(declarationIssues("shares", { Work: { path: "%ProgramData%\\x" } })[0]).to.include(
      "must not hold a variable",
    );
    expect(declarationIssues("shares", { "*": { encrypt: true } })[0]).to.include("stands for all others");
  });

  it("calls it hardening when less is shared with fewer", () => {
    const cases: [string, string, string][] = [
      ["access S-1-1-0:full", "absent", "hardening"],
      ["access S-1-1-0:full", "access S-1-1-0:read", "hardening"],
      ["access S-1-1-0:read", "access S-1-5-32-544:full", "unknown"],
      ["access S-1-1-0:read, encrypt true", "access S-1-1-0:read S-1-5-11:read, encrypt true", "weakening"],
      ["access S-1-1-0:full, encrypt true", "access S-1-1-0:read, encrypt false", "unknown"],
      ["access S-1-1-0:deny-full", "access S-1-1-0:read", "unknown"],
      ['access "descriptor:O:SYG:SYD:(XA;;FA;;;WD;(x))"', "access S-1-1-0:read", "unknown"],
      ["path c:\\a", "path c:\\b", "unknown"],
      ["unreadable: ACCESS_DENIED (x)", "absent", "unknown"],
    ];
    for (const [live, desired, direction] of cases)
      expect(shares.direction(["Work"], live, desired), `${live} -> ${desired}`).to.equal(direction);
  });
});

describe("share access", () => {
  const word = fc
    .tuple(
      fc.constantFrom("S-1-1-0", "S-1-5-32-544", "S-1-5-21-1-2-3-1001", "LA", "DU"),
      fc.constantFrom("", "deny-"),
      fc.constantFrom("read", "change", "full", "0x00000001"),
    )
    .map((parts) => `${parts[0]}:${parts[1]}${parts[2]}`);

  it("comes back from the descriptor that is made of it", () => {
    const access = fc.uniqueArray(word, { selector: (text) => text.replace(/(read|change|full|0x.*)$/, "") });
    fc.assert(
      fc.property(access, (texts) => {
        expect(parseShareAccess(formatShareAccess(texts))).to.deep.equal([...texts].sort());
      }),
    );
  });

  it("understands the letters that Windows writes, and adds up what one account may do", () => {
    expect(parseShareAccess("O:BAG:BAD:P(A;;GA;;;BA)(A;;FR;;;AU)(A;;FX;;;AU)S:(AU;FA;FA;;;WD)")).to.deep.equal([
      "S-1-5-11:read",
      "S-1-5-32-544:full",
    ]);
    expect(parseShareAccess("O:SYG:SYD:NO_ACCESS_CONTROL")).to.deep.equal(["S-1-1-0:full"]);
    expect(parseShareAccess("O:SYG:SYD:")).to.deep.equal([]);
  });

  it("does not guess at a descriptor without a list, or with entries of another kind", () => {
    for (const text of ["", "O:SYG:SY", "D:(OA;;FA;guid;;WD)", "D:(A;IO;FA;;;WD)", "D:(A;;ZZ;;;WD)", "D:(A;;FA;;;ZZ)"])
      expect(parseShareAccess(text), text).to.equal(undefined);
  });
});
