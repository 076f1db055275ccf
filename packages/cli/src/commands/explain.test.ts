import { expect } from "chai";

import { SeenProject } from "./seeing.fixture.test.js";

const PATH = "accountLockout.thresholdAttempts";

describe("kijun explain", function () {
  this.timeout(60_000);
  this.slow(3_000);
  let seen: SeenProject;
  before(async () => {
    seen = await SeenProject.start();
    await seen.break("KITA-T002", PATH, 10);
  });
  after(() => seen.dispose());

  it("tells live value, desired value, direction, meaning, source, item and who shares it", () => {
    const { code, stdout } = seen.run("explain", "kita-t002", PATH, "--live");
    expect(code).to.equal(0);
    for (const text of [
      ...["KITA-T002  accountLockout.thresholdAttempts", "live: 10 attempts  (read ", "desired: 5 attempts"],
      ...["change: harden", "meaning: lockout threshold (account lockout)", "Windows key: LockoutBadCount"],
      ...["[MS-GPSB]", "from: nobody has said", "declared in: ", "baseline.js"],
      ...["item: 端末7 ロックアウトの設定確認 適切なこと。", "class: terminal-a, shared by 2 machines in service"],
    ])
      expect(stdout).to.include(text);
  });

  it("answers from the last reading without --live, and takes the area's id too", () => {
    expect(seen.run("explain", "KITA-T002", PATH, "--live").code).to.equal(0);
    const { code, document } = seen.json("explain", "KITA-T002", "account-lockout.thresholdattempts");
    expect(code).to.equal(0);
    const [setting] = document["settings"] as Record<string, unknown>[];
    expect(setting).to.deep.include({ path: PATH, desired: 5, direction: "hardening", sharedBy: 2, unit: "attempts" });
    expect(setting?.["live"]).to.deep.include({ kind: "value", value: 10 });
  });

  it("explains each declared setting of an area", () => {
    const { document } = seen.json("explain", "KITA-T002", "accountLockout");
    expect((document["settings"] as { path: string }[]).map(({ path }) => path)).to.deep.equal([
      ...["accountLockout.durationMinutes", "accountLockout.resetCounterAfterMinutes", PATH],
    ]);
  });

  it("says of a machine that was never read that it was not, and exits so", () => {
    const { code, stdout } = seen.run("explain", "ANNEX-CS1", PATH);
    expect(code).to.equal(11);
    expect(stdout).to.include("live: not read: NEVER_READ").and.to.include("kijun status --live");
    expect(stdout).to.not.include("item:");
  });

  it("explains a setting that is not declared by its meaning alone", () => {
    const { code, stdout } = seen.run("explain", "KITA-T002", "accountLockout.administratorLockout");
    expect(code).to.equal(0);
    expect(stdout).to.include("desired: not declared").and.to.include("AllowAdministratorLockout");
  });

  it("suggests the name that comes closest", () => {
    for (const [path, suggested] of [
      ["acountLockout", "Did you mean accountLockout?"],
      ["accountLockout.treshold", "Did you mean thresholdAttempts?"],
      ["firewallProfile", "It has: domain, private, public."],
    ] as const) {
      const { code, stderr } = seen.run("explain", "KITA-T002", path);
      expect(code, path).to.equal(2);
      expect(stderr, path).to.include("SETTING_UNKNOWN").and.to.include(suggested);
    }
    expect(seen.run("explain", "KITA-T02", PATH).stderr).to.include("HOST_UNKNOWN");
  });

  it("speaks Japanese", () => {
    expect(seen.run("explain", "KITA-T002", PATH, "--lang", "ja").stdout)
      .to.include("基準値: 5 回")
      .and.to.include("変更の向き: 強化")
      .and.to.include("運用中の同区分 2台");
  });
});
