// `npm run bench:preview`: a live preview of the whole fleet against the same program with a provider that answers from
// memory, in one run. Prints both medians, their ratio, memory, processor time and the size of the state. Ratios, never
// seconds, are to be compared between machines. Options: --runs N (default 5); --machines N: N synthetic terminals, and
// 132 of them before, for the cost per machine; --json.
import { mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

import { prepare, root } from "../prepare.mjs";
import { BenchPlace, stackProgram } from "./bench-place.mjs";
import { processorSeconds, TreeSampler } from "./process-tree.mjs";

const option = (name) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : Number(process.argv[at + 1]);
};
const runs = option("--runs") ?? 5;
const machines = option("--machines");
const json = process.argv.includes("--json");
const AS_OF = "2026-01-15";
/** The size that the cost of a machine is compared with. */
const USUAL = 132;
const QUIET = ["--stack", "bench", "--non-interactive", "--suppress-progress"];

prepare();
const place = new BenchPlace("bench");

/** A project of its own with the stack's program, after lines that say where its provider answers from. */
function project(name, size, preamble) {
  const own = (file) => [file, readFileSync(join(root, "scripts/bench", file), "utf8")];
  return place.project(name, {
    program: preamble + stackProgram().replace('"@kijun/sapporo"', '"./fleet.js"'),
    kijun: { baseline: "./fleet.js" },
    files: {
      ...Object.fromEntries(["memory-provider.cjs", "synthetic-fleet.mjs"].map(own)),
      "fleet.js": size === undefined ? WHOLE_FLEET : synthetic(size),
    },
  });
}

const WHOLE_FLEET = 'export { fleet } from "@kijun/sapporo";\n';
const synthetic = (size) => `import { fleet as whole } from "@kijun/sapporo";
import { syntheticFleet } from "./synthetic-fleet.mjs";
export const fleet = syntheticFleet(whole, ${size});
`;

const ANSWER_FROM_MEMORY = `import * as pulumi from "@pulumi/pulumi";
const text = 'exports.handler = () => require("./memory-provider.cjs").provider();';
pulumi.runtime.registerStackTransformation(({ type, props, opts }) =>
  type.startsWith("pulumi-nodejs:") ? { props: { ...props, __provider: text }, opts } : undefined);
`;

/** Runs the engine, and samples what its process tree uses where the system tells it. */
async function pulumi(cwd, env, ...args) {
  let sampler;
  const onStart = (pid) => (sampler = new TreeSampler(pid));
  const { status, stdout, stderr, seconds } = await place.run("pulumi", args, { cwd, env, onStart });
  const used = sampler.stop();
  if (status !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${status}:\n${stdout}${stderr}`);
  return { seconds, ...used };
}

const median = (values) => [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)];

function stateBytes(backend) {
  const sizes = readdirSync(backend, { recursive: true })
    .filter((name) => /stacks.*\.json$/.test(name) && !/backups|history/.test(name))
    .map((name) => statSync(join(backend, name)).size);
  return Math.max(0, ...sizes);
}

/** Previews one fleet, `runs` times each way, with a simulated twin that lives only as long. */
async function measure(size) {
  const name = size === undefined ? "fleet" : String(size);
  const folders = {
    live: project(`live-${name}`, size, ""),
    memory: project(`memory-${name}`, size, ANSWER_FROM_MEMORY),
  };
  await place.must(folders.live, "fleet", "start", "--as-of", AS_OF);
  try {
    const { pid, hosts } = JSON.parse(await place.must(folders.live, "fleet", "status", "--json"));
    const variables = JSON.parse(await place.must(folders.live, "env", "--shell", "json"));
    const environment = { ...place.environment, ...variables };
    const backends = {};
    const engines = {};
    for (const [kind, folder] of Object.entries(folders)) {
      backends[kind] = join(place.home, `state-${kind}-${name}`);
      mkdirSync(backends[kind]);
      const own = { ...environment, PULUMI_BACKEND_URL: `file://${backends[kind]}` };
      engines[kind] = (...args) => pulumi(folder, own, ...args);
      await engines[kind]("stack", "init", "bench");
      await engines[kind]("up", "--yes", "--skip-preview", ...QUIET);
    }
    return resultOf(hosts.length, await sample(engines, pid), stateBytes(backends.live));
  } finally {
    await place.must(folders.live, "fleet", "stop");
  }
}

async function sample(engines, simulator) {
  const samples = { live: [], memory: [] };
  for (let index = 0; index < runs; index++) {
    for (const kind of ["memory", "live"]) {
      const before = processorSeconds(simulator);
      const taken = await engines[kind]("preview", "--expect-no-changes", ...QUIET);
      samples[kind].push({ ...taken, simulatorSeconds: processorSeconds(simulator) - before });
      console.error(`run ${index + 1}/${runs} ${kind}: ${taken.seconds.toFixed(1)} s`);
    }
  }
  return samples;
}

function resultOf(count, samples, bytes) {
  const [live, memory] = [samples.live, samples.memory].map((list) => median(list.map(({ seconds }) => seconds)));
  return {
    ...{ machines: count, runs, liveSeconds: live, memorySeconds: memory, ratio: live / memory },
    secondsPerMachine: live / count,
    peakBytes: Math.max(...samples.live.map(({ peak }) => peak)),
    peakResidentBytes: Math.max(...samples.live.map(({ peakResident }) => peakResident)),
    simulatorSeconds: median(samples.live.map(({ simulatorSeconds }) => simulatorSeconds)),
    roles: { live: samples.live.at(-1).roles, memory: samples.memory.at(-1).roles },
    stateBytes: bytes,
  };
}

function print(result) {
  const mebibytes = (bytes) => `${(bytes / 2 ** 20).toFixed(0)} MiB`;
  console.log(`machines       ${result.machines}`);
  console.log(`live preview   ${result.liveSeconds.toFixed(2)} s (median of ${runs})`);
  console.log(`from memory    ${result.memorySeconds.toFixed(2)} s`);
  console.log(`ratio          ${result.ratio.toFixed(2)} (goal <= 2)`);
  console.log(
    `peak memory    ${mebibytes(result.peakBytes)} (engine, program and providers of the live preview; goal <= 1024), ` +
      `or ${mebibytes(result.peakResidentBytes)} with the pages that processes share counted for each`,
  );
  console.log(`state          ${(result.stateBytes / 2 ** 20).toFixed(2)} MiB`);
  for (const kind of ["live", "memory"])
    for (const [role, { seconds, peakBytes }] of Object.entries(result.roles[kind]))
      console.log(`cpu ${kind.padEnd(6)}     ${seconds.toFixed(1)} s ${role} (${mebibytes(peakBytes)})`);
  console.log(`cpu simulator  ${result.simulatorSeconds.toFixed(1)} s, on the same processors`);
}

function printCost([usual, many]) {
  const change = many.secondsPerMachine / usual.secondsPerMachine - 1;
  const each = [usual, many].map(
    ({ machines: count, secondsPerMachine }) => `${(secondsPerMachine * 1000).toFixed(1)} ms at ${count}`,
  );
  console.log(`per machine    ${each.join(", ")}: ${(change * 100).toFixed(0)} % (goal: at most 20 % more)`);
}

const results = [];
for (const size of machines === undefined ? [undefined] : [USUAL, machines]) results.push(await measure(size));
if (json) console.log(JSON.stringify(machines === undefined ? results[0] : results, null, 2));
else for (const result of results) print(result);
if (!json && machines !== undefined) printCost(results);
