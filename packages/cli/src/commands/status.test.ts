import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { SeenProject } from "./seeing.fixture.test.js";

describe("kijun status", function () {
  this.timeout(60_000);
  this.slow(3_000);
  let seen: SeenProject;
  beforeEach(async () => (seen = await SeenProject.start()));
  afterEach(() => seen.dispose());

  it("claims nothing about machines that were never read, and dials nobody for that", () => {
    const { code, stdout } = seen.run("status");
    expect(code).to.equal(11);
    expect(stdout)
      .to.match(/KITA-T001 +\? {2}never read/)
      .and.to.include("0 as declared, 0 differ");
    expect(seen.files().some((file) => file.includes("runs"))).to.equal(false);
  });

  it("reads now with --live, and later shows the last readings with their age", async () => {
    await seen.break("KITA-T002", "accountLockout.thresholdAttempts", 10);
    const live = seen.run("status", "--live", "--verbose");
    expect(live.code).to.equal(0);
    expect(live.stdout)
      .to.match(/KITA-T001 +\.\n/)
      .and.to.match(/KITA-T002 +c\n/)
      .and.to.include("3 of 3 hosts read");
    expect(live.stderr).to.match(/^log: .*kijun\.log\n$/);
    await seen.cut("KITA-T001");
    const { code, stdout } = seen.run("status");
    expect(code).to.equal(0);
    expect(stdout)
      .to.match(/KITA-T001 +\. {2}<1 min ago/)
      .and.to.match(/KITA-T002 +c {2}<1 min ago/)
      .and.to.include("Last readings of 3 of 3 hosts")
      .and.to.include("北区役所");
  });

  it("names the cause and the next step of a machine that did not answer, and tells it from a difference", async () => {
    await seen.cut("KITA-T001");
    const { code, stdout, stderr } = seen.run("status", "--live");
    expect(code).to.equal(11);
    expect(stdout)
      .to.match(/KITA-T001 +\? {2}WINRM_CONNECT_REFUSED/)
      .and.to.include("next: Something answers for the address")
      .and.to.include("2 of 3 hosts read");
    expect(stderr).to.match(/^log: /);
    expect(seen.newest("kijun.log"))
      .to.include("warn KITA-T001 not read WINRM_CONNECT_REFUSED")
      .and.to.include("info KITA-T002 read build=")
      .and.to.include("end exit=11 reasons=unreadable");
  });

  it("looks at the chosen machines and areas only, and never shortens a last reading", () => {
    const { code, document } = seen.json("status", "--live", "--host", "kita-t002", "--area", "account-lockout");
    expect(code).to.equal(0);
    expect((document["hosts"] as { name: string }[]).map(({ name }) => name)).to.deep.equal(["KITA-T002"]);
    expect(seen.files().filter((file) => file.includes("last-readings"))).to.have.lengthOf(1);
    const reading = JSON.parse(readFileSync(join(seen.home, "last-readings", "kita-t002.json"), "utf8")) as object;
    expect(reading).to.have.nested.property("areas.accountLockout.thresholdAttempts", 5);
    const none = seen.run("status", "--area", "acount-lockout");
    expect(none.code).to.equal(2);
    expect(none.stderr).to.include("ARGUMENT_INVALID").and.to.include("account-lockout");
    expect(seen.run("status", "--host", "KITA-T01").stderr).to.include("HOST_UNKNOWN");
  });

  it("ignores and names a last reading that is damaged or from the future", () => {
    expect(seen.run("status", "--live").code).to.equal(0);
    const whole = readFileSync(join(seen.home, "last-readings", "kita-t001.json"), "utf8");
    const damaged = seen.writeLastReading("KITA-T001", whole.slice(0, 40));
    const future = seen.writeLastReading("KITA-T002", whole.replace(/"readAt":"\d{4}/, '"readAt":"2999'));
    const { code, document } = seen.json("status");
    expect(code).to.equal(11);
    const messages = (document["unreadable"] as { code: string; message: string }[]).map((each) => each.message);
    expect(messages).to.deep.equal([
      `${damaged} is damaged and was ignored`,
      `${future} says that it was made in the future and was ignored`,
    ]);
    const text = seen.run("status").stdout.replaceAll("\n", " ");
    expect(text).to.include("1 as declared, 0 differ").and.to.include("LAST_READING_INVALID");
    expect(seen.run("status", "--live").code).to.equal(0);
    expect(seen.run("status").code).to.equal(0);
  });

  it("takes what was declared after a reading for not read, not for absent", () => {
    expect(seen.run("status", "--live").code).to.equal(0);
    const path = join(seen.project.folder, "baseline.js");
    const baseline = readFileSync(path, "utf8");
    seen.project.write(
      "baseline.js",
      baseline.replace("durationMinutes: 15,", "durationMinutes: 15, administratorLockout: true,"),
    );
    const { code, document } = seen.json("status");
    expect(code).to.equal(11);
    expect(document["changes"]).to.deep.equal([]);
    expect(JSON.stringify(document["unreadable"])).to.include("NOT_IN_LAST_READING");
  });

  it("writes the trace of one machine and says where; a machine that is not declared is refused", () => {
    const { code, stderr } = seen.run("status", "--trace", "kita-t001");
    expect(code).to.equal(0);
    expect(stderr).to.match(/^trace: .*trace-KITA-T001\.ndjson\n$/);
    expect(seen.newest("trace-KITA-T001.ndjson")).to.include('"operation":"Create"').and.to.include('"logon"');
    const refused = seen.run("status", "--trace", "KITA-T01");
    expect(refused.code).to.equal(2);
    expect(refused.stderr).to.include("HOST_UNKNOWN").and.to.include("Did you mean KITA-T001?");
    expect(seen.run("status", "--trace", "../x").stderr).to.include("ARGUMENT_INVALID");
  });

  it("speaks Japanese", () => {
    const { stdout } = seen.run("status", "--live", "--lang", "ja");
    expect(stdout)
      .to.include("アカウント ロックアウト")
      .and.to.include("3台中3台を読み取りました")
      .and.to.include("同じ");
  });
});
