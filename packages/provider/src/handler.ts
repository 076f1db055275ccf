import { setMaxListeners } from "node:events";

import { EngineLink } from "./dynamic/engine-link.js";
import { MachineProvider } from "./dynamic/machine-provider.js";
import { sessionsClosed } from "./live/host-session.js";
import { Readings } from "./live/readings.js";
import { fleetFilePath, readFleetFile } from "./run/fleet-file.js";
import type { FleetFileEntry } from "./run/fleet-file.js";
import { writeJournal } from "./run/journal.js";

/** The methods as the dynamic provider process calls them. */
type Handler = Pick<MachineProvider, "check" | "diff" | "read" | "create" | "update" | "delete">;

let provider: Handler | undefined;

/**
 * The provider of this process. Every resource in every state names this function in its frozen `__provider` text, so
 * its name and place never change.
 */
export function machineProvider(): Handler {
  provider ??= timed(createProvider(process.argv[2] ?? ""));
  return provider;
}

function createProvider(engineAddress: string): MachineProvider {
  const abort = new AbortController();
  // Every machine that is being asked listens to it; that many are no leak.
  setMaxListeners(0, abort.signal);
  const link = new EngineLink(engineAddress, abort, sessionsClosed);
  const path = fleetFilePath(engineAddress);
  let machines: ReadonlyMap<string, FleetFileEntry> = new Map();
  return new MachineProvider({
    readings: new Readings(abort.signal),
    signal: abort.signal,
    declared: (host) => {
      // Read again only for a machine that is not there yet: a program may declare one after waiting for something.
      if (!machines.has(host.toLowerCase())) machines = readFleetFile(path);
      return machines.get(host.toLowerCase());
    },
    all: () => machines.values(),
    log: (severity, text, urn) => link.log(severity, text, urn),
  });
}

/** Notes the time of each call, so that a run can tell the provider's share from the engine's. */
function timed(inner: MachineProvider): Handler {
  const note = async <Result>(host: string, call: () => Promise<Result>): Promise<Result> => {
    const start = Date.now();
    try {
      return await call();
    } finally {
      writeJournal({ kind: "span", part: "call", host, start, end: Date.now() });
    }
  };
  return {
    check: (olds, news) => note(String(news["host"]), () => inner.check(olds, news)),
    diff: (id, olds, news) => note(id, () => inner.diff(id, olds, news)),
    read: (id, outputs) => note(id, () => inner.read(id, outputs)),
    create: (inputs) => note(String(inputs["host"]), () => inner.create(inputs)),
    update: (id, olds, news) => note(id, () => inner.update(id, olds, news)),
    delete: () => inner.delete(),
  };
}
