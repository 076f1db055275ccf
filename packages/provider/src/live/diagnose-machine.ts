import { diagnosisCommand, parseDiagnosis } from "@kijun/agent";
import type { Diagnosis } from "@kijun/agent";
import type { ServiceIdentity, Shell } from "@kijun/node-winrm";

import type { FleetFileEntry } from "../run/fleet-file.js";
import { HostFailure, namingFailures } from "./host-failure.js";
import { anonymousClient, machineClient, SHELL_IDLE_SECONDS } from "./machine-client.js";

const ANSWER_DEADLINE_MS = 60_000;

/** What a machine said of itself, and what its clock showed beside ours. */
export interface MachineDiagnosis extends Diagnosis {
  /** How far its clock is ahead of ours, in milliseconds. */
  readonly clockOffsetMs: number;
  /** The true difference may be so much smaller or larger: the answer was under way for twice this time. */
  readonly clockUncertaintyMs: number;
}

/** Asks who answers at a machine's address, without a credential. Throws {@link HostFailure}. */
export async function identifyMachine(entry: FleetFileEntry, signal: AbortSignal): Promise<ServiceIdentity> {
  return namingFailures(() => anonymousClient(entry, signal).identify());
}

/**
 * Logs on once and lets the machine say what the agent will meet there. Works where scripts are restricted. Throws
 * {@link HostFailure}; DIAGNOSIS_FAILED when the command ran and did not answer.
 */
export async function diagnoseMachine(entry: FleetFileEntry, signal: AbortSignal): Promise<MachineDiagnosis> {
  return namingFailures(async () => {
    const client = await machineClient(entry, signal);
    try {
      return await diagnoseIn(await client.openShell({ idleTimeoutSeconds: SHELL_IDLE_SECONDS }), entry.host);
    } finally {
      await client.close();
    }
  });
}

async function diagnoseIn(shell: Shell, host: string): Promise<MachineDiagnosis> {
  const asked = Date.now();
  const output = await outputOf(shell);
  const answered = Date.now();
  const diagnosis = parseDiagnosis(output);
  if (diagnosis === undefined) {
    throw new HostFailure(
      "DIAGNOSIS_FAILED",
      `${host} ran powershell.exe, and it said nothing of itself`,
      "Run powershell.exe on the machine as this account; a policy may forbid PowerShell as a whole.",
    );
  }
  const clockOffsetMs = Date.parse(diagnosis.clock) - (asked + answered) / 2;
  return { ...diagnosis, clockOffsetMs, clockUncertaintyMs: (answered - asked) / 2 };
}

async function outputOf(shell: Shell): Promise<string> {
  const command = await shell.start(diagnosisCommand());
  const deadline = Date.now() + ANSWER_DEADLINE_MS;
  const chunks: Uint8Array[] = [];
  for (;;) {
    const { stdout, done } = await command.receive({ deadlineMs: Math.max(deadline - Date.now(), 1) });
    chunks.push(stdout);
    if (done) return Buffer.concat(chunks).toString("utf8");
  }
}
