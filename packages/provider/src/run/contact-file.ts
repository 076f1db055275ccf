import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { z } from "zod";

import { engineFileName } from "./fleet-file.js";
import { runFolder } from "./run-folder.js";

/**
 * The way back of the fleet file: the provider tells the program which new machines the engine has asked it about, and
 * of which it has said everything. The engine ends a preview when the program ends, and would cut off a message that
 * comes later; so the program waits for the machines of this file, and only for those.
 */
export function contactFilePath(engineAddress: string, folder = runFolder()): string {
  return join(folder, engineFileName("contact-", engineAddress));
}

const lineSchema = z.object({ host: z.string(), pid: z.number(), state: z.enum(["asked", "told"]) });

/** Notes how far the provider of this process is with a machine. */
export function noteContact(path: string, host: string, state: "asked" | "told"): void {
  appendFileSync(path, JSON.stringify({ host, pid: process.pid, state }) + "\n", { mode: 0o600 });
}

/**
 * The process ids of providers that still have something to say. A line that is being written is left out: its call has
 * not been answered yet, or its machine is open until it is complete.
 */
export function openContacts(path: string): number[] {
  if (!existsSync(path)) return [];
  const open = new Map<string, number>();
  for (const line of readFileSync(path, "utf8").split("\n").slice(0, -1)) {
    const { host, pid, state } = lineSchema.parse(JSON.parse(line));
    if (state === "asked") open.set(host, pid);
    else open.delete(host);
  }
  return [...open.values()];
}
