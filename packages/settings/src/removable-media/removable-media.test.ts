import { expect } from "chai";

import { machine } from "../form/machine-states.js";
import { removableMediaLive } from "./removable-media.live.js";
import { removableMedia } from "./removable-media.js";
import { declarationIssues } from "../declaration-issues.fixture.test.js";

const DRIVER = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\USBSTOR";

describe("removable-media", () => {
  it("closes USB storage by disabling its driver and leaves the driver's other values alone", () => {
    const state = machine();
    removableMediaLive.furnish?.(state, { role: "terminal", kind: "client", seed: "s" });
    const { ImagePath } = state.registry[DRIVER] ?? {};
    const desired = removableMedia.format({ usbStorage: false });
    expect(removableMediaLive.write(state, removableMedia.toWindows(desired, [["usbStorage"]]))).to.deep.equal([]);
    expect(state.registry[DRIVER]).to.deep.equal({ Start: { kind: "DWord", value: 4 }, ImagePath });
  });

  it("takes a driver that starts otherwise for neither open nor closed", () => {
    const state = machine({ registry: { [DRIVER]: { Start: { kind: "DWord", value: 2 } } } });
    const desired = removableMedia.format({ usbStorage: false });
    const live = removableMedia.fromWindows(
      removableMediaLive.read(state, removableMedia.readRequest(desired)),
      desired,
    );
    expect(live).to.deep.equal({ usbStorage: "2" });
  });

  it("refuses a class that is let through while all are denied", () => {
    expect(declarationIssues("removableMedia", { denyAllAccess: true, tapeDrivesDenyWrite: false })).to.deep.equal([
      "removableMedia.tapeDrivesDenyWrite: must not be false while denyAllAccess is true, which denies every class",
    ]);
    expect(
      declarationIssues("removableMedia", { denyAllAccess: true, tapeDrivesDenyWrite: true, denyInstallation: false }),
    ).to.deep.equal([]);
    expect(declarationIssues("removableMedia", { denyAllAccess: false, tapeDrivesDenyWrite: false })).to.deep.equal([]);
  });

  it("calls what opens media weakening and what closes them hardening", () => {
    const cases = [
      ["usbStorage", "absent", false, "hardening"],
      ["usbStorage", false, true, "weakening"],
      ["denyAllAccess", "absent", true, "hardening"],
      ["removableDisksDenyWrite", true, false, "weakening"],
      ["administratorsInstall", false, true, "weakening"],
      ["autoPlayOff", "absent", "all-drives", "hardening"],
      ["autoPlayOff", "all-drives", "cd-and-removable", "weakening"],
      ["autoPlayOff", "36", "all-drives", "unknown"],
      ["autoRunCommands", "absent", "never", "hardening"],
      ["autoRunCommands", "absent", "run", "weakening"],
      ["autoRunCommands", "run", "never", "hardening"],
    ] as const;
    for (const [name, live, desired, direction] of cases)
      expect(removableMedia.direction([name], live, desired), `${name} ${String(live)}`).to.equal(direction);
  });
});
