import type { DeclaredSettings } from "@kijun/settings";
import { expect } from "chai";

import { EngineProject } from "./engine-project.js";

const lockout = { thresholdAttempts: 5, durationMinutes: 15, resetCounterAfterMinutes: 15 } as const;

const terminal: DeclaredSettings = {
  accountLockout: lockout,
  screenSaver: { active: true, passwordProtected: true, timeoutSeconds: 600 },
  firewallRules: {
    "jukinet-ap": { direction: "in", action: "allow", protocol: "tcp", localPort: 443, remoteAddress: ["10.1.0.0/16"] },
  },
};

const fleet = { "KITA-T001": terminal, "KITA-T002": terminal, "KITA-T003": terminal };

interface PreviewStep {
  readonly op: string;
  readonly urn: string;
  readonly oldState?: { readonly inputs?: Record<string, unknown> };
  readonly newState?: { readonly inputs?: Record<string, unknown> };
  readonly detailedDiff?: Record<string, { readonly kind: string }> | null;
}

function changedSteps(json: string): PreviewStep[] {
  const { steps } = JSON.parse(json) as { steps: PreviewStep[] };
  return steps.filter(({ op, urn }) => op !== "same" && op !== "refresh" && urn.includes("kijun:Machine"));
}

/** A whole life of one stack, in order: each test goes on where the one before stopped. */
describe("a live preview through the real engine", function () {
  this.timeout(120_000);
  let project: EngineProject;

  before(async () => {
    project = await EngineProject.create(fleet);
    await project.breakSetting("KITA-T002", "accountLockout.thresholdAttempts", "0");
  });
  after(() => project.dispose());

  it("shows live => declared of a machine that the state does not know", async () => {
    const { code, stdout, stderr } = await project.pulumi("preview", "--diff");
    expect(code).to.equal(0);
    // With --diff the engine writes messages of resources to stderr.
    const shown = stdout + stderr;
    expect(shown).to.include("KITA-T002: live => declared");
    expect(shown).to.include("accountLockout.thresholdAttempts: 0 => 5 (hardening)");
    for (const other of ["KITA-T001", "KITA-T003"]) expect(shown).to.not.include(`${other}: live`);
  });

  it("applies what differs, and finds nothing afterwards", async () => {
    const up = await project.pulumi("up", "--yes", "--skip-preview");
    expect(up.code, up.stdout + up.stderr).to.equal(0);
    const again = await project.pulumi("preview", "--expect-no-changes");
    expect(again.code, again.stdout).to.equal(0);
  });

  it("shows exactly one broken setting as live => desired on the right property of the right machine", async () => {
    await project.breakSetting("KITA-T003", "screenSaver.timeoutSeconds", "1800");
    const text = await project.pulumi("preview", "--diff");
    expect(text.stdout).to.match(/timeoutSeconds\s*: 1800 => 600/);
    const { stdout } = await project.pulumi("preview", "--json");
    const [step, ...others] = changedSteps(stdout);
    expect(others).to.deep.equal([]);
    expect(step?.op).to.equal("update");
    expect(step?.urn).to.match(/::KITA-T003$/);
    expect(Object.keys(step?.detailedDiff ?? {})).to.deep.equal(["screenSaver.timeoutSeconds"]);
    expect(step?.oldState?.inputs?.["screenSaver"]).to.deep.include({ timeoutSeconds: 1800 });
    expect(step?.newState?.inputs?.["screenSaver"]).to.deep.include({ timeoutSeconds: 600 });
  });

  it("shows a new rule and a new area as live => desired and not as a bare addition", async () => {
    const rules = {
      ...terminal.firewallRules,
      "jukinet-cs": { direction: "in", action: "allow", protocol: "tcp", localPort: 8443 },
    } as const;
    const widened: DeclaredSettings = {
      ...terminal,
      firewallRules: rules,
      firewallProfile: { public: { enabled: true, logDropped: true } },
    };
    project.declare({ ...fleet, "KITA-T001": widened });
    const { stdout } = await project.pulumi("preview", "--json");
    const step = changedSteps(stdout).find(({ urn }) => urn.endsWith("::KITA-T001"));
    expect(step?.op).to.equal("update");
    expect(step?.detailedDiff).to.deep.equal({
      "firewallProfile.public.logDropped": { kind: "update", inputDiff: true },
      'firewallRules["jukinet-cs"]': { kind: "update", inputDiff: true },
    });
    expect(step?.oldState?.inputs?.["firewallRules"]).to.deep.include({ "jukinet-cs": "absent" });
  });

  it("applies the new declaration and ends with no change", async () => {
    const up = await project.pulumi("up", "--yes", "--skip-preview");
    expect(up.code, up.stdout + up.stderr).to.equal(0);
    const again = await project.pulumi("preview", "--expect-no-changes");
    expect(again.code, again.stdout).to.equal(0);
  });

  it("shows a machine that is off line as a difference with cause and time, and applies the rest", async () => {
    await project.cut("KITA-T002");
    await project.breakSetting("KITA-T003", "accountLockout.durationMinutes", "30");
    const preview = await project.pulumi("preview", "--diff", "--expect-no-changes");
    expect(preview.code).to.not.equal(0);
    expect(preview.stdout).to.match(
      /reading\s*: "unreachable: WINRM_CONNECT_REFUSED, last read 20\d\d-\d\d-\d\dT[\d:.]+Z" => "complete"/,
    );
    const up = await project.pulumi("up", "--yes", "--skip-preview");
    expect(up.code).to.not.equal(0);
    expect(up.stdout).to.include("KITA-T002: WINRM_CONNECT_REFUSED");
    await project.mend("KITA-T002");
    const again = await project.pulumi("preview", "--expect-no-changes");
    expect(again.code, again.stdout).to.equal(0);
  });

  it("keeps no password, and of the provider only the frozen line, in the state", async () => {
    const { stdout } = await project.pulumi("stack", "export");
    expect(stdout).to.not.match(/password["']?\s*:/i);
    expect(new Set(stdout.match(/"__provider": ".*"/g))).to.have.property("size", 1);
  });
});
