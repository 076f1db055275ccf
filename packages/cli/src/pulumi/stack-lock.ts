import { existsSync, readdirSync, readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import { KijunError } from "@kijun/core";
import { z } from "zod";

import { isEngineAlive } from "./engine-alive.js";

/** A lock as the engine's file backend writes it. */
export interface StackLock {
  readonly pid: number;
  readonly username: string;
  readonly hostname: string;
  /** ISO 8601. */
  readonly timestamp: string;
}

/** A stack whose locks lie on file. */
export interface LockedStack {
  /** Folder of the backend. */
  readonly backend: string;
  readonly project: string;
  /** The last part of its name. */
  readonly stack: string;
}

const lockSchema = z.object({ pid: z.number(), username: z.string(), hostname: z.string(), timestamp: z.string() });

/** All locks of a stack; one that is just being written or removed is passed over. */
export function stackLocks({ backend, project, stack }: LockedStack): StackLock[] {
  const folder = join(backend, ".pulumi", "locks", "organization", project, stack);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .flatMap((name) => {
      const lock = lockSchema.safeParse(jsonIn(join(folder, name)));
      return lock.success ? [lock.data] : [];
    });
}

function jsonIn(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

/** Who holds a lock: nobody any more, a process of this computer, or one of a computer that cannot be looked at. */
export type LockHolder = "dead" | "alive" | "elsewhere";

/** Judges a lock. A name of a computer is compared without its domain. */
export function lockHolder(lock: StackLock, here = hostname(), alive = isEngineAlive): LockHolder {
  if (shortName(lock.hostname) !== shortName(here)) return "elsewhere";
  return alive(lock.pid) ? "alive" : "dead";
}

function shortName(name: string): string {
  return name.split(".", 1)[0]?.toLowerCase() ?? "";
}

const LOOK_AGAIN_MS = 100;

/**
 * Waits until the stack is free, or held only by locks of processes that are dead; those are answered. `isEnding` tells
 * of a process whether it is about to end by itself. Errors: STACK_LOCKED.
 */
export async function deadLocks(stack: LockedStack, isEnding: (pid: number) => boolean): Promise<StackLock[]> {
  for (;;) {
    const locks = stackLocks(stack);
    const held = locks.filter((lock) => lockHolder(lock) !== "dead");
    const [first] = held;
    if (first === undefined) return locks;
    if (held.some((lock) => lockHolder(lock) === "elsewhere" || !isEnding(lock.pid))) throw locked(stack.stack, held);
    await delay(LOOK_AGAIN_MS);
  }
}

function locked(stack: string, locks: readonly StackLock[]): KijunError {
  const remedy = `pulumi cancel --yes --stack ${stack}`;
  const elsewhere = locks.some((lock) => lockHolder(lock) === "elsewhere");
  return new KijunError("STACK_LOCKED", `the stack ${stack} is locked by ${locks.map(lockText).join(" and by ")}`, {
    hint: elsewhere
      ? `Ask on that computer whether a run is at work; if none is: ${remedy}`
      : `Wait until that run has ended, or end it with Ctrl-C where it runs. If the process is no run of Kijun or Pulumi: ${remedy}`,
  });
}

/** A lock in words: process, user, computer, time. */
export function lockText({ pid, username, hostname: computer, timestamp }: StackLock): string {
  return `process ${String(pid)} of ${username} on ${computer} since ${timestamp.replace(/\.\d+/, "")}`;
}
