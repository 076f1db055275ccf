import { KijunError } from "@kijun/core";
import { expect } from "chai";

import { chosenAreas, chosenMachines, selectionVariables, targetArguments } from "./selection.js";
import type { SelectionOptions } from "./selection.js";

const MACHINES = [
  { name: "KITA-T001", site: "kita-ward", siteName: "北区役所", hostClass: "terminal-a" },
  { name: "KITA-CS1", site: "kita-ward", siteName: "北区役所", hostClass: "server-a" },
  { name: "MINA-T001", site: "minami-ward", siteName: "南区役所", hostClass: "terminal-a" },
];

function names(options: SelectionOptions): string[] {
  return chosenMachines(MACHINES, options).map(({ name }) => name);
}

function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof KijunError) return `${error.code}: ${error.message}: ${error.hint}`;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("chosenMachines", () => {
  it("takes any name of one option and all options together", () => {
    expect(names({ site: ["kita-ward", "minami-ward"] })).to.have.length(3);
    expect(names({ site: ["kita-ward"], class: ["terminal-a"] })).to.deep.equal(["KITA-T001"]);
    expect(names({ host: ["KITA-T001", "MINA-T001"], site: ["minami-ward"] })).to.deep.equal(["MINA-T001"]);
  });

  it("compares names without regard to case or width, and sites also by the name that people use", () => {
    expect(names({ host: ["ｋｉｔａ－Ｔ００１".replace("－", "-")] })).to.deep.equal(["KITA-T001"]);
    expect(names({ site: ["南区役所"] })).to.deep.equal(["MINA-T001"]);
  });

  it("refuses a name that means nothing, with the one that was probably meant", () => {
    expect(refusal(() => names({ host: ["KITA-T01"] })))
      .to.match(/^HOST_UNKNOWN: --host KITA-T01/)
      .and.to.include("Did you mean KITA-T001?");
    expect(refusal(() => names({ site: ["kita-wrad"] })))
      .to.match(/^ARGUMENT_INVALID: --site kita-wrad/)
      .and.to.include("Did you mean kita-ward?");
    expect(refusal(() => names({ class: ["printer"] }))).to.include("Known are server-a, terminal-a.");
  });

  it("refuses options that no machine fits together", () => {
    expect(refusal(() => names({ site: ["minami-ward"], class: ["server-a"] })))
      .to.match(/^HOST_UNKNOWN/)
      .and.to.include("--site minami-ward --class server-a");
  });

  it("says so where no baseline tells the classes", () => {
    expect(refusal(() => chosenMachines([{ name: "A", site: "x" }], { class: ["terminal-a"] })))
      .to.match(/^ARGUMENT_INVALID/)
      .and.to.include("package.json");
  });
});

describe("chosenAreas", () => {
  it("takes ids and property names in the order of areas", () => {
    expect(chosenAreas({ area: ["screenSaver", "account-lockout"] })).to.have.members([
      "account-lockout",
      "screen-saver",
    ]);
    expect(chosenAreas({})).to.equal(undefined);
  });

  it("refuses a misspelt area with the one that was meant", () => {
    expect(refusal(() => chosenAreas({ area: ["screen-savr"] })))
      .to.match(/^ARGUMENT_INVALID: --area screen-savr/)
      .and.to.include("Did you mean screen-saver?");
  });
});

describe("a selection for the engine", () => {
  it("targets the machines and the sites that they stand below", () => {
    expect(targetArguments(MACHINES.slice(0, 2))).to.deep.equal([
      ...["--target", "**:Machine::KITA-T001", "--target", "**:Machine::KITA-CS1"],
      ...["--target", "**:Site::kita-ward"],
    ]);
    expect(targetArguments(undefined)).to.deep.equal([]);
  });

  it("tells the program and the provider only of areas that were chosen", () => {
    expect(selectionVariables({ machines: MACHINES.slice(1) })).to.deep.equal({});
    expect(selectionVariables({ areas: ["screen-saver"] })).to.deep.equal({ KIJUN_AREAS: "screen-saver" });
  });
});
