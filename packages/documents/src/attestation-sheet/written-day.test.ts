import { expect } from "chai";
import fc from "fast-check";

import { writtenDay } from "./written-day.js";

const SAME = ["2026-01-14", "2026/1/14", "2026.01.14", "2026年1月14日", "２０２６年１月１４日", "２０２６／１／１４"];
const REIWA = [
  "令和8年1月14日",
  "令和８年１月１４日",
  "令和 8 年 1 月 14 日",
  "R8.1.14",
  "r8/1/14",
  "Ｒ８．１．１４",
  "㋿8年1月14日",
];

describe("writtenDay", () => {
  for (const text of [...SAME, ...REIWA]) {
    it(`reads ${text}`, () => {
      expect(writtenDay(text)).to.equal("2026-01-14");
    });
  }

  it("reads the first year of 令和, which is written 元", () => {
    expect(writtenDay("令和元年5月1日")).to.equal("2019-05-01");
  });

  for (const text of [
    ...["", "10/1", "1月14日", "14", "26/1/14", "2026-01", "令和8年", "R0.1.1", "平成31年1月14日", "H31.1.14", "本日"],
    ...[
      "2026-02-29",
      "2026-13-01",
      "2026-1-32",
      "2026-00-10",
      "令和8年2月30日",
      "2026-01-14 10:00",
      "46036",
      "2026114",
    ],
  ]) {
    it(`does not guess a day from ${JSON.stringify(text)}`, () => {
      expect(writtenDay(text)).to.equal(undefined);
    });
  }

  it("reads back every day that it is written in, in each form", () => {
    const days = fc.date({
      min: new Date("2019-05-01T00:00:00Z"),
      max: new Date("2099-12-31T00:00:00Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(days, (date) => {
        const iso = date.toISOString().slice(0, 10);
        const [year = 0, month = 0, day = 0] = iso.split("-").map(Number);
        const era = year === 2019 ? "元" : String(year - 2018);
        const forms = [iso, `${year}/${month}/${day}`, `${year}年${month}月${day}日`, `令和${era}年${month}月${day}日`];
        expect(forms.map(writtenDay)).to.deep.equal(forms.map(() => iso));
      }),
    );
  });
});
