import type { CanonicalAreaOrReserved, HostReading } from "@kijun/core";
import type { FleetFileEntry, JournalEntry } from "@kijun/provider/run";

type ReadingEntry = Extract<JournalEntry, { kind: "reading" }>;

/** A declared machine with a lockout threshold of 5. */
export function machine(host: string, more: Partial<FleetFileEntry> = {}): FleetFileEntry {
  return {
    host,
    urn: `urn:pulumi:dev::fixture::kijun:fleet:Site$pulumi-nodejs:dynamic/kijun:Machine::${host}`,
    address: "192.0.2.1",
    port: 5985,
    transport: "http",
    credential: "fleet-admin",
    site: "kita",
    hostClass: "terminal-a",
    role: "terminal",
    areas: { accountLockout: { thresholdAttempts: 5 } },
    ignored: [],
    dryRun: true,
    provenance: {},
    items: { "account-lockout": ["端末7"] },
    ...more,
  };
}

/** The machine answered: with a threshold, or with what stands for the whole area. */
export function answered(host: string, live: number | string): ReadingEntry {
  const accountLockout: CanonicalAreaOrReserved = typeof live === "number" ? { thresholdAttempts: live } : live;
  const identity = { computerName: host, machineGuid: "", serialNumber: "", build: "" };
  const reading: HostReading = {
    kind: "complete",
    identity,
    areas: { accountLockout },
    readAt: "2026-01-14T10:32:00.000Z",
  };
  return { kind: "reading", host, reading, known: true };
}

/** The machine did not answer, or not as the declared one. */
export function silent(host: string, code = "WINRM_CONNECT_TIMEOUT", lastRead?: string): ReadingEntry {
  const reading: HostReading = { kind: "unreachable", code, message: "no answer", hint: "Check the cable." };
  return { kind: "reading", host, reading, known: true, ...(lastRead === undefined ? {} : { lastRead }) };
}
