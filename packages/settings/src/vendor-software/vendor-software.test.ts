import { compareArea } from "@kijun/core";
import { expect } from "chai";

import { machine } from "../form/machine-states.js";
import { vendorSoftware } from "./vendor-software.js";
import { vendorSoftwareLive } from "./vendor-software.live.js";

const service = (expected: string) =>
  ({ probe: "service", service: "KijunPcns", read: "state", expect: expected }) as const;
const running = { startMode: "Auto", delayed: false, state: "Running", account: "LocalSystem" } as const;

describe("vendor software", () => {
  it("asks once for what two products share", () => {
    const desired = vendorSoftware.format({
      "Arcserve Backup 19": { service: service("Running") },
      "PowerChute Network Shutdown": { service: service("Stopped"), port: "to-be-confirmed" },
    });
    const request = vendorSoftware.readRequest(desired);
    expect(request).to.deep.equal({
      probes: [{ kind: "service", class: "Win32_Service", name: "KijunPcns", property: "State" }],
    });
    const live = vendorSoftware.fromWindows(
      vendorSoftwareLive.read(machine({ services: { KijunPcns: running } }), request),
      desired,
    );
    const paths = compareArea(live, desired, vendorSoftware.meets).map(({ path }) => path);
    expect(paths).to.deep.equal([["PowerChute Network Shutdown", "service"]]);
  });

  it("takes an answer with another number of findings for none", () => {
    const desired = vendorSoftware.format({ A: { service: service("Running") } });
    expect(() => vendorSoftware.fromWindows({ probes: [] }, desired)).to.throw(TypeError);
  });

  it("does not know whether another version is safer", () => {
    expect(vendorSoftware.direction(["A", "version"], "1 via x", "2 via x")).to.equal("unknown");
  });
});
