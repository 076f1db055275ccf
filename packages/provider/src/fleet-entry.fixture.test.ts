import type { HostReading } from "@kijun/core";

import type { FleetFileEntry } from "./run/fleet-file.js";

/** A declared machine for tests; each test names only what it is about. */
export function fleetEntry(over: Partial<FleetFileEntry> = {}): FleetFileEntry {
  return {
    host: "KITA-T001",
    urn: "urn:pulumi:dev::sapporo::kijun:fleet:Site$pulumi-nodejs:dynamic/kijun:Machine::KITA-T001",
    address: "192.0.2.1",
    port: 5985,
    transport: "http",
    credential: "fleet-admin",
    site: "kita",
    areas: { accountLockout: { thresholdAttempts: 5, durationMinutes: 15 } },
    ignored: [],
    dryRun: true,
    provenance: {},
    items: { "account-lockout": ["端末7"] },
    ...over,
  };
}

/** A complete reading of that machine with the given areas. */
export function completeReading(areas: Extract<HostReading, { kind: "complete" }>["areas"]): HostReading {
  const identity = { computerName: "KITA-T001", machineGuid: "g", serialNumber: "s", build: "26100.1" };
  return { kind: "complete", identity, areas, readAt: "2026-01-14T01:00:00.000Z" };
}
