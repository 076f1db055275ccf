import { agentScript, sessionAnswerSchema } from "@kijun/agent";
import type { SessionAnswer, SessionMethod } from "@kijun/agent";
import type { MachineIdentity } from "@kijun/core";
import { PowerShellSession } from "@kijun/node-winrm";
import type { WinRMClient } from "@kijun/node-winrm";
import { everyArea } from "@kijun/settings";
import type { AreaRequest, SettingArea } from "@kijun/settings";

import { boundedText } from "../run/bounded-text.js";
import type { FleetFileEntry } from "../run/fleet-file.js";
import { writeJournal } from "../run/journal.js";
import { MACHINE_OVERDUE } from "../run/next-steps.js";
import { Deadline } from "./deadline.js";
import { HostFailure, namingFailures } from "./host-failure.js";
import { machineClient, SHELL_IDLE_SECONDS } from "./machine-client.js";
import { expectedMachine, wrongMachine } from "./recorded-identity.js";

export { HostFailure } from "./host-failure.js";

/** One piece of work on one machine. */
export interface HostTask {
  readonly entry: FleetFileEntry;
  /** Who the state says the machine is; undefined when nobody knows yet. */
  readonly recorded?: MachineIdentity | undefined;
  /** Ends all work. */
  readonly signal: AbortSignal;
  /** How long the work on this machine may take as a whole, in milliseconds. */
  readonly deadlineMs: number;
  /** Called once the machine has accepted a connection, or has not. */
  readonly connected?: () => void;
}

/** The areas of which an entry declares settings; observed ones are among them where a check asks for the machine. */
export function declaredAreas(entry: FleetFileEntry): SettingArea[] {
  return everyArea.filter((area) => entry.areas[area.property] !== undefined);
}

/** One shell and one PowerShell process on one machine. */
export class HostSession {
  private constructor(
    private readonly task: HostTask,
    private readonly session: PowerShellSession,
    private readonly client: WinRMClient,
  ) {}

  /** Connects, logs on once and starts the agent. Throws {@link HostFailure}. */
  static async open(task: HostTask): Promise<HostSession> {
    const { entry, signal, connected } = task;
    return namingFailures(async () => {
      const client = await machineClient(entry, signal, connected);
      const script = agentScript(declaredAreas(entry).map(({ id }) => id));
      try {
        return new HostSession(
          task,
          await PowerShellSession.open(client, { script, idleTimeoutSeconds: SHELL_IDLE_SECONDS }),
          client,
        );
      } catch (error) {
        await client.close();
        throw error;
      }
    });
  }

  /** Asks the agent. Throws {@link HostFailure} WRONG_MACHINE when another machine answers. */
  async ask(method: SessionMethod, areas: readonly AreaRequest[]): Promise<SessionAnswer> {
    const { entry, recorded, deadlineMs } = this.task;
    const request = { expected: expectedMachine(entry.host, recorded), areas };
    const answer = parsedAnswer(
      await namingFailures(() => this.session.request(method, request, { deadlineMs })),
      entry.host,
    );
    if (answer.wrongMachine) throw wrongMachine(entry, recorded, answer.identity);
    return answer;
  }

  /** Deletes the shell and closes the connection; a machine that is gone is no error here. */
  async close(): Promise<void> {
    await this.session.close();
    await this.client.close();
  }
}

/**
 * Runs work on a machine in a session of its own, and notes for the timing how long the machine was waited for. Throws
 * {@link HostFailure}, WINRM_TIMEOUT at the deadline.
 */
export async function withHostSession<Result>(
  task: HostTask,
  work: (session: HostSession) => Promise<Result>,
): Promise<Result> {
  const { host } = task.entry;
  const start = Date.now();
  const deadline = new Deadline(task.signal, task.deadlineMs);
  try {
    return await kept(working, deadline.until(inSession({ ...task, signal: deadline.signal }, work)));
  } catch (error) {
    // A machine that was not asked because another one held up the logon is not the one that is slow.
    const heldUp = error instanceof HostFailure && error.code === "WINRM_UNREACHABLE";
    throw deadline.passed && !heldUp ? overdue(task) : error;
  } finally {
    deadline.release();
    writeJournal({ kind: "span", part: "wire", host, start, end: Date.now() });
  }
}

async function inSession<Result>(task: HostTask, work: (session: HostSession) => Promise<Result>): Promise<Result> {
  const session = await HostSession.open(task);
  try {
    return await work(session);
  } finally {
    const closed = session.close();
    if (task.signal.aborted) await closed;
    else void kept(closing, closed);
  }
}

function overdue({ entry, deadlineMs }: HostTask): HostFailure {
  return new HostFailure(
    "WINRM_TIMEOUT",
    `${entry.host} at ${entry.address} was not done within ${String(deadlineMs / 1000)} s`,
    MACHINE_OVERDUE.en,
  );
}

function parsedAnswer(answer: unknown, host: string): SessionAnswer {
  const parsed = sessionAnswerSchema.safeParse(answer);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.slice(0, 3).map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new HostFailure(
    "WINRM_PROTOCOL",
    boundedText(`${host} gave an answer of another shape than the agent's (${places.join("; ")})`),
    "Look for a program that changes what PowerShell prints on the machine; report the message if there is none.",
  );
}

const working = new Set<Promise<unknown>>();
const closing = new Set<Promise<unknown>>();

/** Keeps a promise in a set until it is settled. */
function kept<Result>(set: Set<Promise<unknown>>, promise: Promise<Result>): Promise<Result> {
  const settled = promise.finally(() => set.delete(settled));
  set.add(settled);
  return settled;
}

/** Work after a session that the process must not end in the middle of. */
export function afterSession<Result>(work: Promise<Result>): Promise<Result> {
  return kept(closing, work);
}

/** Waits for shells that are being deleted, also by work that has only just been cancelled and has yet to begin it. */
export async function sessionsClosed(): Promise<void> {
  while (working.size + closing.size > 0) await Promise.allSettled([...working, ...closing]);
}
