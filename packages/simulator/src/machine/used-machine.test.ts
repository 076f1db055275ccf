import { KijunError } from "@kijun/core";
import { answerModelled } from "@kijun/agent/modelled";
import { expect } from "chai";

import { readSettings } from "../fleet/state/machine-settings.js";
import { usedMachine } from "./used-machine.js";
import type { MachineOrigin } from "./used-machine.js";

const terminal: MachineOrigin = {
  computerName: "KITA-T001",
  role: "terminal",
  operatingSystem: "Windows 11 Pro 24H2",
  locale: "ja-JP",
  seed: "KITA-T001",
};
const server: MachineOrigin = {
  ...terminal,
  role: "communication-server",
  operatingSystem: "Windows Server 2022 Standard",
};
const directoryServer: MachineOrigin = {
  ...terminal,
  role: "active-directory-server",
  operatingSystem: "Windows Server 2016 Standard",
};

const FIREWALL = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy";

function rulesOf(origin: MachineOrigin): Map<string, string> {
  const rules = usedMachine(origin).registry[`${FIREWALL}\\FirewallRules`] ?? {};
  return new Map(Object.entries(rules).map(([name, { value }]) => [name, String(value)]));
}

/** Twenty machines of one kind, to tell what holds for all from what chance gives to some. */
function several(origin: MachineOrigin): MachineOrigin[] {
  return Array.from({ length: 20 }, (_, index) => ({ ...origin, seed: `seed ${index}` }));
}

describe("usedMachine", () => {
  it("makes the same machine from the same seed, and another one from another", () => {
    expect(usedMachine(terminal)).to.deep.equal(usedMachine(terminal));
    const guids = new Set(several(terminal).map((origin) => usedMachine(origin).machineGuid));
    expect(guids).to.have.property("size", 20);
  });

  it("survives JSON unchanged", () => {
    const machine = usedMachine(server);
    expect(JSON.parse(JSON.stringify(machine))).to.deep.equal(machine);
  });

  for (const [name, build, ruleVersion] of [
    ["Windows 11 Pro (64bit)", /^26100\.\d+$/, "v2.33"],
    ["Windows 11 Pro 24H2", /^26100\.\d+$/, "v2.33"],
    ["Windows 11 Pro 23H2", /^22631\.\d+$/, "v2.32"],
    ["Windows 10 Pro (64bit)", /^19045\.\d+$/, "v2.31"],
    ["Windows Server 2022 Standard", /^20348\.\d+$/, "v2.31"],
    ["Windows Server 2016 Standard", /^14393\.\d+$/, "v2.26"],
  ] as const) {
    it(`gives ${name} its build and the version of its own firewall rules`, () => {
      const origin = { ...terminal, operatingSystem: name };
      expect(usedMachine(origin).build).to.match(build);
      const own = [...rulesOf(origin)].find(([rule]) => rule.startsWith("{"))?.[1];
      expect(own).to.match(new RegExp(`^${ruleVersion.replace(".", "\\.")}\\|`));
    });
  }

  it("names the known ones when an operating system is not modelled", () => {
    expect(() => usedMachine({ ...terminal, operatingSystem: "Windows 11 Pro 25H2" }))
      .to.throw(KijunError, "Windows 11 Pro 25H2")
      .with.property("hint")
      .that.includes("Windows Server 2022");
  });

  it("tells the agent the identity that its registry holds", () => {
    const machine = usedMachine(terminal);
    const { identity } = answerModelled(machine, "snapshot", { expected: { computerName: "kita-t001" }, areas: [] });
    const cryptography = machine.registry["HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Cryptography"];
    const windows = machine.registry["HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion"];
    expect(cryptography?.["MachineGuid"]?.value).to.equal(identity.machineGuid);
    expect(`${String(windows?.["CurrentBuildNumber"]?.value)}.${String(windows?.["UBR"]?.value)}`).to.equal(
      identity.build,
    );
    expect(identity.serialNumber).to.match(/^R\d{7}$/);
  });

  it("locks accounts out on most Windows 11, and on no older Windows", () => {
    const threshold = (origin: MachineOrigin): unknown => usedMachine(origin).securityPolicy["LockoutBadCount"];
    expect(new Set(several(terminal).map(threshold))).to.deep.equal(new Set([0, 10]));
    expect(new Set(several(server).map(threshold))).to.deep.equal(new Set([0]));
  });
});

describe("the firewall of a used machine", () => {
  for (const [title, origin] of Object.entries({ terminal, server, directoryServer })) {
    it(`has 350 to 600 rules on a ${title}, each of which can be read`, () => {
      for (const candidate of several(origin).slice(0, 5)) {
        const names = Object.fromEntries([...rulesOf(candidate).keys()].map((name) => [name, "absent"]));
        const rules = readSettings(usedMachine(candidate), { firewallRules: names })["firewallRules"] ?? {};
        const lines = Object.values(rules).map((line) => JSON.stringify(line));
        expect(lines).to.have.length.within(350, 600);
        expect(lines.filter((line) => /^"(?:unreadable|absent)/.test(line))).to.deep.equal([]);
      }
    });
  }

  it("holds Windows' groups by their language-free names, for both scopes", () => {
    const rules = rulesOf(server);
    expect(rules.get("WINRM-HTTP-In-TCP")).to.equal(
      "v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|Profile=Domain|Profile=Private|LPort=5985|App=System|" +
        "Name=@FirewallAPI.dll,-30268|Desc=@FirewallAPI.dll,-30271|EmbedCtxt=@FirewallAPI.dll,-30267|",
    );
    expect(rules.get("FPS-SMB-In-TCP")).to.include(
      "|Profile=Private|Profile=Public|LPort=445|RA4=LocalSubnet|RA6=LocalSubnet|",
    );
    expect(rules.get("FPS-SMB-In-TCP-NoScope")).to.include("|Profile=Domain|LPort=445|App=System|");
    for (const group of ["25000", "28502", "28752", "32752", "34251", "29252", "29502", "33252"]) {
      expect(
        [...rules.values()].some((rule) => rule.includes(`EmbedCtxt=@FirewallAPI.dll,-${group}|`)),
        group,
      ).to.equal(true);
    }
    expect(rules.get("DeliveryOptimization-TCP-In")).to.include("LPort=7680").and.to.include("Edge=TRUE|");
  });

  it("has rules of users' Store apps and of prompts, named by GUIDs that differ by machine", () => {
    const [left, right] = [rulesOf(terminal), rulesOf({ ...terminal, seed: "another" })];
    const own = (rules: Map<string, string>): string[] => [...rules.keys()].filter((name) => name.startsWith("{"));
    expect(own(left).filter((name) => right.has(name))).to.deep.equal([]);
    const ofApps = [...left.values()].filter((rule) => rule.includes("|AppPkgId=S-1-15-2-"));
    expect(ofApps).to.have.length.greaterThan(40);
    expect(new Set(ofApps.map((rule) => /LUOwn=(S-1-5-21-[\d-]+)\|/.exec(rule)?.[1])))
      .to.have.property("size")
      .that.is.within(3, 4);
    const prompted = several(terminal).flatMap((origin) =>
      [...rulesOf(origin)].filter(([, rule]) => rule.endsWith("|Defer=User|")),
    );
    expect(prompted.some(([name]) => name.startsWith("TCP Query User{"))).to.equal(true);
    expect(prompted.some(([, rule]) => rule.includes("Name=業務端末連携サービス|"))).to.equal(true);
  });

  it("leaves the default actions of its profiles to Windows", () => {
    const { registry } = usedMachine(terminal);
    for (const profile of ["DomainProfile", "StandardProfile", "PublicProfile"]) {
      expect(registry[`${FIREWALL}\\${profile}`]).to.have.all.keys("EnableFirewall", "DisableNotifications");
      expect(registry[`${FIREWALL}\\${profile}\\Logging`]?.["LogFileSize"]?.value).to.equal(4096);
    }
  });

  it("shares the rules of Windows between machines", () => {
    const ruleOf = (seed: string): unknown =>
      usedMachine({ ...server, seed }).registry[`${FIREWALL}\\FirewallRules`]?.["CoreNet-DHCP-In"];
    expect(ruleOf("one")).to.equal(ruleOf("two"));
  });
});

describe("the profiles of a used machine", () => {
  it("are somebody at work, others who are not logged on, an orphan, and the one for new users", () => {
    for (const origin of several(terminal)) {
      const { profiles } = usedMachine(origin);
      expect(profiles.length).to.be.within(4, 5);
      expect(profiles.filter(({ loaded }) => loaded)).to.have.length(1);
      expect(profiles.filter(({ sid }) => sid === "default")).to.have.length(1);
      expect(profiles.filter(({ path }) => /\\temp\d\d$/.test(path))).to.have.length(1);
      expect(new Set(profiles.map(({ sid }) => sid))).to.have.property("size", profiles.length);
    }
  });

  it("say that the screen saver is active, and mostly name none that could start", () => {
    const desktops = several(terminal).flatMap(({ seed }) =>
      usedMachine({ ...terminal, seed }).profiles.map(({ hive }) => hive["Control Panel\\Desktop"] ?? {}),
    );
    expect(new Set(desktops.map((desktop) => desktop["ScreenSaveActive"]?.value))).to.deep.equal(new Set(["1"]));
    const named = desktops.filter((desktop) => desktop["SCRNSAVE.EXE"] !== undefined);
    expect(named.length).to.be.within(1, desktops.length / 2);
    for (const desktop of named) expect(desktop["ScreenSaveTimeOut"]?.kind).to.equal("String");
  });
});
