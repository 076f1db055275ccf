import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { dirname, resolve } from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

import { KijunError } from "@kijun/core";

import { receivedError } from "./control/control-client.js";
import { liveFleet, fleetStatus } from "./fleet-control.js";
import type { FleetStatus } from "./fleet-control.js";
import { FleetFolder } from "./fleet-folder.js";
import type { FleetSpecification } from "./fleet-specification.js";
import { READY_PIPE } from "./ready-pipe.js";
import type { FleetProcessArguments, ReadyMessage } from "./ready-pipe.js";

export interface StartFleetOptions {
  /** Where the fleet keeps its files, such as `~/.kijun/fleet`. */
  readonly folder: string;
  readonly specification: FleetSpecification;
  /** Port of the control channel; the machines take those that follow. Any free ones unless given. */
  readonly port?: number;
  /** Keep the machines' settings in the folder, and go on with those kept there. */
  readonly keep?: boolean;
  /** Forget what was kept before. */
  readonly fresh?: boolean;
  /** Process id: the fleet ends by itself when that process is gone. */
  readonly owner?: number;
}

/** A fleet of thousands needs some seconds; none needs this long. */
const START_LIMIT_MS = 60_000;

/**
 * Starts a fleet of simulated machines in a process of its own and waits until all of them listen. What a fleet that
 * died has left in the folder is cleared away. Errors: FLEET_ALREADY_RUNNING, PORT_IN_USE, BASELINE_INVALID,
 * STATE_CORRUPTED; FLEET_NOT_RUNNING when the process ends without a word.
 */
export async function startFleet(options: StartFleetOptions): Promise<FleetStatus> {
  const { specification, port = 0, keep = false, fresh = false, owner } = options;
  const folder = new FleetFolder(resolve(options.folder));
  folder.prepare();
  const running = await liveFleet(folder);
  if (running !== undefined) {
    const { hosts, pid } = running;
    const message = `A simulated fleet of ${hosts} machines runs from ${folder.path} (process ${pid}).`;
    throw new KijunError("FLEET_ALREADY_RUNNING", message, {
      hint: "Use that one, or stop it with `kijun fleet stop`.",
    });
  }
  if (folder.fleetFile() !== undefined) folder.removeLiveFiles();
  if (fresh) folder.remove("state.json");
  folder.write("specification.json", specification);
  const given: FleetProcessArguments = { folder: folder.path, port, keep, ...(owner === undefined ? {} : { owner }) };
  const program = fileURLToPath(import.meta.resolve("./fleet-process.js"));
  const child = spawn(process.execPath, [program, JSON.stringify(given)], {
    detached: true,
    // Not the folder of who starts it, which could not be removed on Windows while the fleet runs.
    cwd: dirname(program),
    stdio: ["ignore", "ignore", "ignore", "pipe"],
    windowsHide: true,
  });
  try {
    await ready(child);
  } catch (error) {
    // Its ports are free for another try only when it has ended.
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    folder.remove("specification.json");
    throw error;
  } finally {
    child.unref();
  }
  return fleetStatus(folder.path);
}

/** Waits for the one message of the process. The end of the pipe without one is the end of the process. */
async function ready(child: ChildProcess): Promise<void> {
  const pipe = child.stdio[READY_PIPE] as Readable;
  const limit = setTimeout(() => child.kill(), START_LIMIT_MS);
  try {
    const message = await text(pipe);
    if (message === "") {
      throw new KijunError("FLEET_NOT_RUNNING", "The fleet's process ended before its machines were up.", {
        hint: "Start the fleet again.",
      });
    }
    const answer = JSON.parse(message) as ReadyMessage;
    if ("error" in answer) throw receivedError(answer.error);
  } finally {
    clearTimeout(limit);
    pipe.destroy();
  }
}
