import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { stopFleet } from "./fleet-control.js";
import type { FleetSpecification } from "./fleet-specification.js";
import type { StartFleetOptions } from "./start-fleet.js";

/** The declared settings of the machines of a small fleet. */
export const declared = { accountLockout: { thresholdAttempts: 5, durationMinutes: 15, resetCounterAfterMinutes: 15 } };

/** Three terminals and a communication server, rolled out with a lockout policy. */
export function smallFleet(): FleetSpecification {
  const host = (name: string, number: number): FleetSpecification["hosts"][number] => ({
    name,
    address: `192.0.2.${number}`,
    role: number === 1 ? "communication-server" : "terminal",
    operatingSystem: number === 1 ? "Windows Server 2022 Standard" : "Windows 11 Pro",
    rollOut: "lockout",
  });
  const hosts = ["JUKI-CS1", "KITA-T001", "KITA-T002", "KITA-T003"].map((name, index) => host(name, index + 1));
  return { hosts, rollOuts: { lockout: declared }, asOf: "2026-01-15", credential: "fleet-admin", locale: "ja-JP" };
}

/** A folder for the fleets of one test, and an end for whatever still runs from it. */
export class FleetBench {
  readonly folder = mkdtempSync(join(tmpdir(), "kijun-fleet-"));

  /** Options that make a fleet of this folder end with the test run. */
  options(over: Partial<StartFleetOptions> = {}): StartFleetOptions {
    return { folder: this.folder, specification: smallFleet(), owner: process.pid, ...over };
  }

  json(name: string): unknown {
    return JSON.parse(readFileSync(join(this.folder, name), "utf8"));
  }

  async dispose(): Promise<void> {
    await stopFleet(this.folder);
    rmSync(this.folder, { recursive: true });
  }
}
