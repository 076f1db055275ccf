import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildBootstrap } from "./bootstrap.js";
import { FrameReader } from "./frame-reader.js";
import type { AnswerKind } from "./frames.js";

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A PowerShell engine: KIJUN_PWSH, else one on PATH, else one that lies beside the repository; undefined when none is found. */
export function findEngine(): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const beside = fileURLToPath(new URL("../../../../../shared/tools/powershell/pwsh", import.meta.url));
  const onPath = folders.flatMap((folder) => ["pwsh", "powershell.exe"].map((name) => join(folder, name)));
  return [process.env["KIJUN_PWSH"] ?? "", ...onPath, beside].find((path) => path !== "" && isExecutable(path));
}

/** Behind the titles of tests that need an engine: why they are pending. */
export const PENDING_NOTE =
  findEngine() === undefined ? " (pending: no PowerShell in KIJUN_PWSH, on PATH or in ../shared/tools)" : "";

export interface Answer {
  id: number;
  kind?: AnswerKind;
  payload: unknown;
}

/** The bootstrap running in a real engine behind pipes, as WinRM would run it. */
export class EngineProcess {
  readonly stray: string[] = [];
  readonly answers: Answer[] = [];
  #waiting: (() => void) | undefined;
  readonly process: ChildProcessWithoutNullStreams;
  readonly exit: Promise<number | null>;

  constructor(engine: string) {
    const token = randomBytes(8).toString("hex");
    const [, ...args] = buildBootstrap(token).split(" ");
    this.process = spawn(engine, args);
    this.exit = new Promise((resolve) => this.process.once("close", resolve));
    const reader = new FrameReader({ prefix: token, kinds: true, onStray: (line) => this.stray.push(line) });
    this.process.stdout.on("data", (chunk: Buffer) => {
      for (const frame of reader.push(chunk)) {
        const kind = frame.kind === undefined ? {} : { kind: frame.kind };
        this.answers.push({ id: frame.id, ...kind, payload: "payload" in frame ? frame.payload : frame.damage });
      }
      this.#waiting?.();
    });
    this.process.stderr.on("data", (chunk: Buffer) => this.stray.push(chunk.toString("utf8")));
  }

  write(bytes: Uint8Array): void {
    this.process.stdin.write(bytes);
  }

  /** Resolves with the answer to a request while stdin stays open. */
  async answer(id: number): Promise<Answer> {
    for (;;) {
      const found = this.answers.find((answer) => answer.id === id && answer.kind !== "progress");
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        this.#waiting = resolve;
      });
    }
  }
}
