import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { isMainThread, MessageChannel, parentPort, receiveMessageOnPort, Worker } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";

import type { Finished } from "./kijun-process.fixture.test.js";

const MOST_MILLISECONDS = 120_000;

interface Call {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly answers: MessagePort;
  /** Becomes 1 once the answer is there. */
  readonly done: Int32Array;
}

let thread: Worker | undefined;

/** By folder, what the thread has seen there. */
const programs = new Map<string, string>();

/** Runs one command line to its end in a thread that keeps its modules for the next one. */
export function runInThread(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Finished {
  const worker = threadFor(cwd);
  const { port1: answered, port2: answers } = new MessageChannel();
  const done = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const before = process.cwd();
  // The folder is that of all threads, and this one does nothing else meanwhile.
  process.chdir(cwd);
  try {
    worker.postMessage({ args, env, answers, done } satisfies Call, [answers]);
    Atomics.wait(done, 0, 0, MOST_MILLISECONDS);
  } finally {
    process.chdir(before);
  }
  const received = receiveMessageOnPort(answered) as { message: Finished } | undefined;
  answered.close();
  if (received === undefined) throw new Error(`kijun ${args.join(" ")} did not end`);
  return received.message;
}

/** The program of a project as it stands: a thread knows a module as it was when it loaded it. */
function programIn(folder: string): string {
  const files = readdirSync(folder).filter((name) => name.endsWith(".js") || name === "package.json");
  return files.map((name) => `${name} ${String(statSync(join(folder, name)).mtimeMs)}`).join();
}

/** The thread, anew where the program in the folder has changed since it ran there. */
function threadFor(folder: string): Worker {
  const program = programIn(folder);
  if (thread !== undefined && (programs.get(folder) ?? program) !== program) {
    void thread.terminate();
    thread = undefined;
    programs.clear();
  }
  programs.set(folder, program);
  thread ??= new Worker(fileURLToPath(import.meta.url));
  thread.unref();
  return thread;
}

/** Takes what is written as a file or a pipe does. */
class Written extends Writable {
  text = "";

  override _write(chunk: Buffer, _encoding: string, next: () => void): void {
    this.text += chunk.toString("utf8");
    next();
  }
}

async function answer({ args, env, answers, done }: Call): Promise<void> {
  const [stdout, stderr] = [new Written(), new Written()];
  process.env = { ...env };
  let code: number | null = null;
  try {
    const { runCommandLine } = await import("./run-command-line.js");
    code = await runCommandLine(args, { environment: process.env, stdout, stderr });
  } catch (error) {
    stderr.write(String(error));
  }
  answers.postMessage({ code, stdout: stdout.text, stderr: stderr.text } satisfies Finished);
  Atomics.store(done, 0, 1);
  Atomics.notify(done, 0);
}

if (!isMainThread) parentPort?.on("message", (call: Call) => void answer(call));
