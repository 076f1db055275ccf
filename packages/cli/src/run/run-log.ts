import { appendFileSync } from "node:fs";
import { join } from "node:path";

import { KijunError } from "@kijun/core";
import type { TimedEntry } from "@kijun/provider/run";
import type { RunRecord } from "@kijun/report";

import { redactor } from "./redaction.js";
import type { Selection } from "./selection.js";

/** What a log begins with. */
export interface LogStart {
  /** Absent where only the end of a run tells. */
  readonly command?: string;
  readonly version: string;
  /** Of the engine; absent where none has a part in the command. */
  readonly engine?: string;
  readonly stack?: string;
  readonly project?: string;
  readonly selection?: Selection;
  /** The person's own arguments for the engine. */
  readonly engineArguments?: readonly string[];
}

type Level = "info" | "warn" | "error";

/**
 * The log of one run: one line per event, each with its time in UTC. It is for whoever looks for a cause later, so it is
 * always in English, and whoever it is sent to may read it: no secret gets into it.
 */
export class RunLog {
  readonly path: string;
  private readonly redact: (text: string) => string;

  constructor(folder: string, environment: NodeJS.ProcessEnv) {
    this.path = join(folder, "kijun.log");
    this.redact = redactor(environment);
  }

  start({ command, version, engine, stack, project, selection = {}, engineArguments = [] }: LogStart): void {
    const { machines, areas } = selection;
    const what = command === undefined ? "" : ` command=${command}`;
    this.write("info", `start${what} kijun=${version} node=${process.versions.node} os=${process.platform}`);
    if (engine !== undefined) this.write("info", `engine version=${engine}`);
    if (project !== undefined)
      this.write("info", `project name=${project}${stack === undefined ? "" : ` stack=${stack}`}`);
    const chosen = machines === undefined ? "all" : machines.map(({ name }) => name).join(",");
    this.write("info", `selection machines=${chosen} areas=${areas === undefined ? "all" : areas.join(",")}`);
    if (engineArguments.length > 0) this.write("info", `engine arguments ${engineArguments.join(" ")}`);
  }

  /** What the provider noted of each machine, in the order of time. Values of settings stay in the run's record. */
  journal(phase: string, entries: readonly TimedEntry[]): void {
    this.write("info", `${phase} ended with ${String(entries.filter(({ kind }) => kind !== "span").length)} event(s)`);
    for (const entry of [...entries].sort((left, right) => ((left.at ?? "") < (right.at ?? "") ? -1 : 1))) {
      const line = eventLine(entry);
      if (line !== undefined) this.write(line.level, line.text, entry.at);
    }
  }

  /** Shells on machines whose process was killed. */
  leftShells({ found, deleted }: { readonly found: number; readonly deleted: number }): void {
    if (found > 0) this.write("warn", `shells left open=${String(found)} deleted=${String(deleted)}`);
  }

  error(error: unknown): void {
    if (error instanceof KijunError) this.write("error", `${error.code} ${error.message} next=${error.hint}`);
    else this.write("error", error instanceof Error ? (error.stack ?? error.message) : String(error));
  }

  end(exit: RunRecord["exit"], command?: string): void {
    const what = command === undefined ? "" : ` command=${command}`;
    const reasons = exit.reasons.length === 0 ? "" : ` reasons=${exit.reasons.join(",")}`;
    this.write(exit.code === 0 ? "info" : "warn", `end${what} exit=${String(exit.code)}${reasons}`);
  }

  write(level: Level, text: string, at = new Date().toISOString()): void {
    // One event is one line, whatever a machine or an engine put into its message.
    const line = this.redact(text)
      .replaceAll("\\", "\\\\")
      .replace(/[\r\n]+/g, "\\n");
    appendFileSync(this.path, `${at} ${level} ${line}\n`, { mode: 0o600 });
  }
}

function eventLine(entry: TimedEntry): { level: Level; text: string } | undefined {
  switch (entry.kind) {
    case "span":
      return undefined;
    case "reading": {
      const { reading, host } = entry;
      if (reading.kind === "complete") {
        const unread = Object.entries(reading.areas).flatMap(([property, area]) =>
          typeof area === "string" ? [`${property}=${area}`] : [],
        );
        const text = [`${host} read build=${reading.identity.build}`, ...unread].join(" ");
        return { level: unread.length === 0 ? "info" : "warn", text };
      }
      const last = entry.lastRead ?? "never";
      return { level: "warn", text: `${host} not read ${reading.code} ${reading.message} last=${last}` };
    }
    case "applied": {
      const failed = entry.results.filter(({ outcome }) => outcome === "failed");
      const failures = failed.map(({ path, code = "", detail = "" }) => `${path} ${code} ${detail}`.trimEnd());
      const changed = entry.results.filter(({ outcome }) => outcome === "changed").length;
      const text = [`${entry.host} applied changed=${String(changed)} failed=${String(failed.length)}`, ...failures];
      return { level: failed.length === 0 ? "info" : "error", text: text.join("; ") };
    }
    case "apply-failed":
      return { level: "error", text: `${entry.host} not applied ${entry.code} ${entry.message}` };
    case "refused":
      return { level: "warn", text: `${entry.host} refused ${entry.path} ${entry.reason}` };
    case "note":
      return { level: "warn", text: `${entry.host} ${entry.message}` };
  }
}
