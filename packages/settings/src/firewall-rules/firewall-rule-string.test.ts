import { expect } from "chai";
import fc from "fast-check";

import { anyWritableRule } from "./any-firewall-rule.fixture.test.js";
import { toParameters } from "./firewall-rule-cmdlet.js";
import { toRule } from "./firewall-rule-declared.js";
import { encodeRule } from "./firewall-rule-encoding.live.js";
import { formatFirewallRule, parseFirewallRule } from "./firewall-rule-line.js";
import { parseWindowsRule, RuleUnparsable } from "./firewall-rule-string.js";

/** Rules as they ship with Windows 10, 11 and Server, and as tools have written them. */
const REAL_RULES = {
  "v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|Profile=Domain|Profile=Private|LPort=5985|App=System|Name=@FirewallAPI.dll,-30253|Desc=@FirewallAPI.dll,-30256|EmbedCtxt=@FirewallAPI.dll,-30267|":
    "allow in tcp 5985 program system on domain,private",
  "v2.20|Action=Allow|Active=TRUE|Dir=In|Protocol=6|Profile=Public|LPort=5985|RA4=LocalSubnet|RA6=LocalSubnet|App=System|Name=@FirewallAPI.dll,-30253|Desc=@FirewallAPI.dll,-30256|EmbedCtxt=@FirewallAPI.dll,-30267|":
    "allow in tcp 5985 from LocalSubnet program system on public",
  "v2.33|Action=Allow|Active=TRUE|Dir=Out|Protocol=17|LPort=68|RPort=67|App=%SystemRoot%\\system32\\svchost.exe|Svc=dhcp|Name=@FirewallAPI.dll,-25302|Desc=@FirewallAPI.dll,-25303|EmbedCtxt=@FirewallAPI.dll,-25000|":
    "allow out udp 67 from-port 68 program %systemroot%\\system32\\svchost.exe service dhcp",
  "v2.33|Action=Block|Active=TRUE|Dir=In|Protocol=6|LPort2_10=IPTLSIn|LPort2_10=IPHTTPSIn|App=System|Name=@FirewallAPI.dll,-25426|Desc=@FirewallAPI.dll,-25428|EmbedCtxt=@FirewallAPI.dll,-25000|":
    "block in tcp IPHTTPSIn program system",
  "v2.33|Action=Block|Active=TRUE|Dir=In|Protocol=58|ICMP6=2:*|App=System|Name=@FirewallAPI.dll,-25001|Desc=@FirewallAPI.dll,-25007|EmbedCtxt=@FirewallAPI.dll,-25000|Edge=TRUE|":
    "block in icmpv6 type 2 program system edge allow",
  "v2.33|Action=Allow|Active=TRUE|Dir=In|Protocol=6|App=%SystemRoot%\\system32\\RdpSa.exe|Name=@FirewallAPI.dll,-28778|Desc=@FirewallAPI.dll,-28779|EmbedCtxt=@FirewallAPI.dll,-28752|Edge=TRUE|Defer=App|":
    "allow in tcp program %systemroot%\\system32\\rdpsa.exe edge defer-to-app",
  "v2.33|Action=Block|Active=TRUE|Dir=In|Protocol=17|Profile=Public|LPort2_20=Ply2Disc|App=%SystemRoot%\\system32\\svchost.exe|Svc=ssdpsrv|Name=@FirewallAPI.dll,-36104|Desc=@FirewallAPI.dll,-36105|EmbedCtxt=@FirewallAPI.dll,-36001|":
    "block in udp PlayToDiscovery program %systemroot%\\system32\\svchost.exe service ssdpsrv on public",
  "v2.33|Action=Allow|Active=FALSE|Dir=Out|Protocol=6|RPort=80|RPort=443|App=SYSTEM|Name=@peerdistsh.dll,-10006|Desc=@peerdistsh.dll,-11006|EmbedCtxt=@peerdistsh.dll,-9003|":
    "disabled allow out tcp 80,443 program system",
  "v2.31|Action=Block|Active=TRUE|Dir=In|Protocol=6|LPort2_10=1-66|LPort2_10=69-55554|LPort2_10=55556-65535|Name=TCP|EmbedCtxt=G|":
    "block in tcp 1-66,69-55554,55556-65535",
  "v2.32|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=3241|LA4=10.0.0.1|RA4=10.0.0.0/255.255.255.0|Name=session|":
    "allow in tcp 3241 from 10.0.0.0/24 to 10.0.0.1",
  "v2.26|Action=Block|Active=TRUE|Dir=Out|RA42=IntErnet|RA62=IntErnet|Name=Block|Desc=Block|AppPkgId=S-1-15-2-1861897761|Platform=2:6:2|Platform2=GTEQ|":
    "block out any to Internet {AppPkgId=S-1-15-2-1861897761|Platform2=GTEQ|Platform=2:6:2}",
  "v2.33|Action=Block|Active=TRUE|Dir=In|Profile=Domain|Profile=Private|Name=@{A?ms-resource://A/b}|Desc=@{A?ms-resource://A/b}|PFN=A_cw5n|LUOwn=S-1-5-18|EmbedCtxt=@{A?ms-resource://A/b}|":
    "block in any on domain,private {LUOwn=S-1-5-18|PFN=A_cw5n}",
  "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=41|App=System|Name=@FirewallAPI.dll,-25351|RA4=LocalSubnet|RA6=LocalSubnet|":
    "allow in protocol 41 from LocalSubnet program system",
};

const START = "v2.31|Action=Allow|Active=TRUE|Dir=In|";

function line(text: string): string {
  return formatFirewallRule(parseWindowsRule(text));
}

describe("rule string of Windows", () => {
  it("becomes the canonical line for rules of real machines", () => {
    for (const [text, canonical] of Object.entries(REAL_RULES)) expect(line(text)).to.equal(canonical);
  });

  it("becomes the same line whatever its version, display texts, group and order of fields", () => {
    const one =
      "v2.10|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=80|LPort=443|RA4=10.0.0.0/8|Name=a|Desc=b|EmbedCtxt=c|";
    const other =
      "v2.33|Dir=In|LPort=443|RA4=10.0.0.0/255.0.0.0|LPort2_10=80-80|Protocol=6|Active=TRUE|Action=Allow|Name=業務|";
    expect(line(one)).to.equal(line(other));
  });

  it("keeps fields without a word here verbatim, also where they mean nothing for the protocol", () => {
    expect(line(`${START}LUAuth=O:LSD:(A;;CC;;;S-1-1-0)|LPort=80|Security2_9=An, b|`)).to.equal(
      "allow in any {LPort=80|LUAuth=O:LSD:(A;;CC;;;S-1-1-0)|Security2_9=An, b}",
    );
    expect(line("v2.31|Action=Allow|Active=TRUE|Dir=Out|Edge=TRUE|")).to.equal("allow out any {Edge=TRUE}");
  });

  it("keeps every field of the published grammar that has no word here, and those of grammars to come", () => {
    const keys =
      "Security Security2_9 Security2 IF IFType LSM Platform Platform2 RMauth RUAuth AuthByPassOut SkipVer LOM PCross";
    const newer = "LUAuth LUAuth2_24 LUOwn AppPkgId TTK TTK2_22 TTK2_27 TTK2_28 NNm SecurityRealmId PFN NotYet9_9";
    for (const key of `${keys} ${newer}`.split(" ")) {
      const text = line(`${START}${key}=a=b, {c}|`);
      expect(text).to.equal(`allow in any {${key}=a=b, {c}}`);
      expect(formatFirewallRule(parseFirewallRule(text))).to.equal(text);
    }
  });

  it("reads a subnet alike as prefix and as mask, and ports alike however they are cut into ranges", () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 1, max: 31 }), (address, prefix) => {
        const mask = [0, 8, 16, 24].map((from) => 256 - 2 ** (8 - Math.min(8, Math.max(0, prefix - from)))).join(".");
        expect(line(`${START}RA4=${address}/${mask}|`)).to.equal(line(`${START}RA4=${address}/${String(prefix)}|`));
      }),
    );
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { minLength: 2 }), (ports) => {
        const single = ports.map((port) => `LPort=${String(port)}|`).join("");
        const ranges = ports.map((port) => `LPort2_10=${String(port)}-${String(port)}|`).reverse();
        expect(line(`${START}Protocol=6|${single}`)).to.equal(line(`${START}Protocol=6|${ranges.join("")}`));
      }),
    );
  });

  it("limits a keyword to the family of its key", () => {
    expect(line(`${START}RA4=LocalSubnet|RA62=IntErnet|`)).to.equal("allow in any from Internet6,LocalSubnet4");
  });

  it("takes a rule without Active as disabled and Defer=User as the user's decision", () => {
    expect(line("v2.31|Action=Allow|Dir=In|Defer=User|")).to.equal("disabled allow in any edge defer-to-user");
  });

  it("is refused where a known key holds a value of unknown meaning", () => {
    const wrong = ["", "Action=Allow|Dir=In|", "v2|Action=Allow|Dir=In|", "v2.31|Dir=In|", "v2.31|Action=Allow|"];
    wrong.push(
      "v2.31|Action=ByPass|Active=TRUE|Dir=In|",
      `${START}Dir=Out|`,
      `${START}Protocol=999|`,
      `${START}Protocol=6|LPort=mDNS|`,
    );
    wrong.push(
      `${START}Profile=Home|`,
      `${START}RA4=nowhere|`,
      `${START}RA4=Any|`,
      `${START}RA4=|`,
      `${START}stray|`,
      `${START}App=a"b|`,
    );
    wrong.push(
      `${START}Protocol=1|ICMP4=8|`,
      `${START}Edge=yes|`,
      `${START}Defer=Me|`,
      `${START}Name=a\nb|`,
      "v2.31|Action=allow|Dir=In|",
    );
    for (const text of wrong) expect(() => parseWindowsRule(text), text).to.throw(RuleUnparsable);
  });

  it("holds after a write the rule that was to be written", () => {
    fc.assert(
      fc.property(anyWritableRule, anyWritableRule, (declared, before) => {
        const texts = { DisplayName: "n", Group: "kijun" };
        const rule = toRule(declared);
        const written = encodeRule("", toParameters(rule), texts);
        expect(parseWindowsRule(written)).to.deep.equal(rule);
        const other = encodeRule(
          "",
          toParameters({ ...toRule(before), protocol: rule.protocol, direction: rule.direction }),
          texts,
        );
        expect(encodeRule(other, toParameters(rule))).to.equal(written);
      }),
    );
  });
});
