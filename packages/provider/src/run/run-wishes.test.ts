import { KijunError } from "@kijun/core";
import { expect } from "chai";

import { runWishes } from "./run-wishes.js";

function refusalOf(environment: NodeJS.ProcessEnv): string {
  try {
    runWishes(environment);
  } catch (error) {
    if (error instanceof KijunError) return `${error.code} ${error.message} ${error.hint}`;
    throw error;
  }
  return "none";
}

describe("runWishes", () => {
  it("asks for nothing without variables, and for nothing with empty ones", () => {
    const nothing = {
      adopt: false,
      replaced: new Set(),
      areas: undefined,
      deadlineMs: 60_000,
      previewFolder: undefined,
    };
    expect(runWishes({})).to.deep.equal(nothing);
    const empty = { KIJUN_MODE: "", KIJUN_REPLACE: "", KIJUN_AREAS: "", KIJUN_DEADLINE_SECONDS: "", KIJUN_PREVIEW: "" };
    expect(runWishes(empty)).to.deep.equal(nothing);
  });

  it("reads lists with blanks, and machine names without regard to case", () => {
    const wishes = runWishes({ KIJUN_REPLACE: "KITA-T001, kita-t002,", KIJUN_AREAS: "screen-saver ,account-lockout" });
    expect([...wishes.replaced]).to.deep.equal(["kita-t001", "kita-t002"]);
    expect([...(wishes.areas ?? [])]).to.deep.equal(["screen-saver", "account-lockout"]);
  });

  it("refuses a misspelt area, an unknown mode and an impossible deadline with value and next step", () => {
    expect(refusalOf({ KIJUN_AREAS: "screen-savr" }))
      .to.include('ARGUMENT_INVALID KIJUN_AREAS names "screen-savr"')
      .and.to.include("did you mean screen-saver?");
    expect(refusalOf({ KIJUN_MODE: "adapt" }))
      .to.include('KIJUN_MODE is "adapt"')
      .and.to.include("adopt");
    for (const value of ["0", "-1", "1.5", "soon", "1e9"])
      expect(refusalOf({ KIJUN_DEADLINE_SECONDS: value }))
        .to.include(`"${value}"`)
        .and.to.include("from 1 to 3600");
  });
});
