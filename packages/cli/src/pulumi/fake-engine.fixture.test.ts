import { appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";

import type { FleetFileEntry, JournalEntry } from "@kijun/provider/run";

/** What the engine does when it is given a command. */
export interface FakeAnswer {
  readonly code?: number;
  readonly stdout?: string;
  readonly stderr?: string;
  /** What the program and the provider would leave in the run's folder. */
  readonly machines?: readonly FleetFileEntry[];
  readonly journal?: readonly JournalEntry[];
  readonly events?: readonly object[];
  /** Wait until it is asked to stop, or for ever. */
  readonly waits?: "for-signal" | "for-ever";
}

/** Written into a file of its own and run by Node as the engine would be. */
const SCRIPT = `
const { appendFileSync, readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const args = process.argv.slice(2);
if (args[0] === "version") console.log("v3.248.0");
else run(answerTo(args));

function answerTo([first, second]) {
  const path = join(__dirname, "answers.json");
  const all = JSON.parse(readFileSync(path, "utf8"));
  const answers = all[first + " " + second] || all[first] || [{}];
  const [answer] = answers.length > 1 ? answers.splice(0, 1) : answers;
  writeFileSync(path, JSON.stringify(all));
  return answer;
}

function run({ code = 0, stdout = "", stderr = "", machines = [], journal = [], events = [], waits }) {
  const lines = (entries) => entries.map((entry) => JSON.stringify(entry) + "\\n").join("");
  appendFileSync(join(__dirname, "calls.ndjson"), JSON.stringify({ args, cwd: process.cwd(), env: process.env }) + "\\n");
  const folder = process.env.KIJUN_RUN;
  if (folder !== undefined) {
    const declared = machines.flatMap(({ areas, provenance, items, ...own }) => [
      { shared: own.host, areas, provenance, items },
      { ...own, shared: own.host },
    ]);
    writeFileSync(join(folder, "fleet-127.0.0.1-1.ndjson"), lines(declared));
    writeFileSync(join(folder, "journal-1.ndjson"), lines(journal));
  }
  const log = args[args.indexOf("--event-log") + 1];
  if (args.includes("--event-log")) writeFileSync(log, lines(events.map((event, sequence) => ({ sequence, timestamp: 1, ...event }))));
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  process.exitCode = code;
  if (waits === undefined) return;
  setInterval(() => {}, 1000);
  process.on("SIGINT", () => {
    if (waits === "for-signal") process.exit(code);
    writeFileSync(join(__dirname, "asked"), "");
  });
  console.log("waiting");
  writeFileSync(join(__dirname, "waiting"), "");
}
`;

interface Call {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** An engine that does what it is told, for everything around the real one. */
export class FakeEngine {
  private readonly answers: Record<string, readonly FakeAnswer[]> = {};

  constructor(readonly directory: string) {
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, "fake-engine.cjs"), SCRIPT);
    for (const name of ["pulumi", "pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"]) this.launcher(name);
    this.answer("stack", {});
  }

  /** In front of the test's own PATH. */
  get path(): string {
    return [this.directory, process.env["PATH"] ?? ""].join(delimiter);
  }

  /** The answers to a command, one after the other; the last one goes on. */
  answer(command: "stack" | "stack export" | "preview" | "up" | "refresh", ...answers: readonly FakeAnswer[]): void {
    this.answers[command] = answers;
    writeFileSync(join(this.directory, "answers.json"), JSON.stringify(this.answers));
  }

  /** The commands that it was given, but for the question for its version. */
  calls(): Call[] {
    const path = join(this.directory, "calls.ndjson");
    if (!existsSync(path)) return [];
    return readFileSync(path, "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Call);
  }

  isWaiting(): boolean {
    return existsSync(join(this.directory, "waiting"));
  }

  /** It was asked to stop and did not. */
  wasAsked(): boolean {
    return existsSync(join(this.directory, "asked"));
  }

  private launcher(name: string): void {
    const path = join(this.directory, name);
    writeFileSync(path, `#!/bin/sh\nexec "${process.execPath}" "${this.directory}/fake-engine.cjs" "$@"\n`);
    chmodSync(path, 0o755);
    appendFileSync(`${path}.cmd`, `@"${process.execPath}" "%~dp0fake-engine.cjs" %*\r\n`);
  }
}
