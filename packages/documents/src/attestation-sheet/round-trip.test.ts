import { expect } from "chai";
import fc from "fast-check";
import type { CellValue } from "hucre/xlsx";
import { readXlsx } from "hucre/xlsx";

import { faultsOf, officeCommand, resaved, validatorCommand } from "./foreign-office.fixture.test.js";
import type { JudgedReturn } from "./judge-return.js";
import { filled, issued, KEY, sampleForm, takenIn } from "./sheet-samples.fixture.test.js";
import { writeAttestationSheet } from "./write-sheet.js";

/** What a person answers about one terminal: marks of two items, and their own words. */
interface Answered {
  readonly marks: readonly ("○" | "×" | "")[];
  readonly day: string;
  readonly person: string;
  readonly note: string;
}

const FIRST_ROW = 13;
const words = fc
  .array(fc.constantFrom(...Array.from("担当者AB12 漢字かなｶﾅﾃﾞ①Ⅱ㈱～－ー<&>\"'=+@髙﨑𠮷")), {
    minLength: 1,
    maxLength: 12,
  })
  .map((letters) => letters.join("").trim())
  .filter((text) => text !== "");
const answered: fc.Arbitrary<Answered> = fc.record({
  marks: fc.array(fc.constantFrom("○", "×", ""), { minLength: 2, maxLength: 2 }),
  day: fc.constantFrom("令和8年1月14日", "2026-01-14", "R8.1.14", "２０２６年１月１４日"),
  person: words,
  note: words,
});

function valuesOf(rows: readonly Answered[]): Record<string, CellValue> {
  return Object.fromEntries(
    rows.flatMap(({ marks, day, person, note }, index) => {
      const row = String(FIRST_ROW + index);
      const cells = { C: marks[0] ?? "", D: marks[1] ?? "", E: day, F: person, G: note };
      return Object.entries(cells).map(([column, text]) => [`統合端末!${column}${row}`, text === "" ? null : text]);
    }),
  );
}

function expectSame({ issues, attestations, unanswered }: JudgedReturn, rows: readonly Answered[]): void {
  expect(issues).to.deep.equal([]);
  const expected = rows.flatMap(({ marks, person, note }, index) =>
    marks.flatMap((mark, part) => {
      if (mark === "") return [];
      const host = `KITA-T${String(index + 1).padStart(3, "0")}`;
      const said = mark === "×" || !marks.includes("×") ? note : undefined;
      return [[host, part === 0 ? "端末12" : "端末13", mark === "○" ? "pass" : "fail", "2026-01-14", person, said]];
    }),
  );
  const got = attestations.map(({ host, item, answer, observedOn, by, note }) => [
    host,
    item,
    answer,
    observedOn,
    by,
    note,
  ]);
  expect(got).to.deep.equal(expected);
  expect(unanswered.filter(({ item }) => item !== "CS12")).to.have.length(2 * rows.length - expected.length);
}

describe("a sheet that is issued, filled in and taken in", () => {
  it("gives the answers that were written into it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(answered, { minLength: 1, maxLength: 6 }), async (rows) => {
        const form = issued(sampleForm(rows.length));
        const bytes = await filled(await writeAttestationSheet(form, KEY), valuesOf(rows));
        expectSame(await takenIn([form], { "kita.xlsx": bytes }), rows);
      }),
      { numRuns: 40 },
    );
  }).timeout(20_000);

  it("gives the same answers when LibreOffice has saved it in between", async function () {
    const office = officeCommand();
    if (office === undefined) return this.skip();
    this.timeout(120_000);
    const rows = fc.sample(answered, { numRuns: 60, seed: 4 });
    const form = issued(sampleForm(rows.length));
    const bytes = await filled(await writeAttestationSheet(form, KEY), valuesOf(rows));
    expectSame(await takenIn([form], { "kita.xlsx": await resaved(office, bytes) }), rows);
  });

  it("keeps its choices and its protection when LibreOffice saves it as issued", async function () {
    const office = officeCommand();
    if (office === undefined) return this.skip();
    this.timeout(120_000);
    const bytes = await resaved(office, await writeAttestationSheet(issued(sampleForm()), KEY));
    const [sheet] = (await readXlsx(bytes)).sheets;
    expect(sheet?.protection?.sheet).to.equal(true);
    expect(sheet?.dataValidations?.map(({ range, type }) => [range, type])).to.deep.equal([["C13:D15", "list"]]);
    expect((await takenIn([issued(sampleForm())], { "kita.xlsx": bytes })).issues).to.deep.equal([]);
  });
});

describe("an issued sheet", () => {
  it("is the same bytes for the same issue", async () => {
    const [once, again] = await Promise.all([1, 2].map(() => writeAttestationSheet(issued(sampleForm()), KEY)));
    expect(Buffer.from(once ?? []).equals(Buffer.from(again ?? []))).to.equal(true);
  });

  it("prints on A4 upright, on one page where its rows fit", async () => {
    const setups = async (terminals: number) => {
      const { sheets } = await readXlsx(await writeAttestationSheet(issued(sampleForm(terminals)), KEY));
      return sheets.map(({ pageSetup: { paperSize, orientation, fitToWidth, fitToHeight } = {} }) => ({
        ...{ paperSize, orientation, fitToWidth, fitToHeight },
      }));
    };
    const onePage = { paperSize: "a4", orientation: "portrait", fitToWidth: 1, fitToHeight: 1 };
    expect(await setups(13)).to.deep.equal([onePage, onePage]);
    expect(await setups(60)).to.deep.equal([{ ...onePage, fitToHeight: 0 }, onePage]);
  });

  it("lets people write into answers, days, names and remarks only", async () => {
    const bytes = await writeAttestationSheet(issued(sampleForm()), KEY);
    const { sheets } = await readXlsx(bytes, { readStyles: true });
    const open = [...(sheets[0]?.cells ?? [])].filter(([, { style }]) => style?.protection?.locked === false);
    const rows = new Set(open.map(([place]) => Number(place.split(",")[0]) + 1));
    const columns = new Set(
      open.filter(([place]) => Number(place.split(",")[0]) >= 12).map(([place]) => place.split(",")[1]),
    );
    expect([...rows]).to.deep.equal([6, 7, 13, 14, 15]);
    expect([...columns]).to.deep.equal(["2", "3", "4", "5", "6"]);
  });

  it("has no fault by the schemas of Office 2016", async function () {
    const validator = validatorCommand();
    if (validator === undefined) return this.skip();
    this.timeout(60_000);
    expect(await faultsOf(validator, await writeAttestationSheet(issued(sampleForm()), KEY))).to.equal("");
  });
});
