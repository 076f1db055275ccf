import { unreadable } from "@kijun/core";
import { expect } from "chai";
import fc from "fast-check";

import { anyRun } from "./arbitrary-run.fixture.test.js";
import { change, host, run } from "./sample-run.fixture.test.js";
import { groupUnreadable, separateUnreadable } from "./unread-groups.js";

describe("separateUnreadable", () => {
  it("takes a change whose live value is the reserved text for unreadable, not for a difference", () => {
    const { changes, unreadable: unread } = separateUnreadable(
      run({ changes: [change("T1", { live: unreadable("ACCESS_DENIED", "0x5") })] }),
    );
    expect(changes).to.be.empty;
    expect(unread).to.deep.equal([
      {
        host: "T1",
        area: "account-lockout",
        path: "accountLockout.thresholdAttempts",
        code: "ACCESS_DENIED",
        message: "0x5",
        hint: "",
      },
    ]);
  });

  it("does not repeat what the record lists already", () => {
    const listed = { host: "T1", area: "account-lockout", code: "ACCESS_DENIED", message: "", hint: "" };
    const record = run({ unreadable: [listed], changes: [change("T1", { live: unreadable("ACCESS_DENIED") })] });
    expect(separateUnreadable(record)).to.deep.equal({ changes: [], unreadable: [listed] });
  });

  it("names a machine that was not read although nothing says why", () => {
    const record = run({ hosts: [host("T1", { status: "failed" }), host("T2")] });
    expect(separateUnreadable(record).unreadable.map(({ host: name, code }) => [name, code])).to.deep.equal([
      ["T1", "FAILED"],
    ]);
  });
});

describe("groupUnreadable", () => {
  const off = { code: "WINRM_TIMEOUT", hint: "Check the power." };

  it("puts machines together that fail in the same way, and counts their different messages", () => {
    const [group, ...others] = groupUnreadable([
      { host: "T2", message: "no answer from 192.0.2.2", ...off, lastRead: "2026-01-12T00:00:00Z" },
      { host: "T1", message: "no answer from 192.0.2.1", ...off, lastRead: "2026-01-13T00:00:00Z" },
      { host: "T3", message: "no answer from 192.0.2.3", ...off },
    ]);
    expect(others).to.be.empty;
    expect(group).to.deep.equal({
      hosts: ["T1", "T2", "T3"],
      causes: [{ code: "WINRM_TIMEOUT", message: "no answer from 192.0.2.1", messages: 3, hint: "Check the power." }],
      lastRead: { oldest: "2026-01-12T00:00:00Z", newest: "2026-01-13T00:00:00Z" },
      neverRead: 1,
    });
  });

  it("keeps a machine apart of which only one area is unreadable", () => {
    const groups = groupUnreadable([
      { host: "T1", message: "", ...off },
      { host: "T2", area: "screen-saver", message: "", ...off },
    ]);
    expect(groups.map(({ hosts }) => hosts)).to.deep.equal([["T1"], ["T2"]]);
  });

  it("names every machine of which something is unread exactly once", () => {
    fc.assert(
      fc.property(anyRun, (record) => {
        const { unreadable: unread } = separateUnreadable(record);
        const named = groupUnreadable(unread).flatMap(({ hosts }) => hosts);
        const expected = new Set([
          ...record.unreadable.map(({ host: name }) => name),
          ...record.hosts.filter(({ status }) => status !== "read").map(({ name }) => name),
        ]);
        expect([...named].sort()).to.deep.equal([...expected].sort());
      }),
    );
  });
});
