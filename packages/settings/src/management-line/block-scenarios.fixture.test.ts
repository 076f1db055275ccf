import type { DeclaredSettings } from "../areas.js";
import type { LiveMachine } from "./modelled-line.fixture.test.js";

type Rules = NonNullable<DeclaredSettings["firewallRules"]>;

/** A baseline that would cut the controller's line to a machine, and a harmless one beside it. */
export interface LineScenario {
  readonly title: string;
  readonly live?: LiveMachine;
  readonly cuts: DeclaredSettings;
  /** Paths of the refused settings. */
  readonly paths: readonly string[];
  /** What the first refusal says in English. */
  readonly why: RegExp;
  readonly keeps: DeclaredSettings;
  /** Where the neighbour differs in the machine. */
  readonly keepsOn?: LiveMachine;
}

const block = (conditions: Omit<Extract<Rules[string], object>, "action" | "direction"> = {}): DeclaredSettings => ({
  firewallRules: { "no-in": { direction: "in", action: "block", ...conditions } },
});
const no = ["firewallRules.no-in"];

/** A rule that blocks the line. Block wins over allow. */
export const blockScenarios: readonly LineScenario[] = [
  {
    title: "a rule that blocks the WinRM port",
    cuts: block({ protocol: "tcp", localPort: 5985 }),
    paths: no,
    why: /^The rule no-in blocks TCP 5985 from 192\.0\.2\.250 on private, and block wins over allow\.$/,
    keeps: block({ protocol: "tcp", localPort: 3389 }),
  },
  {
    title: "a rule that blocks everything",
    cuts: block(),
    paths: no,
    why: /no-in blocks TCP 5985/,
    keeps: block({ remoteAddress: ["203.0.113.0/24"] }),
  },
  {
    title: "a rule that blocks TCP altogether",
    cuts: block({ protocol: "tcp" }),
    paths: no,
    why: /no-in blocks/,
    keeps: block({ protocol: "udp" }),
  },
  {
    title: "a rule that names TCP by its number",
    cuts: block({ protocol: 6 }),
    paths: no,
    why: /no-in blocks/,
    keeps: block({ protocol: 47 }),
  },
  {
    title: "a rule that blocks a range with the port in it",
    cuts: block({ protocol: "tcp", localPort: "5000-6000" }),
    paths: no,
    why: /no-in blocks/,
    keeps: block({ protocol: "tcp", localPort: "5000-5984" }),
  },
  {
    title: "a rule that blocks several ports",
    cuts: block({ protocol: "tcp", localPort: [135, 445, 5985] }),
    paths: no,
    why: /no-in blocks/,
    keeps: block({ protocol: "tcp", localPort: [135, 445, 5986] }),
  },
  {
    title: "a rule that blocks the controllers' subnet",
    cuts: block({ remoteAddress: ["192.0.2.0/24"] }),
    paths: no,
    why: /no-in blocks/,
    keeps: block({ remoteAddress: ["192.0.2.0/25"] }),
  },
  {
    title: "a rule that blocks a range of addresses up to the controller's",
    cuts: block({ remoteAddress: ["192.0.2.1-192.0.2.250"] }),
    paths: no,
    why: /no-in blocks/,
    keeps: block({ remoteAddress: ["192.0.2.1-192.0.2.249"] }),
  },
  {
    title: "a rule that blocks a subnet given by its mask",
    cuts: block({ remoteAddress: ["192.0.2.240/255.255.255.240"] }),
    paths: no,
    why: /no-in blocks/,
    keeps: block({ remoteAddress: ["192.0.2.224/255.255.255.240"] }),
  },
  {
    title: "a rule that blocks on the profile in use",
    cuts: block({ protocol: "tcp", localPort: 5985, profiles: ["private"] }),
    paths: no,
    why: /on private/,
    keeps: block({ protocol: "tcp", localPort: 5985, profiles: ["domain", "public"] }),
  },
  {
    title: "a rule that blocks the Internet, which may hold the controller",
    cuts: block({ remoteAddress: ["Internet"] }),
    paths: no,
    why: /limited to the remote addresses Internet, and counts to be safe/,
    keeps: block({ remoteAddress: ["Internet"], enabled: false }),
  },
  {
    title: "a rule that blocks the local subnet, in which the controller is",
    live: { address: "192.0.2.241" },
    cuts: block({ remoteAddress: ["LocalSubnet"] }),
    paths: no,
    why: /no-in blocks/,
    keeps: block({ remoteAddress: ["LocalSubnet"] }),
    keepsOn: { address: "198.51.100.7" },
  },
  {
    title: "a rule that blocks the listener's program",
    cuts: block({ program: "System" }),
    paths: no,
    why: /no-in blocks/,
    keeps: block({ program: "C:\\Program Files\\Viewer\\viewer.exe" }),
  },
  {
    title: "a rule that blocks a program which may serve WinRM",
    cuts: block({ program: "%SystemRoot%\\System32\\svchost.exe" }),
    paths: no,
    why: /limited to the program .*svchost\.exe, and counts to be safe/,
    keeps: block({ program: "%SystemRoot%\\System32\\spoolsv.exe" }),
  },
  {
    title: "a rule that blocks the service",
    cuts: block({ service: "WinRM" }),
    paths: no,
    why: /limited to the service winrm, and counts to be safe/,
    keeps: block({ service: "Spooler" }),
  },
  {
    title: "a rule that blocks under a condition which cannot be decided",
    cuts: block({ otherConditions: ["IFType=Lan"] }),
    paths: no,
    why: /conditions that cannot be decided \(IFType=Lan\), and counts to be safe/,
    keeps: { firewallRules: { "no-out": { direction: "out", action: "block", otherConditions: ["IFType=Lan"] } } },
  },
  {
    title: "a rule that blocks the machine's own address",
    cuts: block({ localAddress: ["198.51.100.0/28"] }),
    paths: no,
    why: /no-in blocks/,
    keeps: block({ localAddress: ["203.0.113.9"] }),
  },
  {
    title: "the rule that allowed the line, turned round",
    cuts: { firewallRules: { "winrm-in": { direction: "in", action: "block", protocol: "tcp", localPort: 5985 } } },
    paths: ["firewallRules.winrm-in", "firewallRules.winrm-in"],
    why: /The rule winrm-in blocks/,
    keeps: {
      firewallRules: {
        "winrm-in": {
          direction: "in",
          action: "allow",
          protocol: "tcp",
          localPort: 5985,
          remoteAddress: ["192.0.2.250"],
        },
      },
    },
  },
  {
    title: "a firewall switched on over a block rule of policy",
    live: { local: { PrivateProfile: { EnableFirewall: 0 } }, policyRules: { central: "block in tcp 5985" } },
    cuts: { firewallProfile: { private: { enabled: true } } },
    paths: ["firewallProfile.private.enabled"],
    why: /The rule central of policy blocks/,
    keeps: { firewallProfile: { public: { enabled: true } } },
  },
  {
    title: "a firewall switched on over a local block rule",
    live: {
      local: { PrivateProfile: { EnableFirewall: 0 } },
      rules: { "winrm-in": "allow in tcp 5985", old: "block in any on private" },
    },
    cuts: { firewallProfile: { private: { enabled: true } } },
    paths: ["firewallProfile.private.enabled"],
    why: /The rule old blocks/,
    keeps: { firewallProfile: { private: { enabled: true } }, firewallRules: { old: "absent" } },
  },
];
