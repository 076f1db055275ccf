import { format, inspect } from "node:util";
import { expect } from "chai";
import { Secret } from "./secret.js";

describe("Secret", () => {
  it("shows itself only when asked to", () => {
    const secret = new Secret("pa55");
    const views = [
      String(secret),
      JSON.stringify({ secret }),
      inspect({ secret }, { showHidden: true, depth: 9 }),
      format("%s %o %j", secret, secret, secret),
    ];
    expect(views.join(" ")).not.to.include("pa55");
    expect(views[0]).to.equal("[secret]");
    expect(secret.reveal()).to.equal("pa55");
  });
});
