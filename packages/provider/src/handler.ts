import { setMaxListeners } from "node:events";
import { setFlagsFromString } from "node:v8";

import { KijunError } from "@kijun/core";

import { EngineLink } from "./dynamic/engine-link.js";
import { FirstContacts } from "./dynamic/first-contacts.js";
import { MachineProvider } from "./dynamic/machine-provider.js";
import { sessionsClosed } from "./live/host-session.js";
import { Readings } from "./live/readings.js";
import { contactFilePath } from "./run/contact-file.js";
import { DeclaredFleet } from "./run/declared-fleet.js";
import { fleetFilePath } from "./run/fleet-file.js";
import { writeJournal } from "./run/journal.js";
import { runWishes } from "./run/run-wishes.js";

/** The methods as the dynamic provider process calls them. */
type Handler = Pick<MachineProvider, "check" | "diff" | "read" | "create" | "update" | "delete">;

let provider: Handler | undefined;

/**
 * The provider of this process. Every resource in every state names this function in its frozen `__provider` text, so
 * its name and place never change.
 */
export function machineProvider(): Handler {
  try {
    provider ??= timed(createProvider(process.argv[2] ?? ""));
    return provider;
  } catch (error) {
    throw forEngine(error);
  }
}

/** The SDK prints the stack of what it catches, and the engine the message: the person needs the latter, whole. */
function forEngine(error: unknown): unknown {
  if (!(error instanceof KijunError)) return error;
  return Object.assign(error, { message: `${error.code}: ${error.message}. ${error.hint}`, stack: "" });
}

/**
 * V8 collects old garbage when the heap has doubled, as on a small computer; on one with much memory it would wait until
 * the heap is four times as large. The engine asks about all machines at once, and each question unpacks to 100 kB that
 * nobody needs a moment later: for 1,000 machines 130 MiB.
 */
const COLLECT_WHEN_DOUBLED = "--heap-growing-percent=100";

function createProvider(engineAddress: string): MachineProvider {
  setFlagsFromString(COLLECT_WHEN_DOUBLED);
  const wishes = runWishes();
  const abort = new AbortController();
  // Every machine that is being asked listens to it; that many are no leak.
  setMaxListeners(0, abort.signal);
  const link = new EngineLink(engineAddress, abort, sessionsClosed);
  const readings = new Readings(abort.signal, wishes);
  const log = link.log.bind(link);
  const fleet = new DeclaredFleet(fleetFilePath(engineAddress));
  return new MachineProvider({
    readings,
    wishes,
    log,
    firstContacts: new FirstContacts({ readings, contactFile: contactFilePath(engineAddress), log }),
    declared: (host) => fleet.machine(host),
  });
}

/** Notes the time of each call, so that a run can tell the provider's share from the engine's. */
function timed(inner: MachineProvider): Handler {
  const note = async <Result>(host: string, call: () => Promise<Result>): Promise<Result> => {
    const start = Date.now();
    try {
      return await call();
    } catch (error) {
      throw forEngine(error);
    } finally {
      const end = Date.now();
      if (end > start) writeJournal({ kind: "span", part: "call", host, start, end });
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
