import { expect } from "chai";

import { machine } from "../form/machine-states.js";
import { services } from "./services.js";
import { servicesLive } from "./services.live.js";
import type { ServiceState } from "./services.live.js";
import { declarationIssues } from "../declaration-issues.fixture.test.js";

const running: ServiceState = { startMode: "Auto", delayed: false, state: "Running", account: "LocalSystem" };

function liveOf(given: Record<string, ServiceState>, declared: object) {
  const desired = services.format(declared);
  return services.fromWindows(servicesLive.read(machine({ services: given }), services.readRequest(desired)), desired);
}

describe("services", () => {
  it("is one line per service", () => {
    expect(services.format({ WinDefend: { state: "running", start: "automatic" }, SNMP: "absent" })).to.deep.equal({
      WinDefend: "start automatic, state running",
      SNMP: "absent",
    });
  });

  it("compares what is declared of a service and nothing else", () => {
    expect(liveOf({ Spooler: running }, { Spooler: { state: "stopped" } })).to.deep.equal({ Spooler: "state running" });
  });

  it("refuses a disabled service that shall run, a display name, and a service declared twice", () => {
    expect(declarationIssues("services", { Spooler: { start: "disabled", state: "running" } })[0]).to.include(
      "services.Spooler.state: cannot be",
    );
    expect(declarationIssues("services", { "Print Spooler": { state: "running" } })[0]).to.include(
      "short name of a service",
    );
    expect(
      declarationIssues("services", { Spooler: { state: "running" }, spooler: { state: "running" } })[0],
    ).to.include("declared twice");
    expect(declarationIssues("services", { Spooler: {} })[0]).to.include("must declare at least one field");
    expect(declarationIssues("services", { Spooler: { startup: "manual" } })[0]).to.include(
      "services.Spooler.startup: unknown property",
    );
  });

  it("calls it weakening to stop what protects, hardening to stop what opens, and does not know of the rest", () => {
    const direction = (name: string, live: string, desired: string) => services.direction([name], live, desired);
    expect(direction("WinDefend", "state running", "state stopped")).to.equal("weakening");
    expect(direction("WinDefend", "absent", "state running")).to.equal("hardening");
    expect(direction("RemoteRegistry", "start automatic", "start disabled")).to.equal("hardening");
    expect(direction("Spooler", "state running", "state stopped")).to.equal("unknown");
    expect(direction("WinDefend", "unreadable: X", "state running")).to.equal("unknown");
  });
});
