// `npm run bench:preview`: a live preview of the whole fleet against the same program with a provider that answers from
// memory, in one run. Prints both medians, their ratio, peak memory and the size of the state. Ratios, never seconds, are
// to be compared between machines. Options: --runs N (default 5), --json.
import { spawn, spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { prepare, root } from "../prepare.mjs";

const runsAt = process.argv.indexOf("--runs");
const runs = runsAt < 0 ? 5 : Number(process.argv[runsAt + 1]);
const json = process.argv.includes("--json");
const AS_OF = "2026-01-15";

prepare();
const home = mkdtempSync(join(tmpdir(), "kijun-bench-"));
const base = { ...process.env, KIJUN_HOME: home };
const stack = join(root, "stacks/sapporo");

function kijun(...args) {
  const cli = join(root, "packages/cli/bin/kijun.js");
  const result = spawnSync(process.execPath, [cli, ...args], { cwd: stack, env: base, encoding: "utf8" });
  if (result.status !== 0) throw new Error(`kijun ${args.join(" ")}: ${result.stderr}`);
  return result.stdout;
}

/** A project of its own with the stack's program, after lines that say where its provider answers from. */
function project(name, preamble) {
  const folder = join(home, name);
  mkdirSync(folder);
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  cpSync(join(stack, "Pulumi.yaml"), join(folder, "Pulumi.yaml"));
  cpSync(join(root, "scripts/bench/memory-provider.cjs"), join(folder, "memory-provider.cjs"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name, type: "module", main: "index.js" }));
  writeFileSync(join(folder, "index.js"), preamble + readFileSync(join(stack, "dist/index.js"), "utf8"));
  return folder;
}

const ANSWER_FROM_MEMORY = `import * as pulumi from "@pulumi/pulumi";
const text = 'exports.handler = () => require("./memory-provider.cjs").provider();';
pulumi.runtime.registerStackTransformation(({ type, props, opts }) =>
  type.startsWith("pulumi-nodejs:") ? { props: { ...props, __provider: text }, opts } : undefined);
`;

/** Runs the engine, and samples the resident memory of its process tree where the system tells it. */
async function pulumi(folder, environment, ...args) {
  const start = performance.now();
  const child = spawn("pulumi", args, { cwd: folder, env: environment, stdio: ["ignore", "pipe", "pipe"] });
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => output.push(chunk));
  let peak = 0;
  const sampler = setInterval(() => (peak = Math.max(peak, residentBytes(child.pid))), 100);
  const code = await new Promise((resolve) => child.on("close", resolve));
  clearInterval(sampler);
  if (code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${code}:\n${Buffer.concat(output).toString()}`);
  return { seconds: (performance.now() - start) / 1000, peak };
}

function residentBytes(rootPid) {
  if (process.platform !== "linux") return 0;
  const children = new Map();
  const resident = new Map();
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    try {
      const status = readFileSync(`/proc/${name}/status`, "utf8");
      const parent = Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]);
      resident.set(Number(name), Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) * 1024);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    } catch {
      // The process has ended meanwhile.
    }
  }
  const sum = (pid) =>
    (resident.get(pid) ?? 0) + (children.get(pid) ?? []).reduce((total, child) => total + sum(child), 0);
  return sum(rootPid);
}

const median = (values) => [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)];

function stateBytes(backend) {
  const sizes = readdirSync(backend, { recursive: true })
    .filter((name) => /stacks.*\.json$/.test(name) && !/backups|history/.test(name))
    .map((name) => statSync(join(backend, name)).size);
  return Math.max(0, ...sizes);
}

async function measure() {
  kijun("fleet", "start", "--as-of", AS_OF);
  const projects = { live: project("live", ""), memory: project("memory", ANSWER_FROM_MEMORY) };
  const environment = { ...base, ...JSON.parse(kijun("env", "--shell", "json", "--cwd", join(home, "live"))) };
  const backends = {};
  const samples = { live: [], memory: [] };
  for (const [name, folder] of Object.entries(projects)) {
    backends[name] = join(home, `state-${name}`);
    mkdirSync(backends[name]);
    const own = { ...environment, PULUMI_BACKEND_URL: `file://${backends[name]}` };
    projects[name] = (...args) => pulumi(folder, own, ...args);
    await projects[name]("stack", "init", "bench");
    await projects[name](
      "up",
      "--yes",
      "--skip-preview",
      "--stack",
      "bench",
      "--non-interactive",
      "--suppress-progress",
    );
  }
  for (let index = 0; index < runs; index++) {
    for (const name of ["memory", "live"]) {
      samples[name].push(
        await projects[name](
          "preview",
          "--expect-no-changes",
          "--stack",
          "bench",
          "--non-interactive",
          "--suppress-progress",
        ),
      );
      console.error(`run ${index + 1}/${runs} ${name}: ${samples[name].at(-1).seconds.toFixed(1)} s`);
    }
  }
  const [live, memory] = [samples.live, samples.memory].map((list) => median(list.map(({ seconds }) => seconds)));
  return {
    machines: JSON.parse(kijun("fleet", "status", "--json")).hosts.length,
    runs,
    liveSeconds: live,
    memorySeconds: memory,
    ratio: live / memory,
    peakBytes: Math.max(...samples.live.map(({ peak }) => peak)),
    stateBytes: stateBytes(backends.live),
  };
}

try {
  const result = await measure();
  if (json) console.log(JSON.stringify(result, null, 2));
  else {
    console.log(`live preview   ${result.liveSeconds.toFixed(2)} s (median of ${runs})`);
    console.log(`from memory    ${result.memorySeconds.toFixed(2)} s`);
    console.log(`ratio          ${result.ratio.toFixed(2)} (goal <= 2)`);
    console.log(
      `peak memory    ${(result.peakBytes / 2 ** 20).toFixed(0)} MiB (engine, program and providers of the live preview)`,
    );
    console.log(`state          ${(result.stateBytes / 2 ** 20).toFixed(2)} MiB`);
  }
} finally {
  spawnSync(process.execPath, [join(root, "packages/cli/bin/kijun.js"), "fleet", "stop"], {
    cwd: stack,
    env: base,
    stdio: "ignore",
  });
  rmSync(home, { recursive: true, force: true });
}
