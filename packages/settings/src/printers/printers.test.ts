import { expect } from "chai";

import { machine } from "../form/machine-states.js";
import { printersLive } from "./printers.live.js";
import type { PrinterState } from "./printers.live.js";
import { printers } from "./printers.js";
import { declarationIssues } from "../declaration-issues.fixture.test.js";

const counter: PrinterState = { DriverName: "IPP Driver", PortName: "IP_198.51.100.254", Shared: true, Location: "" };

function liveOf(given: Record<string, PrinterState>, declared: object) {
  const desired = printers.format(declared);
  return printers.fromWindows(printersLive.read(machine({ printers: given }), printers.readRequest(desired)), desired);
}

describe("printers", () => {
  it("is one line per printer", () => {
    const whole = { driver: "IPP Driver", port: "ip_198.51.100.254", shared: true, location: "" };
    expect(liveOf({ 窓口: counter }, { 窓口: whole })).to.deep.equal({
      窓口: 'driver "IPP Driver", port ip_198.51.100.254, shared true, location ""',
    });
  });

  it("counts every printer that is not declared but those of a remote session", () => {
    const given = { 窓口: counter, Fax: counter, "PDF (2 リダイレクト)": { ...counter, PortName: "TS003" } };
    expect(liveOf(given, { 窓口: { shared: true }, "*": "absent" })).to.deep.equal({
      窓口: "shared true",
      "*": '"Fax"',
    });
  });

  it("refuses a printer of another machine and an unknown field", () => {
    expect(declarationIssues("printers", { "\\\\server\\printer": { shared: false } })[0]).to.include(
      "must be the name of a printer on the machine",
    );
    expect(declarationIssues("printers", { Fax: { default: true } })[0]).to.include(
      "printers.Fax.default: unknown property",
    );
  });

  it("calls sharing weakening where nothing else differs, and knows of no other change", () => {
    const direction = (live: string, desired: string) => printers.direction(["Fax"], live, desired);
    expect(direction("shared true", "shared false")).to.equal("hardening");
    expect(direction("port a, shared false", "port a, shared true")).to.equal("weakening");
    expect(direction("port a, shared true", "port b, shared false")).to.equal("unknown");
    expect(direction("absent", "shared false")).to.equal("unknown");
  });

  it("needs driver and port to set a printer up by hand", () => {
    const desired = printers.format({ 窓口: { shared: true } });
    expect(printersLive.write(machine(), printers.toWindows(desired, [[]]))[0]).to.include({
      key: "窓口",
      code: "NOT_THERE",
    });
  });
});
