import type { DeclaredSettings } from "../areas.js";
import type { LineScenario } from "./block-scenarios.fixture.test.js";

type Rule = Extract<NonNullable<DeclaredSettings["firewallRules"]>[string], object>;

const allow = (conditions: Partial<Rule> = {}): DeclaredSettings => ({
  firewallRules: { "winrm-in": { direction: "in", action: "allow", protocol: "tcp", localPort: 5985, ...conditions } },
});
const rule = ["firewallRules.winrm-in"];
const off = { PrivateProfile: { EnableFirewall: 0 } };
const on: DeclaredSettings = { firewallProfile: { private: { enabled: true } } };
const enabled = ["firewallProfile.private.enabled"];

/** A line that nothing blocks and nothing allows any more. */
export const allowScenarios: readonly LineScenario[] = [
  {
    title: "the removal of the only rule that lets the controller in",
    cuts: { firewallRules: { "winrm-in": "absent" } },
    paths: rule,
    why: /^The rule winrm-in is removed, and no rule allows TCP 5985 from 192\.0\.2\.250 on private\.$/,
    keeps: { firewallRules: { "other-in": "absent" } },
  },
  {
    title: "the removal of that rule by its name in another case",
    cuts: { firewallRules: { "WinRM-In": "absent" } },
    paths: ["firewallRules.WinRM-In"],
    why: /WinRM-In is removed/,
    keeps: { firewallRules: { "WinRM-In-2": "absent" } },
  },
  {
    title: "the rule disabled",
    cuts: allow({ enabled: false }),
    paths: rule,
    why: /winrm-in is disabled/,
    keeps: allow({ enabled: true }),
  },
  {
    title: "the rule on another profile",
    cuts: allow({ profiles: ["domain", "public"] }),
    paths: rule,
    why: /winrm-in applies on domain,public only/,
    keeps: allow({ profiles: ["private"] }),
  },
  {
    title: "remote addresses without the controller",
    cuts: allow({ remoteAddress: ["192.0.2.0/25", "198.51.100.0/24"] }),
    paths: rule,
    why: /winrm-in is limited to the remote addresses 192\.0\.2\.0\/25,198\.51\.100\.0\/24/,
    keeps: allow({ remoteAddress: ["192.0.2.0/25", "192.0.2.250"] }),
  },
  {
    title: "remote addresses that may hold the controller",
    cuts: allow({ remoteAddress: ["Intranet"] }),
    paths: rule,
    why: /limited to the remote addresses Intranet/,
    keeps: allow({ remoteAddress: ["Intranet", "192.0.2.240/28"] }),
  },
  {
    title: "the local subnet alone, in which the controller is not",
    cuts: allow({ remoteAddress: ["LocalSubnet"] }),
    paths: rule,
    why: /limited to the remote addresses LocalSubnet/,
    keeps: allow({ remoteAddress: ["LocalSubnet"] }),
    keepsOn: { address: "192.0.2.241" },
  },
  {
    title: "another WinRM port",
    cuts: allow({ localPort: 15_985 }),
    paths: rule,
    why: /winrm-in is about port 15985/,
    keeps: allow({ localPort: [15_985, 5985] }),
  },
  {
    title: "HTTPS only, while the controller comes over HTTP",
    cuts: allow({ localPort: 5986 }),
    paths: rule,
    why: /winrm-in is about port 5986/,
    keeps: allow({ localPort: "5985-5986" }),
  },
  {
    title: "HTTP only, while the controller comes over HTTPS",
    live: { port: 5986, rules: { "winrm-in": "allow in tcp 5986" } },
    cuts: allow({ localPort: 5985 }),
    paths: rule,
    why: /no rule allows TCP 5986/,
    keeps: allow({ localPort: 5986, remoteAddress: ["192.0.2.240/28"] }),
  },
  {
    title: "a program, which the listener is not",
    cuts: allow({ program: "C:\\Windows\\System32\\wsmprovhost.exe" }),
    paths: rule,
    why: /limited to the program c:\\windows\\system32\\wsmprovhost\.exe/,
    keeps: allow({ program: "System" }),
  },
  {
    title: "a service, which may not be the listener",
    cuts: allow({ service: "WinRM" }),
    paths: rule,
    why: /limited to the service winrm/,
    keeps: allow({ edge: "allow" }),
  },
  {
    title: "the other protocol",
    cuts: allow({ protocol: "udp" }),
    paths: rule,
    why: /is about the protocol udp, not TCP/,
    keeps: { firewallRules: { "winrm-in": { direction: "in", action: "allow", remoteAddress: ["192.0.2.250"] } } },
  },
  {
    title: "the other direction",
    cuts: allow({ direction: "out" }),
    paths: rule,
    why: /is about outbound connections/,
    keeps: {
      firewallRules: { ...allow().firewallRules, "winrm-out": { direction: "out", action: "block", protocol: "tcp" } },
    },
  },
  {
    title: "conditions that cannot be decided",
    cuts: allow({ otherConditions: ["LUAuth=O:LSD:(A;;CC;;;S-1-5-32-544)"] }),
    paths: rule,
    why: /conditions that cannot be decided \(LUAuth/,
    keeps: allow(),
  },
  {
    title: "another address of the machine",
    cuts: allow({ localAddress: ["203.0.113.9"] }),
    paths: rule,
    why: /limited to the local addresses 203\.0\.113\.9/,
    keeps: allow({ localAddress: ["198.51.100.7"] }),
  },
  {
    title: "a source port, which no client keeps",
    cuts: allow({ remotePort: 5985 }),
    paths: rule,
    why: /limited to the source ports 5985/,
    keeps: allow({ remotePort: "0-65535" }),
  },
  {
    title: "the last two rules at once",
    live: { rules: { "winrm-in": "allow in tcp 5985", "WINRM-HTTP-In-TCP": "allow in tcp 5985 program system" } },
    cuts: { firewallRules: { "winrm-in": "absent", "WINRM-HTTP-In-TCP": "absent" } },
    paths: ["firewallRules.WINRM-HTTP-In-TCP", "firewallRules.winrm-in"],
    why: /WINRM-HTTP-In-TCP is removed/,
    keeps: { firewallRules: { "winrm-in": "absent" } },
  },
  {
    title: "Windows' own rule left for the local subnet of a public network",
    live: {
      category: 0,
      rules: {
        "WINRM-HTTP-In-TCP": "allow in tcp 5985 program system on domain,private",
        "WINRM-HTTP-In-TCP-PUBLIC": "allow in tcp 5985 from LocalSubnet program system on public",
        "winrm-in": "allow in tcp 5985",
      },
    },
    cuts: { firewallRules: { "winrm-in": "absent" } },
    paths: rule,
    why: /on public \(WINRM-HTTP-In-TCP applies on domain,private only; WINRM-HTTP-In-TCP-PUBLIC is limited to/,
    keeps: { firewallRules: { "WINRM-HTTP-In-TCP": "absent", "WINRM-HTTP-In-TCP-PUBLIC": "absent" } },
  },
  {
    title: "inbound connections blocked without a rule",
    live: { rules: {}, local: { PrivateProfile: { DefaultInboundAction: 0 } } },
    cuts: { firewallProfile: { private: { enabled: true, inbound: "block" } } },
    paths: ["firewallProfile.private.inbound"],
    why: /^Inbound connections without a rule are blocked on private, and no rule allows/,
    keeps: { firewallProfile: { private: { inbound: "block" } }, ...allow() },
  },
  {
    title: "the firewall switched on without a rule",
    live: { rules: {}, local: off },
    cuts: on,
    paths: enabled,
    why: /^The firewall is switched on for private, and no rule allows/,
    keeps: { ...on, ...allow({ remoteAddress: ["192.0.2.240/28"] }) },
  },
  {
    title: "the firewall switched on with a rule for others",
    live: { rules: {}, local: off },
    cuts: { ...on, ...allow({ remoteAddress: ["10.0.0.0/8"] }) },
    paths: enabled,
    why: /\(winrm-in is limited to the remote addresses 10\.0\.0\.0\/8\)/,
    keeps: { firewallProfile: { private: { outbound: "block", logDropped: true } } },
  },
  {
    title: "a policy that voids local rules on the profile in use",
    live: { local: off, policy: { PrivateProfile: { AllowLocalPolicyMerge: 0 } } },
    cuts: { ...on, ...allow() },
    paths: enabled,
    why: /winrm-in is a local rule, which policy ignores on private \(AllowLocalPolicyMerge=0\)/,
    keeps: { ...on, ...allow() },
    keepsOn: { local: off, policy: { PublicProfile: { AllowLocalPolicyMerge: 0 } } },
  },
  {
    title: "a policy that voids local rules, with a rule of its own for another port",
    live: {
      local: off,
      policy: { PrivateProfile: { AllowLocalPolicyMerge: 0 } },
      policyRules: { central: "allow in tcp 5986" },
    },
    cuts: { ...on, ...allow() },
    paths: enabled,
    why: /central is about port 5986|winrm-in is a local rule/,
    keeps: on,
    keepsOn: {
      local: off,
      policy: { PrivateProfile: { AllowLocalPolicyMerge: 0 } },
      policyRules: { central: "allow in tcp 5985" },
    },
  },
  {
    title: "a firewall switched on that knows no exceptions",
    live: { local: { PrivateProfile: { EnableFirewall: 0, DoNotAllowExceptions: 1 } } },
    cuts: on,
    paths: enabled,
    why: /every inbound connection is blocked, allowed or not \(DoNotAllowExceptions=1\)/,
    keeps: on,
    keepsOn: { local: { PrivateProfile: { EnableFirewall: 0, DoNotAllowExceptions: 0 } } },
  },
  {
    title: "a rule for one profile while nobody knows which one is in use",
    live: { category: null },
    cuts: allow({ profiles: ["private", "domain"] }),
    paths: rule,
    why: /on public/,
    keeps: allow({ profiles: ["private", "domain", "public"] }),
  },
  {
    title: "a rule of IPv4 addresses while the controller has an IPv6 address",
    live: {
      controller: "2001:db8::250",
      address: "2001:db8:1::7",
      rules: { "winrm-in": "allow in tcp 5985" },
    },
    cuts: allow({ remoteAddress: ["192.0.2.240/28"] }),
    paths: rule,
    why: /no rule allows TCP 5985 from 2001:db8::250/,
    keeps: allow({ remoteAddress: ["192.0.2.240/28", "2001:db8::/64"] }),
  },
  {
    title: "the profile of the domain, on a machine of the domain",
    live: { category: 2, local: { DomainProfile: { EnableFirewall: 0 } }, rules: {} },
    cuts: { firewallProfile: { domain: { enabled: true } } },
    paths: ["firewallProfile.domain.enabled"],
    why: /switched on for domain/,
    keeps: { firewallProfile: { private: { enabled: true }, public: { enabled: true, inbound: "block" } } },
  },
];
