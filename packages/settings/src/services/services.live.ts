import { z } from "zod";

import type { LiveForm, UsedMachineOrigin, WriteFailure } from "../form/live-form.js";
import { SeededRandom } from "../form/seeded-random.js";
import type { WindowsRequest } from "../form/setting-area.js";
import { namedValue } from "../form/windows-state.js";
import type { WindowsState } from "../form/windows-state.js";
import { shippedServices } from "./shipped-services.live.js";

/** A service as Win32_Service shows it. */
export interface ServiceState {
  startMode: "Auto" | "Manual" | "Disabled";
  delayed: boolean;
  state: "Running" | "Stopped";
  readonly account: string | null;
  /** Names of the services that it needs. */
  readonly needs?: readonly string[];
  /** It protects itself: whoever wants to change or stop it is denied. */
  readonly guarded?: true;
}

declare module "../form/windows-state.js" {
  interface WindowsState {
    /** Services by name. */
    services?: Record<string, ServiceState>;
  }
}

const desiredSchema = z.object({
  entries: z.record(
    z.string(),
    z.union([
      z.literal("absent"),
      z.object({ startMode: z.string().optional(), state: z.enum(["Running", "Stopped"]).optional() }),
    ]),
  ),
});

export const servicesLive: LiveForm = {
  area: "services",
  read(machine, request) {
    const names = z.array(z.string()).parse(request["names"]);
    const found: Record<string, WindowsRequest> = {};
    for (const name of names) {
      const service = namedValue(machine.services ?? {}, name);
      if (service === undefined) continue;
      const { startMode, delayed, state, account } = service;
      found[name] = { startMode, delayed, state, account };
    }
    return { services: found };
  },
  write(machine, desired) {
    const failures: WriteFailure[] = [];
    for (const [key, wanted] of Object.entries(desiredSchema.parse(desired).entries)) {
      const failure = writeService(machine, key, wanted);
      if (failure !== undefined) failures.push({ key, ...failure });
    }
    return failures;
  },
  furnish(machine, { role, kind, seed }: UsedMachineOrigin) {
    const random = new SeededRandom(seed, "services");
    machine.services = shippedServices(role, kind, random);
  },
};

type Wanted = z.output<typeof desiredSchema>["entries"][string];

function writeService(machine: WindowsState, name: string, wanted: Wanted): Omit<WriteFailure, "key"> | undefined {
  const service = namedValue(machine.services ?? {}, name);
  if (wanted === "absent") {
    const detail = "a service goes with its program, which is to be uninstalled";
    return service === undefined ? undefined : { code: "NOT_REMOVED", detail };
  }
  if (service === undefined) return { code: "NOT_INSTALLED", detail: "there is no service of this name" };
  const { startMode, state } = wanted;
  if (startMode !== undefined && startMode !== startOf(service)) {
    if (service.guarded === true) return { code: "ACCESS_DENIED", detail: "startup type" };
    service.startMode = startMode === "demand" ? "Manual" : startMode === "disabled" ? "Disabled" : "Auto";
    service.delayed = startMode === "delayed-auto";
  }
  if (state === undefined || state === service.state) return undefined;
  const dependents = state === "Stopped" ? runningDependents(machine, name) : [];
  if (dependents.length > 0) return { code: "DEPENDENTS_RUNNING", detail: dependents.join(", ") };
  if (service.guarded === true) return { code: "ACCESS_DENIED", detail: "state" };
  if (state === "Running" && service.startMode === "Disabled") return { code: "WRITE_FAILED", detail: "state" };
  service.state = state;
  return undefined;
}

function startOf({ startMode, delayed }: ServiceState): string {
  if (startMode === "Auto") return delayed ? "delayed-auto" : "auto";
  return startMode === "Manual" ? "demand" : "disabled";
}

function runningDependents(machine: WindowsState, name: string): string[] {
  const folded = name.toLowerCase();
  return Object.entries(machine.services ?? {})
    .filter(([, { state, needs = [] }]) => state === "Running" && needs.some((need) => need.toLowerCase() === folded))
    .map(([dependent]) => dependent)
    .sort();
}
