import { expect } from "chai";

import { machine } from "../form/machine-states.js";
import { eventLog } from "./event-log.js";
import { eventLogLive } from "./event-log.live.js";
import type { EventLogState } from "./event-log.live.js";
import { declarationIssues } from "../declaration-issues.fixture.test.js";

const usual: EventLogState = { enabled: true, maximumSizeBytes: 20_971_520, mode: 0 };

describe("event-log", () => {
  it("refuses sizes that Windows would round or not take, and unknown words", () => {
    expect(declarationIssues("eventLog", { Security: { maxSizeKiB: 20_000 } })[0]).to.include(
      "eventLog.Security.maxSizeKiB: ",
    );
    expect(declarationIssues("eventLog", { Security: { maxSizeKiB: 512 } })[0]).to.include(
      "eventLog.Security.maxSizeKiB: ",
    );
    expect(declarationIssues("eventLog", { Security: { whenFull: "rotate" } })[0]).to.include(
      "eventLog.Security.whenFull: ",
    );
    expect(declarationIssues("eventLog", { Security: {} })[0]).to.equal(
      "eventLog.Security: must declare at least one setting",
    );
    expect(declarationIssues("eventLog", { "*": { enabled: true } })[0]).to.include("must be the name of a log");
  });

  it("reads a log that is not there as absent and one that is denied as unreadable", () => {
    const desired = eventLog.format({ Security: { maxSizeKiB: 1024 }, None: { enabled: true } });
    const state = machine({ eventLogs: { Security: { ...usual, denied: true } } });
    expect(eventLog.fromWindows(eventLogLive.read(state, eventLog.readRequest(desired)), desired)).to.deep.equal({
      Security: { maxSizeKiB: "unreadable: ACCESS_DENIED (UnauthorizedAccessException)" },
      None: { enabled: "absent" },
    });
  });

  it("writes the settings of a log that differ and no others", () => {
    const desired = eventLog.format({ Security: { maxSizeKiB: 1024, whenFull: "archive" }, System: { enabled: true } });
    expect(eventLog.toWindows(desired, [["Security", "whenFull"]])).to.deep.equal({
      logs: { Security: { LogMode: { key: "Security.whenFull", value: 1 } }, System: {} },
    });
  });

  it("calls a larger log, one that is on and one that archives hardening", () => {
    const direction = (setting: string, live: string | number | boolean, desired: string | number | boolean) =>
      eventLog.direction(["Security", setting], live, desired);
    expect(direction("maxSizeKiB", 20_480, 196_608)).to.equal("hardening");
    expect(direction("enabled", true, false)).to.equal("weakening");
    expect(direction("whenFull", "overwrite", "archive")).to.equal("hardening");
    expect(direction("whenFull", "archive", "keep")).to.equal("weakening");
    expect(direction("whenFull", "overwrite", "keep")).to.equal("unknown");
    expect(direction("maxSizeKiB", "absent", 20_480)).to.equal("unknown");
  });
});
