import { expect } from "chai";
import fc from "fast-check";

import { anyRun } from "../arbitrary-run.fixture.test.js";
import { change, host, run, weakening } from "../sample-run.fixture.test.js";
import { renderMarkdown } from "./render-markdown.js";

const record = run({
  exit: { code: 13, reasons: ["weakening", "unreadable"] },
  hosts: [host("KITA-T001"), host("KITA-T002"), host("KITA-T003", { status: "unreachable" })],
  changes: [change("KITA-T001"), change("KITA-T002"), weakening("KITA-T002")],
  unreadable: [
    {
      host: "KITA-T003",
      code: "WINRM_TIMEOUT",
      message: "no answer",
      hint: "Check the power.",
      lastRead: "2026-01-13T01:02:00Z",
    },
  ],
});

/** A run with many different rows, weakening and hardening. */
function wide(rows: number) {
  const changes = Array.from({ length: rows }, (_, index) => [
    change(`T${String(index)}`, { live: `値 ${String(index)} ${"x".repeat(60)}` }),
    { ...weakening(`T${String(index)}`), live: `値 ${String(index)} ${"x".repeat(60)}` },
  ]);
  return run({ hosts: Array.from({ length: rows }, (_, index) => host(`T${String(index)}`)), changes: changes.flat() });
}

describe("renderMarkdown", () => {
  it("shows weakening and unread machines in the open and folds what hardens", () => {
    expect(renderMarkdown(record, { language: "ja" })).to.equal(
      [
        "<!-- kijun:preview stack=prod -->",
        "## kijun preview: 弱化 1 / 不明 0 / 強化 2 / 中立 0",
        "",
        "スタック prod、基準 sapporo@4f2c1e（2026-01-14時点）",
        "",
        "| 方向 | 区分 | 設定 | 変更 | 台数 | 機器 | 項目 | 出典 |",
        "|---|---|---|---|--:|---|---|---|",
        "| **弱化** | `terminal-d6012n` | スクリーン セーバー › パスワード保護<br>`screenSaver.passwordProtected` | `true` → `false` | 1 | `KITA-T002` | 端末14 | 市指示 2025-11-02 |",
        "",
        "### 読取不可: 1台",
        "",
        "| 台数 | 機器 | 原因 | 最終読取 | 次の手順 |",
        "|--:|---|---|---|---|",
        "| 1 | `KITA-T003` | `WINRM_TIMEOUT`<br>`no answer` | 2026-01-13 10:02 +09:00 | Check the power. |",
        "",
        "<details><summary>強化 2件</summary>",
        "",
        "| 方向 | 区分 | 設定 | 変更 | 台数 | 機器 | 項目 | 出典 |",
        "|---|---|---|---|--:|---|---|---|",
        "| 強化 | `terminal-d6012n` | アカウント ロックアウト › しきい値<br>`accountLockout.thresholdAttempts` | `10 回` → `5 回` | 2 | `KITA-T[001-002]` | 端末7 | 仮定 |",
        "",
        "</details>",
        "",
        "3台中2台を読み取りました。差異 3件（2台）: 【弱化】 1件、強化 2件。終了コード 13（弱化、ほかに 11 読取不可）",
        "",
      ].join("\n"),
    );
  });

  it("says that nothing differs in what was read", () => {
    const off = run({ hosts: [host("T1"), host("T2", { status: "unreachable" })] });
    expect(renderMarkdown(off, { language: "en" })).to.include("No difference in what was read. 1 of 2 hosts read.");
    expect(renderMarkdown(run(), { language: "en" })).to.include("No difference. 2 of 2 hosts read.");
  });

  it("lists failures with their reasons", () => {
    const failed = {
      host: "KITA-T001",
      path: "accountLockout.thresholdAttempts",
      outcome: "failed",
      code: "SECEDIT_FAILED",
      detail: "exit|1",
    } as const;
    const text = renderMarkdown({ ...record, command: "up", applied: [failed] }, { language: "en" });
    expect(text).to.include("### APPLIED: 1 failed on 1 host, 2 not attempted on 1 host");
    expect(text).to.include(
      "| 1 | `KITA-T001` | `accountLockout.thresholdAttempts`<br>`SECEDIT_FAILED`<br>`exit\\|1` |  |",
    );
  });

  it("has one row for a failure that several machines share", () => {
    const failed = ["KITA-T001", "KITA-T002"].map((name, index) => {
      return { host: name, outcome: "failed", code: "WINRM_UNREACHABLE", detail: `192.0.2.${String(index)}` } as const;
    });
    const text = renderMarkdown({ ...record, command: "up", applied: failed }, { language: "en" });
    expect(text).to.include("| 2 | `KITA-T[001-002]` | `WINRM_UNREACHABLE`<br>`192.0.2.0` (and 1 like it) |  |");
  });

  it("gives equal bytes for equal findings, whenever and however fast the run was", () => {
    const later = {
      ...record,
      run: "other",
      startedAt: "2026-02-01T00:00:00Z",
      timing: { ...record.timing, wallMs: 1 },
    };
    expect(renderMarkdown(later, { language: "ja" })).to.equal(renderMarkdown(record, { language: "ja" }));
  });

  it("holds no text of a stack name that could end the comment of its marker", () => {
    const [first] = renderMarkdown(run({ stack: "a--><b>" }), { language: "en" }).split("\n");
    expect(first).to.equal("<!-- kijun:preview stack=a-%2D%3E%3Cb%3E -->");
  });

  it("turns hardening rows into a number first when the budget is exceeded", () => {
    const text = renderMarkdown(wide(150), { language: "en", fullReport: "https://ci.example/run 1" });
    expect(text.length).to.be.at.most(60_000);
    expect(text).to.not.include("<details>").and.not.include("left out");
    expect(text.match(/\*\*weaken\*\*/g)).to.have.length(150);
    expect(text).to.include("\n150 changes: harden\n").and.include("Full report: <https://ci.example/run%201>");
  });

  it("then leaves out whole rows at the end and says how many", () => {
    const text = renderMarkdown(wide(600), { language: "en" });
    const kept = text.match(/\*\*weaken\*\*/g)?.length ?? 0;
    expect(text.length).to.be.within(59_000, 60_000);
    expect(text).to.include(`\n${String(600 - kept)} more rows left out to keep within the length limit.\n`);
    for (const line of text.split("\n").filter((each) => each.startsWith("| **"))) expect(line).to.match(/ \|$/);
    expect(text).to.match(/600 of 600 hosts read\. .* exit 0\n$/);
  });

  it("keeps to the budget of bytes too, and to numbers when not one row fits", () => {
    const text = renderMarkdown(wide(20), { language: "ja", budget: { units: 60_000, bytes: 700 } });
    expect(Buffer.byteLength(text)).to.be.at.most(700);
    expect(text).to.include("ほか20行").and.include("弱化 20").and.not.include("| **");
  });

  it("keeps every row on one line, whatever a machine holds", () => {
    fc.assert(
      fc.property(anyRun, fc.constantFrom("ja", "en"), (any, language) => {
        const text = renderMarkdown(any, { language });
        expect(text.length).to.be.at.most(60_000);
        for (const line of text.split("\n")) {
          if (line.startsWith("| ")) expect(line.endsWith(" |"), line).to.equal(true);
        }
      }),
    );
  });
});
