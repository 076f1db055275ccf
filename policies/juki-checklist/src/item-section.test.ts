import { expect } from "chai";

import { itemSection } from "./item-section.js";
import { lockoutPolicy } from "./parts/lockout-policy.js";
import { wireLocked } from "./parts/seen-on-the-spot.js";

describe("itemSection", () => {
  it("numbers the rows, and rests an item on the areas of its statements, each once", () => {
    const items = itemSection("端末", "terminal", [
      ["ワイヤーロックの確認", "施錠されていること。", wireLocked],
      ["設定の確認", "適切であること。", lockoutPolicy, wireLocked, lockoutPolicy],
    ]);
    expect(items.map(({ id, areas }) => ({ id, areas }))).to.deep.equal([
      { id: "端末1", areas: [] },
      { id: "端末2", areas: ["account-lockout"] },
    ]);
  });
});
