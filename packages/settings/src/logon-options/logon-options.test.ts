import { expect } from "chai";

import { machine } from "../form/machine-states.js";
import type { Registry } from "../form/windows-state.js";
import { logonOptionsLive } from "./logon-options.live.js";
import { logonOptions } from "./logon-options.js";
import { declarationIssues } from "../declaration-issues.fixture.test.js";

const SYSTEM = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\System";
const WINLOGON = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon";

function liveOf(registry: Registry, declared: object) {
  const desired = logonOptions.format(declared);
  const facts = logonOptionsLive.read(machine({ registry }), logonOptions.readRequest(desired));
  return logonOptions.fromWindows(facts, desired);
}

describe("logon-options", () => {
  it("writes numbers of Winlogon as text, as Windows keeps them", () => {
    const state = machine();
    const desired = logonOptions.format({ cachedLogons: 4, screenSaverGraceSeconds: 0, requireCtrlAltDel: true });
    logonOptionsLive.write(state, logonOptions.toWindows(desired, [[]]));
    expect(state.registry).to.deep.equal({
      [WINLOGON]: {
        CachedLogonsCount: { kind: "String", value: "4" },
        ScreenSaverGracePeriod: { kind: "String", value: "0" },
      },
      [SYSTEM]: { DisableCAD: { kind: "DWord", value: 0 } },
    });
  });

  it("shows a notice of several lines in one, which nobody can declare", () => {
    const registry = { [SYSTEM]: { legalnoticetext: { kind: "String", value: "業務専用\r\n私用禁止" } } } as const;
    expect(liveOf(registry, { legalNoticeText: "業務専用" })).to.deep.equal({
      legalNoticeText: '"業務専用\\r\\n私用禁止"',
    });
    for (const text of ["業務専用\n私用禁止", '"注意', "absent"])
      expect(declarationIssues("logonOptions", { legalNoticeText: text })[0], text).to.include(
        "logonOptions.legalNoticeText: must be one line",
      );
  });

  it("refuses a title over nothing, prompts without UAC, and a limit of nought", () => {
    expect(declarationIssues("logonOptions", { legalNoticeCaption: "注意", legalNoticeText: "" })[0]).to.include(
      "logonOptions.legalNoticeText: ",
    );
    expect(declarationIssues("logonOptions", { uac: false, userPrompt: "deny" })[0]).to.equal(
      "logonOptions.userPrompt: has no effect while uac is false",
    );
    expect(declarationIssues("logonOptions", { inactivityLimitSeconds: 0 })[0]).to.include(
      "logonOptions.inactivityLimitSeconds: ",
    );
    expect(declarationIssues("logonOptions", { uac: false })).to.deep.equal([]);
  });

  it("orders limits and prompts by safety", () => {
    const cases = [
      ["inactivityLimitSeconds", "absent", 900, "hardening"],
      ["inactivityLimitSeconds", 0, 900, "hardening"],
      ["inactivityLimitSeconds", 600, 900, "weakening"],
      ["cachedLogons", "absent", 4, "hardening"],
      ["screenSaverGraceSeconds", "absent", 5, "neutral"],
      ["adminPrompt", "absent", "consent-on-secure-desktop", "hardening"],
      ["adminPrompt", "credentials", "consent", "weakening"],
      ["userPrompt", "credentials", "deny", "hardening"],
      ["uac", "absent", false, "weakening"],
      ["legalNoticeText", "absent", "業務専用", "unknown"],
    ] as const;
    for (const [name, live, desired, direction] of cases)
      expect(logonOptions.direction([name], live, desired), `${name} ${String(live)}`).to.equal(direction);
  });
});
