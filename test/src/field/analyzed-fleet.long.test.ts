import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";

import type { CheckRecord } from "@kijun/report";
import { checklist } from "@kijun/juki-checklist";
import { compileFleet } from "@kijun/provider/fleet";
import type { BaselineFleet, CompiledHost } from "@kijun/provider/fleet";
import { observedAreas, settingAreas } from "@kijun/settings";
import { areaStates, driftsOf } from "@kijun/settings/states";
import { breakSetting } from "@kijun/simulator";
import { expect } from "chai";

import type { Finished } from "../end-to-end/engine-project.js";
import { PACK, policyEvents, PROGRAM } from "../end-to-end/pack-project.js";
import { fleet as approvedFleet } from "./approved-fleet.js";
import { CheckedFleet } from "./checked-fleet.js";

const DAY = "2026-01-15";
const MACHINES = 20;
const machines = [
  ...compileFleet(approvedFleet as BaselineFleet, DAY).filter(({ hostClass }) => hostClass.role !== "terminal"),
  ...compileFleet(approvedFleet as BaselineFleet, DAY).filter(({ hostClass }) => hostClass.role === "terminal"),
].slice(0, MACHINES);

const BASELINE = `
import { fleet as all } from ${JSON.stringify(new URL("approved-fleet.js", import.meta.url).href)};
const names = ${JSON.stringify(machines.map(({ host }) => host.name))};
export const fleet = { ...all, hosts: all.hosts.filter(({ name }) => names.includes(name)) };
`;
/** `KITA-T001 terminal-07` for each machine and policy that a violation was reported for. */
function violations(stdout: string): string[] {
  const events = policyEvents(stdout).filter(({ policyName }) => /-\d\d$/.test(policyName));
  return [
    ...new Set(events.map(({ resourceUrn, policyName }) => `${resourceUrn.split("::").at(-1) ?? ""} ${policyName}`)),
  ].sort();
}

const observed = new Set(observedAreas.map(({ id }) => id));

/** The same for the findings of a check, as far as they rest on managed areas. */
function findings({ findings: all }: CheckRecord): string[] {
  return all
    .filter(({ parts }) =>
      parts.some(({ observations }) =>
        observations.some(({ outcome, area }) => (outcome === "fail" || outcome === "error") && !observed.has(area)),
      ),
    )
    .map(({ host, item }) => `${host} ${policyOf(item)}`)
    .sort();
}

function policyOf(item: string): string {
  const [, target = "", number = ""] = /^(\D+)(\d+)$/.exec(item) ?? [];
  const role = { 端末: "terminal", CS: "communication-server", AD: "active-directory-server" }[target] ?? target;
  return `${role}-${number.padStart(2, "0")}`;
}

/** Changes a value of every machine, each time of another judged managed area, and one of every area that was left over. */
async function drift(folder: string): Promise<string[]> {
  const judged = new Set(checklist.flatMap(({ areas }) => areas));
  const areas = settingAreas.filter(({ id }) => judged.has(id));
  const inTurn = machines.map((machine, index) => {
    const ordered = [...areas.slice(index), ...areas.slice(0, index)];
    return ordered.map((area) => ({ machine, area }));
  });
  const planted = await Promise.all(inTurn.map((places) => firstDrift(folder, places)));
  for (const area of areas.filter(({ id }) => !planted.some((place) => place.endsWith(` ${id}`))))
    planted.push(
      await firstDrift(
        folder,
        machines.map((machine) => ({ machine, area })),
      ),
    );
  return planted;
}

interface DriftPlace {
  readonly machine: CompiledHost;
  readonly area: (typeof settingAreas)[number];
}

async function firstDrift(folder: string, places: readonly DriftPlace[]): Promise<string> {
  for (const { machine, area } of places) {
    const planted = await driftOf(folder, area, machine);
    if (planted !== undefined) return planted;
  }
  throw new RangeError("nothing of these can differ");
}

async function driftOf(
  folder: string,
  area: DriftPlace["area"],
  { host, settings }: CompiledHost,
): Promise<string | undefined> {
  const states = areaStates.find((candidate) => candidate.area.id === area.id);
  const declared = settings.areas[area.property];
  if (states === undefined || declared === undefined) return undefined;
  for (const { path, value } of driftsOf(states, declared)) {
    try {
      const { before, after } = await breakSetting(folder, host.name, [area.property, ...path].join("."), value);
      if (before !== after) return `${host.name} ${area.id}`;
    } catch {
      // A machine does not take every value; the next one may do.
    }
  }
  return undefined;
}

describe("a refreshed state, judged by the policy pack, and the same machines, judged by a check", function () {
  this.timeout(600_000);
  let fleet: CheckedFleet;
  let environment: NodeJS.ProcessEnv;

  function pulumi(...args: string[]): Finished {
    const options = { cwd: fleet.folder, env: environment, encoding: "utf8", maxBuffer: 256 * 1024 * 1024 } as const;
    const { status, stdout, stderr } = spawnSync("pulumi", [...args, "--non-interactive"], options);
    return { code: status, stdout, stderr };
  }

  before(() => {
    fleet = new CheckedFleet("approved");
    fleet.write("baseline.js", BASELINE);
    fleet.write("index.js", PROGRAM);
    mkdirSync(`${fleet.folder}/policy`);
    fleet.write("policy/PulumiPolicy.yaml", "runtime: { name: nodejs, options: { typescript: false } }\n");
    fleet.write("policy/package.json", '{ "name": "p", "version": "1.0.0", "type": "module", "main": "index.js" }');
    fleet.write("policy/index.js", PACK);
    fleet.start(DAY);
    const shown = JSON.parse(fleet.done("env", "--shell", "json").stdout) as NodeJS.ProcessEnv;
    environment = { ...process.env, KIJUN_HOME: fleet.home, ...shown };
    expect(pulumi("stack", "init", "dev").code).to.equal(0);
    const up = pulumi("up", "--yes", "--skip-preview");
    expect(up.code, up.stdout + up.stderr).to.equal(0);
  });
  after(() => {
    fleet.dispose();
  });

  function analyzed(): string {
    const refreshed = pulumi("refresh", "--yes");
    expect(refreshed.code, refreshed.stdout + refreshed.stderr).to.equal(0);
    return pulumi("policy", "analyze", "--policy-pack", "policy", "--json").stdout;
  }

  it("finds nothing on machines that hold what is declared", () => {
    expect(violations(analyzed())).to.deep.equal([]);
    expect(findings(fleet.check("--live").record)).to.deep.equal([]);
  });

  it("agrees item by item on twenty drifted machines, and says of the other items why they are not asked", async () => {
    const planted = await drift(`${fleet.home}/fleet`);
    expect(new Set(planted.map((place) => place.split(" ")[0]))).to.have.property("size", MACHINES);
    const stdout = analyzed();
    const { record } = fleet.check("--live");
    const byPack = violations(stdout);
    expect(byPack).to.deep.equal(findings(record));
    // A value that is stricter than declared, or gone, may be right or a remark alone.
    expect(new Set(byPack.map((each) => each.split(" ")[0])).size).to.be.within(MACHINES - 4, MACHINES);
    const told = policyEvents(stdout).filter(({ policyName }) => policyName === "items-answered");
    const elsewhere = told.map(({ message }) => message).join("\n");
    expect(told).to.have.length(new Set(machines.map(({ hostClass }) => hostClass.id)).size);
    for (const { id, role, parts } of checklist) {
      const isInFleet = machines.some(({ hostClass }) => hostClass.role === role);
      const isElsewhere = parts.some(
        (part) => part.kind === "attested" || part.areas.some((area) => observed.has(area)),
      );
      if (isInFleet && isElsewhere) expect(elsewhere).to.match(new RegExp(`${id}[、:]`));
    }
  });
});
