import { expect } from "chai";
import fc from "fast-check";

import { anyAddress, anyPort, anyRule } from "./any-firewall-rule.fixture.test.js";
import { formatAddresses, parseAddresses } from "./firewall-address.js";
import { formatPorts, parsePorts } from "./firewall-port.js";
import { toRule } from "./firewall-rule-declared.js";
import { formatFirewallRule, parseFirewallRule } from "./firewall-rule-line.js";
import type { DeclaredFirewallRule } from "./firewall-rule-schema.js";

const base = { direction: "in", action: "allow", protocol: "tcp" } as const;

function line(declared: DeclaredFirewallRule): string {
  return formatFirewallRule(toRule(declared));
}

function addresses(...texts: string[]): string {
  return formatAddresses(parseAddresses(texts)).join(",");
}

function ports(...texts: (string | number)[]): string {
  return formatPorts(parsePorts(texts.map(String))).join(",");
}

describe("canonical line of a firewall rule", () => {
  it("reads as a sentence in the direction of the packet", () => {
    expect(line({ ...base, localPort: 443, remoteAddress: ["10.1.0.0/16"], profiles: ["private", "domain"] })).to.equal(
      "allow in tcp 443 from 10.1.0.0/16 on domain,private",
    );
    const out = { direction: "out", action: "block", protocol: "udp" } as const;
    expect(
      line({ ...out, remotePort: 53, localPort: 1024, remoteAddress: ["10.0.0.5"], localAddress: ["10.0.0.9"] }),
    ).to.equal("block out udp 53 from 10.0.0.9 from-port 1024 to 10.0.0.5");
    expect(line({ direction: "in", action: "allow", protocol: 47, enabled: false })).to.equal(
      "disabled allow in protocol 47",
    );
    expect(
      line({ direction: "in", action: "allow", protocol: "icmpv4", icmpType: [8, "3:4"], edge: "allow" }),
    ).to.equal("allow in icmpv4 type 3:4,8 edge allow");
    expect(
      line({ ...base, program: "C:\\Program Files\\A.exe", service: "WinRM", otherConditions: ["Platform=2:6:2"] }),
    ).to.equal('allow in tcp program "c:\\program files\\a.exe" service winrm {Platform=2:6:2}');
  });

  it("parses to the rule that it was made from", () => {
    fc.assert(
      fc.property(anyRule, (declared) => {
        const rule = toRule(declared);
        expect(parseFirewallRule(formatFirewallRule(rule))).to.deep.equal(rule);
      }),
    );
  });

  it("carries the profiles on which policy ignores the rule", () => {
    const rule = { ...toRule({ ...base, localPort: 443 }), ignoredOn: ["public" as const] };
    expect(formatFirewallRule(rule)).to.equal("allow in tcp 443 ignored-on public");
    expect(parseFirewallRule("allow in tcp 443 ignored-on public")).to.deep.equal(rule);
  });

  it("is refused where it is no rule", () => {
    const wrong = [
      "absent",
      "unreadable: RULE_UNPARSABLE",
      "",
      "allow",
      "allow in",
      "allow in sctp",
      "permit in tcp 1",
    ];
    wrong.push(
      "allow in tcp 443 nonsense",
      "allow in tcp from",
      "allow in tcp on domain on public",
      "allow in tcp on home",
    );
    wrong.push(
      "allow in tcp 70000",
      "allow in tcp from 10.0.0.0/33",
      "allow in protocol 300",
      'allow in tcp program "c:\\a',
    );
    for (const text of wrong) expect(() => parseFirewallRule(text), text).to.throw(TypeError);
  });

  it("says the same for a protocol by number and by name, and for what means any", () => {
    expect(line({ ...base, protocol: 6, localPort: 80 })).to.equal(line({ ...base, localPort: 80 }));
    const any = { direction: "in", action: "allow" } as const;
    expect(line({ ...any, protocol: "any", profiles: ["public", "domain", "private"], enabled: true })).to.equal(
      line(any),
    );
    expect(line({ ...base, localPort: "0-65535", remotePort: "Any", remoteAddress: ["Any"], program: "Any" })).to.equal(
      line(base),
    );
    expect(line({ ...base, remoteAddress: ["0.0.0.0/0", "::/0"] })).to.equal(line(base));
    expect(line({ direction: "in", action: "allow", protocol: "icmpv6", icmpType: [128, "128:0"] })).to.equal(
      "allow in icmpv6 type 128",
    );
  });

  it("says the same for programs and services in any case, and keeps environment variables", () => {
    expect(line({ ...base, program: "%SYSTEMROOT%\\A.EXE", service: "RPCSS" })).to.equal(
      "allow in tcp program %systemroot%\\a.exe service rpcss",
    );
  });
});

describe("addresses of a firewall rule", () => {
  it("are the same text for a prefix, a mask, host bits and a range", () => {
    for (const text of ["10.1.0.0/16", "10.1.0.0/255.255.0.0", "10.1.2.3/16", "10.1.0.0-10.1.255.255"]) {
      expect(addresses(text)).to.equal("10.1.0.0/16");
    }
    expect(addresses("10.0.0.128/25", "10.0.0.0/25")).to.equal("10.0.0.0/24");
    expect(addresses("10.0.0.1/32", "10.0.0.3", "10.0.0.2-10.0.0.2")).to.equal("10.0.0.1-10.0.0.3");
  });

  it("write IPv6 as in RFC 5952", () => {
    expect(addresses("2001:0DB8:0:0:0:0:0:1")).to.equal("2001:db8::1");
    expect(addresses("FE80::/64", "::1", "1:0:0:2::3", "1:2:3:4:5:6:7:0")).to.equal(
      "::1,1:0:0:2::3,1:2:3:4:5:6:7:0,fe80::/64",
    );
    expect(addresses("0:0:1:0:0:0:1:1", "1:0:0:1:0:0:1:1", "::ffff:10.0.0.1")).to.equal(
      "::ffff:a00:1,0:0:1::1:1,1::1:0:0:1:1",
    );
  });

  it("join the two families of a keyword and keep a single one", () => {
    expect(addresses("localsubnet4", "LocalSubnet6", "10.0.0.1", "IntErnet6")).to.equal(
      "10.0.0.1,Internet6,LocalSubnet",
    );
    expect(addresses("RmtIntrAnet")).to.equal("IntranetRemoteAccess");
    expect(addresses("0.0.0.0/0", "DNS")).to.equal("0.0.0.0/0,DNS6");
  });

  it("are the same text in any order, however often they are said", () => {
    const list = fc.array(anyAddress, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(list, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (texts, order) => {
        const canonical = addresses(...texts);
        const keys = new Map(texts.map((text) => [text, order.next().value as number]));
        const shuffled = [...texts, ...texts].sort((left, right) => (keys.get(left) ?? 0) - (keys.get(right) ?? 0));
        expect(addresses(...shuffled)).to.equal(canonical);
        if (canonical !== "") expect(addresses(...canonical.split(","))).to.equal(canonical);
      }),
    );
  });

  it("are refused where they are none", () => {
    for (const text of [
      "10.0.0",
      "10.0.0.0/33",
      "10.0.0.0/255.0.255.0",
      "10.0.0.9-10.0.0.1",
      "10.0.0.1-::1",
      "fe80::1%3",
      "fe80::/129",
      "host",
      "",
      "::1/ffff::",
    ]) {
      expect(() => addresses(text), text).to.throw(TypeError);
    }
  });
});

describe("ports of a firewall rule", () => {
  it("are the same text in any order, joined and merged", () => {
    expect(ports(443, 80, "81-90", "85-100", "RPC-EPMap", "rpc")).to.equal("80-100,443,RPC,RPCEPMap");
    fc.assert(
      fc.property(fc.array(anyPort, { minLength: 1, maxLength: 8 }), (texts) => {
        const canonical = ports(...texts);
        expect(ports(...texts.toReversed(), ...texts)).to.equal(canonical);
        if (canonical !== "") expect(ports(...canonical.split(","))).to.equal(canonical);
      }),
    );
  });

  it("are refused where they are none", () => {
    for (const text of ["65536", "9-8", "http", "", "1-", "-1", "1,2"])
      expect(() => ports(text), text).to.throw(TypeError);
  });
});
