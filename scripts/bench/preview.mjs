// `npm run bench:preview`: a live preview of the whole fleet against the same program with a provider that answers from
// memory, in one run. Prints both medians, their ratio, memory, processor time and the size of the state. Ratios, never
// seconds, are to be compared between machines. Options: --runs N (default 5); --machines N: N synthetic terminals, and
// 132 of them before, for the cost per machine; --json.
import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { prepare, root } from "../prepare.mjs";
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
const home = mkdtempSync(join(tmpdir(), "kijun-bench-"));
const base = { ...process.env, KIJUN_HOME: home };
const stack = join(root, "stacks/sapporo");

function kijun(folder, ...args) {
  const cli = join(root, "packages/cli/bin/kijun.js");
  const options = { cwd: folder, env: base, encoding: "utf8", maxBuffer: 2 ** 28 };
  const result = spawnSync(process.execPath, [cli, ...args], options);
  if (result.status !== 0) throw new Error(`kijun ${args.join(" ")}: ${result.stderr}`);
  return result.stdout;
}

/** A project of its own with the stack's program, after lines that say where its provider answers from. */
function project(name, size, preamble) {
  const folder = join(home, name);
  mkdirSync(folder);
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  cpSync(join(stack, "Pulumi.yaml"), join(folder, "Pulumi.yaml"));
  for (const file of ["memory-provider.cjs", "synthetic-fleet.mjs"])
    cpSync(join(root, "scripts/bench", file), join(folder, file));
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ name, type: "module", main: "index.js", kijun: { baseline: "./fleet.js" } }),
  );
  writeFileSync(join(folder, "fleet.js"), size === undefined ? WHOLE_FLEET : synthetic(size));
  const program = readFileSync(join(stack, "dist/index.js"), "utf8").replace('"@kijun/sapporo"', '"./fleet.js"');
  writeFileSync(join(folder, "index.js"), preamble + program);
  return folder;
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
async function pulumi(folder, environment, ...args) {
  const start = performance.now();
  const child = spawn("pulumi", args, { cwd: folder, env: environment, stdio: ["ignore", "pipe", "pipe"] });
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => output.push(chunk));
  const sampler = new TreeSampler(child.pid);
  const code = await new Promise((resolve) => child.on("close", resolve));
  const used = sampler.stop();
  if (code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${code}:\n${Buffer.concat(output).toString()}`);
  return { seconds: (performance.now() - start) / 1000, ...used };
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
  kijun(folders.live, "fleet", "start", "--as-of", AS_OF);
  try {
    const { pid, hosts } = JSON.parse(kijun(folders.live, "fleet", "status", "--json"));
    const environment = { ...base, ...JSON.parse(kijun(folders.live, "env", "--shell", "json")) };
    const backends = {};
    const engines = {};
    for (const [kind, folder] of Object.entries(folders)) {
      backends[kind] = join(home, `state-${kind}-${name}`);
      mkdirSync(backends[kind]);
      const own = { ...environment, PULUMI_BACKEND_URL: `file://${backends[kind]}` };
      engines[kind] = (...args) => pulumi(folder, own, ...args);
      await engines[kind]("stack", "init", "bench");
      await engines[kind]("up", "--yes", "--skip-preview", ...QUIET);
    }
    return resultOf(hosts.length, await sample(engines, pid), stateBytes(backends.live));
  } finally {
    stopFleet(folders.live);
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
    `peak memory    ${mebibytes(result.peakBytes)} (engine, program and providers of the live preview; goal <= 1024)`,
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

function stopFleet(folder) {
  const cli = join(root, "packages/cli/bin/kijun.js");
  spawnSync(process.execPath, [cli, "fleet", "stop"], { cwd: folder, env: base, stdio: "ignore" });
}

try {
  const results = [];
  for (const size of machines === undefined ? [undefined] : [USUAL, machines]) results.push(await measure(size));
  if (json) console.log(JSON.stringify(machines === undefined ? results[0] : results, null, 2));
  else for (const result of results) print(result);
  if (!json && machines !== undefined) printCost(results);
} finally {
  rmSync(home, { recursive: true, force: true });
}
