import { expect } from "chai";
import fc from "fast-check";

import { machine } from "../form/machine-states.js";
import { canonicalPeers } from "./time-peers.js";
import { timeService } from "./time-service.js";
import { timeServiceLive } from "./time-service.live.js";
import { declarationIssues } from "../declaration-issues.fixture.test.js";

const peer = fc.tuple(
  fc.constantFrom("ntp.example.jp", "NTP.Example.JP", "192.0.2.200", "2001:DB8::7b", "０１", "x,"),
  fc.constantFrom("", ",0x9", ",0X09", ",0xA", ",9"),
);

describe("time-service", () => {
  it("spells equal lists of servers alike, and an alike spelling again alike", () => {
    expect(canonicalPeers(" NTP.Example.JP,0x09   192.0.2.200 ")).to.equal("ntp.example.jp,0x9 192.0.2.200");
    expect(canonicalPeers("ntp.example.jp,0×9")).to.equal("ntp.example.jp,0×9");
    fc.assert(
      fc.property(fc.array(peer), (peers) => {
        const list = canonicalPeers(peers.map((parts) => parts.join("")).join("  "));
        expect(canonicalPeers(list)).to.equal(list);
      }),
    );
  });

  it("declares a list in the one spelling", () => {
    expect(timeService.format({ servers: "NTP.Example.jp,0x0B" })).to.deep.equal({ servers: "ntp.example.jp,0xb" });
  });

  it("refuses lists that the service would not understand, with the part that is wrong", () => {
    expect(declarationIssues("timeService", { servers: "" })[0]).to.include(
      "timeService.servers: must be names or addresses",
    );
    expect(declarationIssues("timeService", { servers: "a.example.jp;b.example.jp" })[0]).to.include(
      '"a.example.jp;b.example.jp" is not',
    );
    expect(declarationIssues("timeService", { servers: "ntp.example.jp,0x19" })[0]).to.include(
      '"ntp.example.jp,0x19" is not',
    );
    expect(declarationIssues("timeService", { servers: "ntp.example.jp NTP.example.jp,0x1" })[0]).to.equal(
      'timeService.servers: must name each server once; "ntp.example.jp" is there twice',
    );
  });

  it("refuses servers that nobody asks and poll intervals the wrong way round", () => {
    expect(declarationIssues("timeService", { type: "NoSync", servers: "192.0.2.200" })[0]).to.include(
      "timeService.servers: is not asked",
    );
    expect(declarationIssues("timeService", { type: "AllSync", servers: "192.0.2.200" })).to.deep.equal([]);
    expect(declarationIssues("timeService", { minPollInterval: 10, maxPollInterval: 6 })[0]).to.include(
      "timeService.minPollInterval: ",
    );
  });

  it("reports what a running service has not taken, and the values are stored all the same", () => {
    const state = machine({ timeService: { updateExit: 5 } });
    const desired = timeService.format({ type: "NTP", specialPollSeconds: 3600 });
    const all = timeService.toWindows(desired, [[]]);
    expect(timeServiceLive.write(state, all).map(({ key, code }) => `${key} ${code}`)).to.deep.equal([
      "type NOT_YET_IN_EFFECT",
      "specialPollSeconds NOT_YET_IN_EFFECT",
    ]);
    expect(
      timeService.fromWindows(timeServiceLive.read(state, timeService.readRequest(desired)), desired),
    ).to.deep.equal(desired);
    expect(timeServiceLive.write(state, all)).to.deep.equal([]);
  });

  it("calls it weakening to have no time source, and does not know of two others", () => {
    expect(timeService.direction(["type"], "NTP", "NoSync")).to.equal("weakening");
    expect(timeService.direction(["type"], "NoSync", "NT5DS")).to.equal("hardening");
    expect(timeService.direction(["type"], "NTP", "NT5DS")).to.equal("unknown");
    expect(timeService.direction(["type"], "absent", "NTP")).to.equal("unknown");
    expect(timeService.direction(["client"], "absent", false)).to.equal("weakening");
    expect(timeService.direction(["server"], false, true)).to.equal("weakening");
  });
});
