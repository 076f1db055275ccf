import { expect } from "chai";

import { displayWidth } from "../display-width.js";
import { change, host, run, weakening } from "../sample-run.fixture.test.js";
import { fleetMatrix } from "./fleet-matrix.js";
import { renderStatus } from "./render-status.js";
import { renderStatusJson } from "./render-status-json.js";
import type { StatusRecord } from "./status-record.js";

function status(more: Partial<StatusRecord> = {}): StatusRecord {
  const { areas } = run();
  return {
    ...{ schema: "kijun.status/1", tool: { name: "kijun", version: "0.1.0" }, source: "last-readings" },
    ...{ baseline: { fleet: "sapporo", asOf: "2026-01-14" }, exit: { code: 0, reasons: [] }, areas },
    ...{ startedAt: "2026-01-14T01:32:10Z", finishedAt: "2026-01-14T01:32:10Z", changes: [], unreadable: [] },
    hosts: [{ ...host("KITA-T001"), readAt: "2026-01-14T01:30:10Z" }],
    ...more,
  };
}

const MIXED = status({
  exit: { code: 11, reasons: ["unreadable"] },
  hosts: [
    { ...host("KITA-T010"), readAt: "2026-01-11T01:30:10Z" },
    { ...host("KITA-T002"), readAt: "2026-01-14T01:30:10Z" },
    host("KITA-T003", { status: "unreachable" }),
    { ...host("CS1", { siteName: "分庁舎", areas: ["account-lockout"] }), readAt: "2026-01-13T20:30:10Z" },
  ],
  changes: [change("KITA-T010"), weakening("KITA-T010"), change("CS1")],
  unreadable: [
    { host: "KITA-T003", code: "NEVER_READ", message: "no reading", hint: "Read it." },
    { host: "CS1", area: "account-lockout", path: "accountLockout.x", code: "ACCESS_DENIED", message: "", hint: "" },
  ],
});

function lines(record: StatusRecord, language: "ja" | "en" = "en", width = 80): string[] {
  return renderStatus(record, { language, width }).split("\n");
}

describe("fleetMatrix", () => {
  it("shows the gravest thing that is known of each cell, machines in the order of their numbers", () => {
    const rows = fleetMatrix(MIXED).flatMap(({ rows: each }) => each);
    expect(rows.map(({ host: { name }, cells }) => `${name} ${cells.join("")}`)).to.deep.equal([
      ...["KITA-T002 ...", "KITA-T003 ???", "KITA-T010 .cW", "CS1 -?-"],
    ]);
  });

  it("takes a machine that was not read for unread although nothing explains it", () => {
    const [block] = fleetMatrix(status({ hosts: [host("KITA-T001", { status: "failed" })] }));
    expect(block?.rows[0]?.cells).to.deep.equal(["?", "?", "?"]);
  });
});

describe("renderStatus", () => {
  it("prints one block per site with the age of each reading, and the legend once", () => {
    const text = lines(MIXED);
    expect(text.filter((line) => line.startsWith("  KITA") || line.startsWith("  CS1"))).to.include.members([
      ...["  KITA-T002       ...  2 min ago", "  KITA-T003       ???  never read"],
      ...["  KITA-T010       .cW  3 days ago", "  CS1             -?-  5 h ago"],
    ]);
    expect(text.filter((line) => line.includes("? unreadable  - not applicable"))).to.have.lengthOf(1);
    expect(text.filter((line) => /^\S+\s+123$/.test(line))).to.deep.equal([
      "北区役所          123",
      "分庁舎            123",
    ]);
  });

  it("never counts a machine as it should be that was not wholly read, and says how old the oldest reading is", () => {
    expect(renderStatus(MIXED, { language: "en", width: 200 })).to.include(
      "Last readings of 3 of 4 hosts, the oldest of 2026-01-11 10:30 +09:00.",
    );
    expect(lines(MIXED).join(" ")).to.include("1 as declared, 2 differ.").and.to.include("exit 11 (unreadable)");
  });

  it("keeps to the width of the terminal and to ASCII frames in both languages", () => {
    for (const language of ["ja", "en"] as const) {
      for (const line of lines(MIXED, language, 60)) {
        expect(displayWidth(line), line).to.be.at.most(60);
        expect(line).to.not.match(/[\u2500-\u257f]/);
      }
    }
  });

  it("speaks Japanese", () => {
    expect(lines(MIXED, "ja", 80).join(""))
      .to.include("2分前")
      .and.to.include("未読取")
      .and.to.include("基準どおり 1台、差異あり 2台。");
  });

  it("says of machines that were read now why one was not, in place of an age", () => {
    const unreadable = [{ host: "KITA-T001", code: "WINRM_CONNECT_TIMEOUT", message: "no answer", hint: "Check." }];
    const record = status({ source: "live", unreadable, hosts: [host("KITA-T001", { status: "unreachable" })] });
    expect(lines(record)).to.include("  KITA-T001       ???  WINRM_CONNECT_TIMEOUT");
    expect(lines(record).join("\n")).to.include("next: Check.").and.to.include("0 of 1 host read.");
  });

  it("colours only by choice", () => {
    expect(renderStatus(MIXED, { language: "en" })).to.not.include("\u001b");
    expect(renderStatus(MIXED, { language: "en", color: true })).to.include("\u001b[31mW");
  });
});

describe("renderStatusJson", () => {
  it("gives each machine its cells, in a fixed order of machines", () => {
    const { schema, hosts } = JSON.parse(renderStatusJson(MIXED)) as StatusRecord & {
      hosts: { name: string; cells: Record<string, string> }[];
    };
    expect(schema).to.equal("kijun.status/1");
    expect(hosts.map(({ name }) => name)).to.deep.equal(["CS1", "KITA-T002", "KITA-T003", "KITA-T010"]);
    expect(hosts[3]?.cells).to.deep.equal({ "firewall-rules": ".", "account-lockout": "c", "screen-saver": "W" });
    expect(renderStatusJson({ ...MIXED, hosts: [...MIXED.hosts].reverse() })).to.equal(renderStatusJson(MIXED));
  });
});
