import { expect } from "chai";
import { readXlsx } from "hucre/xlsx";
import type { CellValue } from "hucre/xlsx";

import { filled, issued, KEY, sampleForm, takenIn, withoutColumn } from "./sheet-samples.fixture.test.js";
import { sheetIssueText } from "./sheet-issue.js";
import { writeAttestationSheet } from "./write-sheet.js";

const FORM = issued(sampleForm());
const NAMED = { "統合端末!B6": "令和8年1月14日", "統合端末!B7": "担当者A" };

type Values = Readonly<Record<string, CellValue>>;

async function back(values: Values): Promise<Uint8Array> {
  return filled(await writeAttestationSheet(FORM, KEY), values);
}

/** What is refused in a file with these values: place, code, value. */
async function refusals(values: Values, forms = [FORM]): Promise<unknown[]> {
  const { issues } = await takenIn(forms, { "kita.xlsx": await back(values) });
  return issues.map(({ sheet = "", cell = "", code, value }) => [`${sheet}!${cell}`, code, value]);
}

describe("a returned sheet", () => {
  it("gives an attestation for each mark, and lists what is open", async () => {
    const values = {
      ...NAMED,
      "統合端末!C13": "○",
      "統合端末!D13": "×",
      "統合端末!G13": "向きを変える",
      "統合端末!C15": "〇",
    };
    const { issues, attestations, unanswered } = await takenIn([FORM], { "kita.xlsx": await back(values) });
    expect(issues).to.deep.equal([]);
    const said = {
      by: "担当者A",
      observedOn: "2026-01-14",
      receivedAt: "2026-01-20T03:00:00Z",
      validUntil: "2026-03-31",
    };
    expect(attestations.map(({ evidenceDigest, ...rest }) => [rest, evidenceDigest.length])).to.deep.equal([
      [{ item: "端末12", part: "posted", host: "KITA-T001", answer: "pass", ...said }, 64],
      [{ item: "端末13", part: "screen", host: "KITA-T001", answer: "fail", ...said, note: "向きを変える" }, 64],
      [{ item: "端末12", part: "posted", host: "KITA-T003", answer: "pass", ...said }, 64],
    ]);
    expect(unanswered.map(({ host, item, part }) => `${host} ${item}/${part}`)).to.deep.equal([
      ...["KITA-T002 端末12/posted", "KITA-T002 端末13/screen", "KITA-T003 端末13/screen"],
      ...["KITA-CS1 CS12/posted", "KITA-CS1 CS12/memo", "KITA-CS2 CS12/posted", "KITA-CS2 CS12/memo"],
    ]);
  });

  it("lets a row say another day and another name than the sheet", async () => {
    const values = { ...NAMED, "統合端末!C13": "○", "統合端末!E13": "2026/1/15", "統合端末!F13": " 担当者B " };
    const { attestations } = await takenIn([FORM], { "kita.xlsx": await back(values) });
    expect(attestations.map(({ observedOn, by }) => [observedOn, by])).to.deep.equal([["2026-01-15", "担当者B"]]);
  });

  it("takes a date cell for the day that it shows", async () => {
    const values = { ...NAMED, "統合端末!C13": "○", "統合端末!E13": new Date("2026-01-16T00:00:00Z") };
    const { attestations, issues } = await takenIn([FORM], { "kita.xlsx": await back(values) });
    expect(issues).to.deep.equal([]);
    expect(attestations[0]?.observedOn).to.equal("2026-01-16");
  });

  it("keeps a name code point by code point, as normalising would change it", async () => {
    const values = { ...NAMED, "統合端末!B7": "\uFA19", "統合端末!C13": "○" };
    const { attestations } = await takenIn([FORM], { "kita.xlsx": await back(values) });
    expect(attestations[0]?.by).to.equal("\uFA19");
  });

  it("keeps the remark of a row that nobody could look at", async () => {
    const { unanswered } = await takenIn([FORM], { "kita.xlsx": await back({ "統合端末!G14": "移設中" }) });
    expect(unanswered.filter(({ note }) => note === "移設中").map(({ host }) => host)).to.deep.equal([
      "KITA-T002",
      "KITA-T002",
    ]);
  });

  it("lists a row that is missing as open", async () => {
    const values = Object.fromEntries(["A", "B"].map((column) => [`統合端末!${column}14`, null]));
    const { issues, unanswered } = await takenIn([FORM], { "kita.xlsx": await back(values) });
    expect(issues).to.deep.equal([]);
    expect(unanswered.map(({ host }) => host)).to.include("KITA-T002");
  });
});

describe("a returned sheet is refused for", () => {
  const cases: readonly [what: string, values: Values, ...refused: readonly (readonly unknown[])[]][] = [
    ["an unknown id", { "統合端末!A13": "KITA-T099" }, ["統合端末!A13", "id-unknown", "KITA-T099"]],
    ["an id of another row", { "統合端末!A13": "KITA-T002" }, ["統合端末!A13", "id-altered", "KITA-T002"]],
    ["a code that was changed", { "統合端末!B13": "00000000" }, ["統合端末!A13", "id-altered", "KITA-T001"]],
    ["a code that is gone", { "統合端末!B13": null }, ["統合端末!A13", "id-altered", "KITA-T001"]],
    ["an id that is gone", { "統合端末!A13": null }, ["統合端末!A13", "id-missing", undefined]],
    ["nobody named", { "統合端末!B7": null, "統合端末!C13": "○" }, ["統合端末!F13", "person-missing", undefined]],
    ["no day", { "統合端末!B6": null, "統合端末!C13": "○" }, ["統合端末!E13", "day-missing", undefined]],
    [
      "a day without a year",
      { "統合端末!C13": "○", "統合端末!E13": "10/1" },
      ["統合端末!E13", "day-unreadable", "10/1"],
    ],
    ["a number for a day", { "統合端末!C13": "○", "統合端末!E13": 46036 }, ["統合端末!E13", "day-unreadable", "46036"]],
    ["a day to come", { "統合端末!C13": "○", "統合端末!E13": "R8.1.21" }, ["統合端末!E13", "day-future", "R8.1.21"]],
    [
      "a day of another year",
      { "統合端末!C13": "○", "統合端末!E13": "2025-03-31" },
      ["統合端末!E13", "day-outside", "2025-03-31"],
    ],
    [
      "a day before the machine came",
      { "統合端末!C13": "○", "統合端末!E13": "2025-05-14" },
      ["統合端末!E13", "day-not-in-service", "2025-05-14"],
    ],
    ["an unknown mark", { "統合端末!C13": "△" }, ["統合端末!C13", "mark-unknown", "△"]],
    ["a cross without a remark", { "統合端末!C13": "×" }, ["統合端末!G13", "note-missing", undefined]],
    ["text outside the columns", { "統合端末!K13": "別紙参照" }, ["統合端末!K13", "stray", "別紙参照"]],
    ["text below the table", { "統合端末!A20": "以上" }, ["統合端末!A20", "id-unknown", "以上"]],
    ["a column that is gone", { "統合端末!D12": null }, ["統合端末!A12", "column-missing", "行ID（機器名）"]],
    ["a column of its own", { "統合端末!H12": "メモ" }, ["統合端末!H12", "column-unknown", "メモ"]],
    ["a column twice", { "統合端末!H12": "端末12" }, ["統合端末!H12", "column-twice", "端末12"]],
    [
      "a form that is not known here",
      { "統合端末!B2": "R7-minami-ward/terminal" },
      ["統合端末!B2", "form-unknown", "R7-minami-ward/terminal"],
    ],
    [
      "a sheet of another year",
      { "統合端末!B2": "R6-kita-ward/terminal" },
      ["統合端末!B2", "other-year", "R6-kita-ward/terminal"],
    ],
    ["a number that was never issued", { "統合端末!B3": "2" }, ["統合端末!B3", "issue-unknown", "2"]],
    ["no form id", { "統合端末!A2": null, "統合端末!B2": null }, ["統合端末!", "form-missing", undefined]],
    ["no headings", { "統合端末!A12": null }, ["統合端末!", "form-missing", undefined]],
  ];
  for (const [what, values, ...refused] of cases) {
    it(what, async () => {
      expect(await refusals({ ...NAMED, ...values })).to.deep.equal(refused);
    });
  }

  it("a column that was deleted, on each of its worksheets", async () => {
    const bytes = await withoutColumn(await back({ ...NAMED, "統合端末!C13": "○" }), 3);
    const { issues } = await takenIn([FORM], { "kita.xlsx": bytes });
    expect(issues.map(({ sheet, cell, code, right }) => [sheet, cell, code, right])).to.deep.equal([
      ["統合端末", "A12", "column-missing", "端末13"],
      ["ＣＳ", "A12", "column-missing", "CS12/memo"],
    ]);
  });

  it("more rows than any sheet has, rather than dropping them", async () => {
    const { issues } = await takenIn([FORM], { "kita.xlsx": await back({ "統合端末!A5001": "KITA-T001" }) });
    expect(issues.map(({ code, right }) => [code, right])).to.deep.equal([["not-a-workbook", "more than 5000 rows"]]);
  });

  it("text that would speak to the terminal, shown without it", async () => {
    const { issues } = await takenIn([FORM], { "kita.xlsx": await back({ "統合端末!C13": "\u009b31m$&" }) });
    expect(issues.map(({ code, value }) => [code, value])).to.deep.equal([["mark-unknown", "\uFFFD31m$&"]]);
  });

  it("a row twice", async () => {
    const again = { "統合端末!A20": "KITA-T001", "統合端末!B20": "" };
    const sheet = await writeAttestationSheet(FORM, KEY);
    const { sheets } = await readXlsx(sheet);
    const code = sheets[0]?.rows[12]?.[1] ?? null;
    expect(await refusals({ ...NAMED, ...again, "統合端末!B20": code })).to.deep.equal([
      ["統合端末!A20", "row-twice", "KITA-T001"],
    ]);
  });

  it("an older issue, whole", async () => {
    const newer = issued(sampleForm(), 2);
    const refused = await refusals({ ...NAMED, "統合端末!C13": "○" }, [FORM, newer]);
    expect(refused).to.deep.equal([
      ["統合端末!B3", "issue-stale", "1"],
      ["ＣＳ!B3", "issue-stale", "1"],
    ]);
  });

  it("a number that was made the newest by hand, as its codes are of the older issue", async () => {
    const refused = await refusals({ ...NAMED, "統合端末!B3": "2", "ＣＳ!B3": 2 }, [FORM, issued(sampleForm(), 2)]);
    expect(refused.map((refusal) => (refusal as unknown[])[1])).to.deep.equal(Array(5).fill("id-altered"));
  });

  it("the same sheet in two files", async () => {
    const bytes = await back(NAMED);
    const { issues } = await takenIn([FORM], { "a.xlsx": bytes, "b.xlsx": bytes });
    expect(issues.map(({ file, code, right }) => [file, code, right])).to.deep.equal([
      ["b.xlsx", "sheet-twice", "a.xlsx 統合端末"],
      ["b.xlsx", "sheet-twice", "a.xlsx ＣＳ"],
    ]);
  });

  it("an answer that another one about the same day is known of", async () => {
    const values = { ...NAMED, "統合端末!C13": "○", "統合端末!D13": "○" };
    const { issues } = await takenIn([FORM], { "kita.xlsx": await back(values) }, (fresh) =>
      fresh.item === "端末13" ? { ...fresh, answer: "fail", note: "見える" } : undefined,
    );
    expect(issues.map(({ cell, code, right }) => [cell, code, right])).to.deep.equal([
      ["D13", "answered-otherwise", "× 担当者A 見える"],
    ]);
  });

  it("being no workbook", async () => {
    for (const bytes of [new Uint8Array(), Buffer.from("PK\u0003\u0004"), Buffer.from("行ID,照合コード\n")]) {
      const { issues } = await takenIn([FORM], { "kita.xlsx": bytes });
      expect(issues.map(({ code }) => code)).to.deep.equal(["not-a-workbook"]);
    }
  });

  it("everything at once, each place once, in words that name it", async () => {
    const marks = { "統合端末!C13": "○", "統合端末!C14": "○", "統合端末!C15": "△" };
    const { issues } = await takenIn([FORM], { "kita.xlsx": await back({ ...marks, "統合端末!B6": "10/1" }) });
    expect(issues.map(({ cell, code }) => [cell, code])).to.deep.equal([
      ["F13", "person-missing"],
      ["B6", "day-unreadable"],
      ["F14", "person-missing"],
      ["C15", "mark-unknown"],
    ]);
    const [, day] = issues.map(sheetIssueText);
    expect(day?.ja).to.equal(
      'kita.xlsx 統合端末!B6 "10/1": 日付として読めない。年から書く（例: 令和8年1月14日、2026-01-14）',
    );
    expect(day?.en).to.equal(
      'kita.xlsx 統合端末!B6 "10/1": is no day; write it from the year on, such as 2026-01-14 or 令和8年1月14日',
    );
  });
});
