import type { WindowsState } from "@kijun/settings/live";
import { expect } from "chai";

import { answerModelled } from "./modelled-agent.js";
import { sessionAnswerSchema } from "./protocol.js";

const machine: WindowsState = {
  computerName: "KITA-T001",
  machineGuid: "guid",
  serialNumber: "serial",
  build: "26100.1",
  locale: "ja-JP",
  registry: {},
  securityPolicy: { LockoutBadCount: 0 },
  profiles: [],
};
const lockout = {
  id: "account-lockout",
  function: "AccountLockout",
  request: { keys: ["LockoutBadCount", "LockoutDuration", "ResetLockoutCount"] },
};

describe("answerModelled", () => {
  it("answers in the shape of the protocol", () => {
    const answer = answerModelled(structuredClone(machine), "snapshot", {
      expected: { computerName: "kita-t001" },
      areas: [lockout],
    });
    expect(sessionAnswerSchema.parse(answer).areas["account-lockout"]?.facts).to.deep.equal({ LockoutBadCount: 0 });
  });

  it("reads and writes nothing on a machine that is not the expected one", () => {
    const state = structuredClone(machine);
    const desired = { LockoutBadCount: 5 };
    for (const expected of [{ computerName: "OTHER" }, { computerName: "KITA-T001", machineGuid: "other" }]) {
      const answer = answerModelled(state, "apply", { expected, areas: [{ ...lockout, desired }] });
      expect(answer).to.deep.include({ wrongMachine: true, areas: {} });
    }
    expect(state).to.deep.equal(machine);
  });

  it("answers what a machine held before an apply and what it holds after it", () => {
    const state = structuredClone(machine);
    const desired = { LockoutBadCount: 5, LockoutDuration: 15, ResetLockoutCount: 15 };
    const { areas } = answerModelled(state, "apply", {
      expected: { computerName: "KITA-T001" },
      areas: [{ ...lockout, desired }],
    });
    expect(areas["account-lockout"]).to.deep.include({ before: { LockoutBadCount: 0 }, facts: desired });
  });

  it("keeps the failure of one area from the others", () => {
    const unknown = { id: "no-such-area", function: "NoSuchArea", request: {} };
    const { areas } = answerModelled(machine, "snapshot", {
      expected: { computerName: "KITA-T001" },
      areas: [unknown, lockout],
    });
    expect(areas["no-such-area"]?.failure?.code).to.equal("READ_FAILED");
    expect(areas["account-lockout"]?.failure).to.equal(undefined);
  });
});
