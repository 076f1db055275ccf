// `npm run bench:field`: a Monday with 132 machines of which 27 are in trouble (10 refuse, 10 are silent, 3 have another
// password, 2 addresses are a stranger's, 1 denies an area, 1 hangs after the logon) against the same runs without
// trouble. Checks that every machine is named once with its cause and next step and that all others are read and
// corrected, and prints the times. Options: --deadline SECONDS for one machine (default 20), --json. Exit code 1 when
// something is wrong with a run's record; times are printed, not judged.
import { prepare } from "../prepare.mjs";
import { BenchPlace } from "./bench-place.mjs";
import { defectsOf, mondayOf } from "./field-troubles.mjs";

const AS_OF = "2026-01-15";
/** Changed behind everybody's back on machines without trouble, so that an `up` has something to do. */
const DRIFT = ["accountLockout.thresholdAttempts", "8"];
const DRIFTED = 5;

const deadlineAt = process.argv.indexOf("--deadline");
const deadline = deadlineAt < 0 ? 20 : Number(process.argv[deadlineAt + 1]);
const json = process.argv.includes("--json");

prepare();
const place = new BenchPlace("field", { KIJUN_LANG: "en", KIJUN_DEADLINE_SECONDS: String(deadline) });
const project = place.project("field");
const must = (...args) => place.must(project, ...args);

/** Runs preview and up, and what each record says. */
async function runsOf(title, monday, drifted) {
  for (const host of drifted) await must("fleet", "break", host, ...DRIFT);
  const run = async (...args) => {
    const { status, stdout, stderr, seconds } = await place.kijun(project, ...args, "--stack", "field", "--json");
    if (stdout === "") throw new Error(`kijun ${args.join(" ")} printed no record: ${stderr}`);
    const record = JSON.parse(stdout);
    console.error(`${title}: kijun ${args[0]}: ${seconds.toFixed(1)} s, exit ${status}`);
    return { seconds, record, defects: [...defectsOf(record, monday), ...driftDefects(record, drifted)] };
  };
  return { preview: await run("preview"), up: await run("up", "--yes") };
}

function driftDefects({ command, changes, applied = [] }, drifted) {
  const found = new Set(changes.map(({ host }) => host));
  const corrected = new Set(applied.filter(({ outcome }) => outcome === "changed").map(({ host }) => host));
  const missed = drifted.filter((host) => !found.has(host)).map((host) => `${host}: its change was not found`);
  if (command !== "up") return missed;
  return [...missed, ...drifted.filter((host) => !corrected.has(host)).map((host) => `${host}: was not corrected`)];
}

async function logonDefects(monday) {
  const { hosts } = JSON.parse(await must("fleet", "status", "--json"));
  const wrong = new Set(monday.filter(({ words }) => words[0] === "password").map(({ host }) => host));
  return hosts.flatMap(({ name, failedLogons, openShells, violations }) => {
    const allowed = wrong.has(name) ? 1 : 0;
    return [
      ...(failedLogons === allowed ? [] : [`${name}: ${failedLogons} failed logons instead of ${allowed}`]),
      ...(openShells === 0 ? [] : [`${name}: ${openShells} shells left open`]),
      ...violations.map((violation) => `${name}: ${violation}`),
    ];
  });
}

async function measure() {
  await must("fleet", "start", "--as-of", AS_OF);
  const hosts = JSON.parse(await must("fleet", "status", "--json")).hosts.map(({ name }) => name);
  const monday = mondayOf(hosts);
  const troubled = new Set(monday.map(({ host }) => host));
  const drifted = hosts.filter((host) => !troubled.has(host)).slice(0, DRIFTED);
  await must("up", "--yes", "--stack", "field", "--json");
  const well = await runsOf("without trouble", [], drifted);
  for (const { host, words } of monday) await must("fleet", "trouble", host, ...words);
  const ill = await runsOf(`${monday.length} of ${hosts.length} in trouble`, monday, drifted);
  const defects = [well, ill].flatMap(({ preview, up }) => [...preview.defects, ...up.defects]);
  const seconds = (runs) => ({ preview: runs.preview.seconds, up: runs.up.seconds });
  return {
    ...{ machines: hosts.length, troubled: monday.length, deadlineSeconds: deadline },
    ...{ withoutTrouble: seconds(well), withTrouble: seconds(ill) },
    defects: [...defects, ...(await logonDefects(monday))],
  };
}

function print({ machines, troubled, withoutTrouble, withTrouble, defects }) {
  console.log(`machines        ${machines}, ${troubled} of them in trouble; deadline of a machine ${deadline} s`);
  for (const name of ["preview", "up"]) {
    const [well, ill] = [withoutTrouble[name], withTrouble[name]];
    const times = `${well.toFixed(1)} s without trouble, ${ill.toFixed(1)} s with`;
    console.log(`${name.padEnd(15)} ${times}: ${(ill - well).toFixed(1)} s more (goal <= ${deadline})`);
  }
  console.log(`defects         ${defects.length === 0 ? "none" : `\n  ${defects.join("\n  ")}`}`);
}

const result = await measure();
if (json) console.log(JSON.stringify(result, null, 2));
else print(result);
process.exitCode = result.defects.length === 0 ? 0 : 1;
