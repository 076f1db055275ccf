import { stripVTControlCharacters } from "node:util";

import { expect } from "chai";
import fc from "fast-check";

import { anyRun } from "../arbitrary-run.fixture.test.js";
import { displayWidth } from "../display-width.js";
import { change, host, run, weakening } from "../sample-run.fixture.test.js";
import { separateUnreadable } from "../unread-groups.js";
import { renderTerminal } from "./render-terminal.js";

const REMOTE = { site: "higashi-ward", siteName: "東区役所" };

const mixed = run({
  exit: { code: 13, reasons: ["weakening", "unreadable"] },
  hosts: [
    host("KITA-T001"),
    host("KITA-T002"),
    host("HIGA-T001", REMOTE),
    host("HIGA-T002", { ...REMOTE, status: "unreachable" }),
  ],
  changes: [
    ...["KITA-T001", "KITA-T002", "HIGA-T001"].flatMap((name) => [
      change(name),
      change(name, {
        path: "accountLockout.durationMinutes",
        label: "期間",
        live: "absent",
        desired: 15,
        unit: "minutes",
      }),
    ]),
    weakening("KITA-T002"),
  ],
  unreadable: [
    {
      host: "HIGA-T002",
      code: "WINRM_TIMEOUT",
      message: "no answer within 20 s",
      hint: "Check the power; then run kijun preview --host HIGA-T002",
      lastRead: "2026-01-13T01:02:00Z",
    },
    { host: "KITA-T001", area: "firewall-rules", code: "ACCESS_DENIED", message: "", hint: "" },
  ],
});

/** Removes the margin that keeps the expected text readable here. */
function text(template: TemplateStringsArray): string {
  return (template[0] ?? "").replace(/^\n/, "").replace(/^ {6}/gm, "").replace(/ +$/, "");
}

describe("renderTerminal", () => {
  it("shows groups, what is unread and why, and one line that says both, in Japanese", () => {
    expect(renderTerminal(mixed, { language: "ja" })).to.equal(text`
      kijun preview  スタック prod  基準 sapporo@4f2c1e（2026-01-14時点）
      2026-01-14 10:32 +09:00  4台、3領域  14.2秒（エンジン 3.1、プロバイダー 2.0、通信 8.0、その他 1.1）

        領域                     差異  強化  弱化  読取不可  項目
        スクリーン セーバー         1     0     1         1  端末14
        アカウント ロックアウト     6     6     0         1  端末7
        ファイアウォールの規則      0     0     0         2

      + 強化  - 弱化  ~ 中立  ? 不明

      スクリーン セーバー: 1台、北区役所
        KITA-T002
        - パスワード保護  true -> false  【弱化】  端末14  出典: 市指示 2025-11-02

      アカウント ロックアウト: 3台、2拠点
        HIGA-T001, KITA-T[001-002]
        + 期間      なし -> 15 分  強化  端末7  出典: 仮定
        + しきい値  10 回 -> 5 回  強化  端末7  出典: 仮定

      読取不可: 1台、東区役所
        HIGA-T002
        原因: WINRM_TIMEOUT no answer within 20 s
        最終読取: 2026-01-13 10:02 +09:00
        次の手順: Check the power; then run kijun preview --host HIGA-T002

      読取不可: 1台、北区役所
        KITA-T001
        原因（ファイアウォールの規則）: ACCESS_DENIED
        次の手順: もう一度読み取ってください。

      4台中3台を読み取りました。差異 7件（3台）: 【弱化】 1件、強化 6件。
      終了コード 13（弱化、ほかに 11 読取不可）
      `);
  });

  it("writes the weakening in capitals in English, and units with the values", () => {
    const lines = renderTerminal(mixed, { language: "en", width: 120 }).split("\n");
    expect(lines).to.include("  - パスワード保護  true -> false  WEAKEN  端末14  from: city 2025-11-02");
    expect(lines).to.include("  + しきい値  10 attempts -> 5 attempts  harden  端末7  from: assumed");
    expect(lines).to.include("  + 期間      none -> 15 min             harden  端末7  from: assumed");
    expect(lines).to.include("UNREADABLE: 1 host, 東区役所");
    expect(lines.at(-2)).to.equal(
      "3 of 4 hosts read. 7 changes on 3 hosts: 1 WEAKEN, 6 harden. exit 13 (weakening; also 11 unreadable)",
    );
  });

  it("says that nothing differs when everything was read", () => {
    expect(renderTerminal(run(), { language: "en" })).to.equal(text`
      kijun preview  stack prod  baseline sapporo@4f2c1e as of 2026-01-14
      2026-01-14 10:32 +09:00  2 hosts, 3 areas  14.2 s (engine 3.1, provider 2.0, wire 8.0, rest 1.1)

        area     change  harden  weaken  unread  items
        3 areas       0       0       0       0

      No difference.

      2 of 2 hosts read. 0 changes. exit 0
      `);
  });

  it("limits what it says to the machines that were read", () => {
    const off = host("KITA-T002", { status: "unreachable" });
    const exit = { code: 11, reasons: ["unreadable"] } as const;
    const some = renderTerminal(run({ hosts: [host("KITA-T001"), off], exit }), { language: "en" });
    expect(some).to.include("No difference in what was read.\n").and.include("3 areas       0       0       0       3");
    expect(some)
      .to.include("  last read: never\n")
      .and.match(/1 of 2 hosts read\. 0 changes\. exit 11 \(unreadable\)\n$/);
    const none = renderTerminal(run({ hosts: [off], exit }), { language: "en" });
    expect(none).to.include("whether anything differs is not known").and.not.include("No difference");
  });

  it("shows values that are too long for the line below their setting, each on one line", () => {
    const rule = {
      area: "firewall-rules",
      path: "firewallRules.jukinet-ap",
      label: "規則",
      live: "absent",
      desired: "allow in tcp 443 from 192.0.2.0/28,198.51.100.0/24,203.0.113.0/24 on domain,private",
    };
    expect(renderTerminal(run({ changes: [change("KITA-T001", rule)] }), { language: "en", width: 80 })).to.include(
      [
        "  + 規則 (jukinet-ap)    harden  端末7  from: assumed",
        "      none",
        "      -> allow in tcp 443 from 192.0.2.0/28,198.51.100.0/24,203.0.113.0/24 on...",
      ].join("\n"),
    );
  });

  it("keeps the word for the direction on the screen, however long a label and narrow a line", () => {
    const long = { ...weakening("KITA-T001"), label: "スクリーン セーバーをパスワードで保護する" };
    const lines = renderTerminal(run({ changes: [long] }), { language: "ja", width: 40 }).split("\n");
    expect(lines).to.include("  - スクリーン セーバーをパスワードで...");
    expect(lines).to.include("      【弱化】  端末14  出典: 市指示 ...");
    expect(lines).to.include("      true -> false");
  });

  it("says what was changed, what failed on which machine and why, and what was not attempted", () => {
    const names = ["KITA-T001", "KITA-T002", "KITA-T003", "KITA-T004"];
    const record = run({
      command: "up",
      exit: { code: 4, reasons: ["apply"] },
      hosts: names.map((name) => host(name)),
      changes: names.map((name) => change(name)),
      applied: [
        { host: "KITA-T001", path: "accountLockout.thresholdAttempts", outcome: "changed" },
        {
          host: "KITA-T002",
          path: "accountLockout.thresholdAttempts",
          outcome: "failed",
          code: "SECEDIT_FAILED",
          detail: "exit code 1",
        },
        { host: "KITA-T003", outcome: "failed", code: "WINRM_LOST", detail: "connection lost", hint: "Run it again." },
      ],
    });
    expect(renderTerminal(record, { language: "en" })).to.include(text`
      APPLIED: 1 changed on 1 host, 2 failed on 2 hosts, 1 not attempted on 1 host
        FAILED: 1 host, 北区役所
          KITA-T002
          cause (accountLockout.thresholdAttempts): SECEDIT_FAILED exit code 1
        FAILED: 1 host, 北区役所
          KITA-T003
          cause: WINRM_LOST connection lost
          next: Run it again.
        NOT ATTEMPTED: 1 host, 北区役所
          KITA-T004

      4 of 4 hosts read. 4 changes on 4 hosts: 4 harden. exit 4 (apply failed)
      `);
  });

  it("says once what failed in the same way on several machines, and once what to do about it", () => {
    const failed = ["KITA-T001", "KITA-T002"].flatMap((name, index) =>
      ["active", "timeoutSeconds"].map((setting) => ({
        ...({ host: name, path: `screenSaver.${setting}`, outcome: "failed", code: "PROFILE_LOCKED" } as const),
        ...{ detail: `S-1-5-21-${String(index)}`, hint: "サインアウト後に、もう一度実行してください。" },
      })),
    );
    expect(renderTerminal(run({ command: "up", applied: failed }), { language: "ja" })).to.include(text`
      適用: 失敗 4件（2台）
        失敗: 2台、北区役所
          KITA-T[001-002]
          原因（screenSaver.active）: PROFILE_LOCKED S-1-5-21-0 （ほか1通り）
          原因（screenSaver.timeoutSeconds）: PROFILE_LOCKED S-1-5-21-0 （ほか1通り）
          次の手順: サインアウト後に、もう一度実行してください。
      `);
  });

  it("shows control characters of a machine instead of obeying them", () => {
    const screen = renderTerminal(run({ changes: [change("KITA-T001", { live: "\u001b[2J\nall is well" })] }), {
      language: "en",
    });
    expect(screen).to.include("\\u001b[2J\\nall is well").and.not.include("\u001b");
  });

  it("colours only when told to, and says the same words then", () => {
    const plain = renderTerminal(mixed, { language: "ja" });
    const coloured = renderTerminal(mixed, { language: "ja", color: true });
    expect(plain).to.not.include("\u001b");
    expect(coloured).to.include("\u001b[31m【弱化】\u001b[39m");
    expect(stripVTControlCharacters(coloured)).to.equal(plain);
  });

  it("keeps every line within the width, in both languages", () => {
    fc.assert(
      fc.property(anyRun, fc.constantFrom("ja", "en"), fc.integer({ min: 40, max: 160 }), (record, language, width) => {
        for (const line of renderTerminal(record, { language, width }).split("\n")) {
          expect(displayWidth(line), line).to.be.at.most(width);
        }
      }),
    );
  });

  it("never says that nothing differs while something is unread", () => {
    fc.assert(
      fc.property(anyRun, (record) => {
        const screen = renderTerminal(record, { language: "en" });
        if (separateUnreadable(record).unreadable.length > 0)
          expect(screen.split("\n")).to.not.include("No difference.");
      }),
    );
  });

  it("does not depend on the order in which machines answered", () => {
    fc.assert(
      fc.property(anyRun, (record) => {
        const reversed = { ...record, hosts: [...record.hosts].reverse(), changes: [...record.changes].reverse() };
        expect(renderTerminal(reversed, { language: "ja" })).to.equal(renderTerminal(record, { language: "ja" }));
      }),
    );
  });

  it("names the machines that leave the state, and then never says that nothing differs", () => {
    const membership = { joining: ["NEW-T1"], leaving: ["OLD-T002", "OLD-T001"] };
    const text = renderTerminal(run({ membership }), { language: "en" });
    expect(text).to.include("LEAVES THE STATE: 2 hosts; nothing on them is changed\n  OLD-T[001-002]");
    expect(text).to.include(
      "NEW TO THE STATE: 1 host; kijun adopt (changes nothing) or kijun up records them\n  NEW-T1",
    );
    expect(text).to.not.include("No difference");
  });
});
