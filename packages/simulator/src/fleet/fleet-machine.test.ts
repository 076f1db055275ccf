import { KijunError } from "@kijun/core";
import { expect } from "chai";

import { FleetMachine } from "./fleet-machine.js";
import type { FleetSpecification, HostSpecification } from "./fleet-specification.js";
import { smallFleet } from "./small-fleet.fixture.test.js";

const account = { username: "kijun-agent", password: "not a secret", administrator: true };

function machineOf(over: Partial<HostSpecification>, rollOuts?: FleetSpecification["rollOuts"]): FleetMachine {
  const fleet = smallFleet();
  const [, host] = fleet.hosts;
  if (host === undefined) throw new Error("no host");
  return new FleetMachine(
    { ...host, ...over },
    { ...fleet, ...(rollOuts === undefined ? {} : { rollOuts }) },
    { account },
  );
}

describe("FleetMachine", () => {
  it("makes what the machine holds once, when somebody first asks for it", () => {
    const unmade = machineOf({ operatingSystem: "Solaris" });
    expect(unmade.status).to.include({ name: "KITA-T001", on: false });
    expect(() => unmade.make()).to.throw(KijunError, "Solaris");
    const made = machineOf({});
    expect(made.machine.state).to.equal(made.make().state);
    expect(made.machine.state.securityPolicy).to.include({ LockoutBadCount: 5 });
  });

  it("leaves a machine as it was used where nothing was rolled out to it", () => {
    const { securityPolicy } = machineOf({ rollOut: undefined }).make().state;
    expect(securityPolicy["LockoutBadCount"]).to.not.equal(5);
  });

  it("says in its status what it did not take", () => {
    const contradiction = { accountLockout: { durationMinutes: 1, resetCounterAfterMinutes: 30 } };
    const machine = machineOf({}, { lockout: contradiction });
    expect(machine.status).to.not.have.property("refusal");
    expect(machine.make().refusal).to.have.property("code", "BASELINE_INVALID");
    expect(machine.status.refusal).to.match(/^KITA-T001 does not take account-lockout: SECEDIT_FAILED/);
  });
});
