import { expect } from "chai";

import { JudgedPart } from "../judging/judged-part.fixture.test.js";
import { oraclePortClosed } from "./oracle-port-closed.js";

describe("the default port of Oracle", () => {
  const part = new JudgedPart(oraclePortClosed, {
    oracleConnectionRestriction: {
      defaultPort: { probe: "port", protocol: "tcp", port: 1521, read: "state", expect: "not-listening" },
    },
    listeningPorts: { "tcp 1521": "absent", "tcp 443": { reach: "network" } },
    firewallRules: {
      "ap-in": { direction: "in", action: "allow", protocol: "tcp", localPort: 443 },
      ...{ furui: "absent", "*": "disabled" },
    },
  });
  const rule = (line: string, parameters = {}) =>
    part.found({ held: { "firewall-rules": { "ap-in": line } }, parameters });

  it("keeps to the rules of every part", () => {
    part.keepsTheRules();
  });

  it("fails whatever listens on it, and asks about no other port", () => {
    expect(part.found({ held: { "listening-ports": { "tcp 1521": "reach loopback" } } })).to.deep.equal([
      "fail listening-ports tcp 1521",
    ]);
    expect(part.found({ held: { "listening-ports": { "tcp 443": "absent" } } })).to.deep.equal([]);
    expect(part.found({ declared: { "listening-ports": { "tcp 1521": undefined } } })).to.deep.equal([
      "unknown listening-ports tcp 1521",
    ]);
    const held = {
      "oracle-connection-restriction": { defaultPort: "listening via port protocol tcp, port 1521, read state" },
    };
    expect(part.found({ held })).to.deep.equal(["fail oracle-connection-restriction defaultPort"]);
  });

  it("fails a rule that lets it in, in whatever words", () => {
    for (const line of [
      "allow in tcp 1521",
      "allow in tcp 1500-1600",
      "allow in tcp 443,1521",
      "allow in tcp",
      "allow in any",
    ]) {
      expect(rule(line), line).to.deep.equal(["fail firewall-rules ap-in"]);
    }
  });

  it("passes rules that do not", () => {
    for (const line of [
      "allow in tcp 1520",
      "allow in tcp 1522-1600",
      "allow in tcp 1000-1520",
      "allow in tcp RPC",
      "allow in udp 1521",
      "disabled allow in tcp 1521",
      "allow out tcp 1521",
      "block in tcp 1521",
      "absent",
    ]) {
      expect(rule(line), line).to.deep.equal([]);
    }
  });

  it("asks about the port that the user sets", () => {
    expect(rule("allow in tcp 1600", { oracleDefaultPort: 1600 })).to.include("fail firewall-rules ap-in");
  });
});
