import { join } from "node:path";

import { agentScript, sessionAnswerSchema } from "@kijun/agent";
import type { AreaRequest, SessionAnswer, SessionMethod } from "@kijun/agent";
import { KijunError } from "@kijun/core";
import { CredentialLatch, PowerShellSession, WinRMClient, WinRMError } from "@kijun/node-winrm";
import { functionSuffix, settingAreas } from "@kijun/settings";
import type { SettingArea } from "@kijun/settings";

import type { FleetFileEntry } from "../run/fleet-file.js";
import { writeJournal } from "../run/journal.js";
import { kijunHome } from "../run/run-folder.js";
import { resolveCredential } from "./credentials.js";
import { routeTo } from "./routes.js";

/** How long one machine may take for one request, whatever happens on the line. */
const REQUEST_DEADLINE_MS = 120_000;

/** Why a machine could not be asked: its stable code, a sentence, and the next step. */
export class HostFailure extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
}

/** The areas a machine declares, with their canonical desired settings. */
export function declaredAreas(entry: FleetFileEntry): SettingArea[] {
  return settingAreas.filter((area) => entry.areas[area.property] !== undefined);
}

/** One shell and one PowerShell process on one machine. */
export class HostSession {
  private constructor(
    private readonly entry: FleetFileEntry,
    private readonly session: PowerShellSession,
    private readonly client: WinRMClient,
  ) {}

  /** Connects, logs on once and starts the agent. Throws {@link HostFailure}. */
  static async open(entry: FleetFileEntry, signal: AbortSignal): Promise<HostSession> {
    return named(async () => {
      const client = new WinRMClient({
        endpoint: endpointOf(entry),
        credential: { ...resolveCredential(entry.credential), scheme: entry.transport === "https" ? "basic" : "ntlm" },
        latch: new CredentialLatch(join(kijunHome(), "latch")),
        signal,
      });
      const script = agentScript(declaredAreas(entry).map(({ id }) => id));
      try {
        return new HostSession(entry, await PowerShellSession.open(client, { script }), client);
      } catch (error) {
        await client.close();
        throw error;
      }
    });
  }

  /** Asks the agent. Throws {@link HostFailure} WRONG_MACHINE when another machine answers. */
  async ask(method: SessionMethod, areas: readonly AreaRequest[]): Promise<SessionAnswer> {
    const request = { expected: { computerName: this.entry.host }, areas };
    const answer = await named(async () =>
      sessionAnswerSchema.parse(await this.session.request(method, request, { deadlineMs: REQUEST_DEADLINE_MS })),
    );
    if (answer.wrongMachine) {
      const { computerName, serialNumber } = answer.identity;
      throw new HostFailure(
        "WRONG_MACHINE",
        `${this.entry.address} answers as ${computerName} (serial ${serialNumber}), not as ${this.entry.host}; nothing was read or changed`,
        "Compare the address with the machine's label and correct the declaration.",
      );
    }
    return answer;
  }

  /** Deletes the shell and closes the connection; a machine that is gone is no error here. */
  async close(): Promise<void> {
    await this.session.close();
    await this.client.close();
  }
}

/** What `Read-<Area>` of a declared area must be told. */
export function areaRequest(area: SettingArea, entry: FleetFileEntry): AreaRequest {
  return {
    id: area.id,
    function: functionSuffix(area.id),
    request: area.readRequest(entry.areas[area.property] ?? {}),
  };
}

/** Runs work on a machine in a session of its own, and notes for the timing how long the machine was waited for. */
export async function withHostSession<Result>(
  entry: FleetFileEntry,
  signal: AbortSignal,
  work: (session: HostSession) => Promise<Result>,
): Promise<Result> {
  const start = Date.now();
  const session = await HostSession.open(entry, signal).finally(() => {
    writeJournal({ kind: "span", part: "wire", host: entry.host, start, end: Date.now() });
  });
  try {
    const asked = Date.now();
    return await work(session).finally(() => {
      writeJournal({ kind: "span", part: "wire", host: entry.host, start: asked, end: Date.now() });
    });
  } finally {
    closing.add(session.close().finally(() => undefined));
  }
}

const closing = new Set<Promise<void>>();

/** Waits for shells that are being deleted off the critical path. */
export async function sessionsClosed(): Promise<void> {
  await Promise.allSettled(closing);
  closing.clear();
}

function endpointOf(entry: FleetFileEntry): {
  host: string;
  port: number;
  transport: "http" | "https";
  dial?: { host: string; port: number };
} {
  const { address: host, port, transport } = entry;
  const dial = routeTo(host);
  return dial === undefined ? { host, port, transport } : { host, port, transport, dial };
}

async function named<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof WinRMError || error instanceof KijunError)
      throw new HostFailure(error.code, error.message, error.hint);
    throw error;
  }
}
