import { expect } from "chai";

import { textTable } from "./text-table.js";

describe("textTable", () => {
  it("aligns columns by the width that letters take on a terminal", () => {
    const rows = [
      ["area", "items"],
      ["サービス", "端末5"],
    ];
    expect(textTable(rows)).to.equal("area      items\nサービス  端末5");
  });

  it("is empty without rows", () => {
    expect(textTable([])).to.equal("");
  });
});
