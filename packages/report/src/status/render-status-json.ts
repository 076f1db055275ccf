import { orderedRecord } from "../render-json.js";
import { fleetMatrix } from "./fleet-matrix.js";
import type { StatusRecord } from "./status-record.js";

/** A status as one JSON document: each machine with its cells by area id, arrays in a fixed order. */
export function renderStatusJson(record: StatusRecord): string {
  const cells = new Map(
    fleetMatrix(record).flatMap(({ rows }) => rows.map(({ host, cells: each }) => [host.name, each] as const)),
  );
  const ordered = orderedRecord(record);
  const hosts = ordered.hosts.map((host) => ({
    ...host,
    cells: Object.fromEntries(record.areas.map(({ id }, index) => [id, cells.get(host.name)?.[index]])),
  }));
  return JSON.stringify({ ...ordered, hosts }, null, 2) + "\n";
}
