import { compareHostNames } from "@kijun/core";

import type { RunHost, RunRecord } from "../run-record.js";
import { separateUnreadable } from "../unread-groups.js";

/** `.` as declared, `c` differs, `W` would be weakened by its baseline, `?` not or not wholly read, `-` not declared. */
export type MatrixCell = "." | "c" | "W" | "?" | "-";

/** One machine of a matrix. */
export interface MatrixRow<Host extends RunHost> {
  readonly host: Host;
  /** In the order of the record's areas. */
  readonly cells: readonly MatrixCell[];
}

/** The machines of one site. */
export interface MatrixBlock<Host extends RunHost> {
  readonly site: string;
  readonly rows: readonly MatrixRow<Host>[];
}

/** What a matrix is made from: a run's record, or a status. */
export interface MatrixSource<Host extends RunHost> extends Pick<RunRecord, "areas" | "changes" | "unreadable"> {
  readonly hosts: readonly Host[];
}

/**
 * Machine by area, one block per site in the order in which sites are declared. A cell shows the gravest thing that is
 * known of it: a weakening, then that something was not read, then a difference.
 */
export function fleetMatrix<Host extends RunHost>(source: MatrixSource<Host>): MatrixBlock<Host>[] {
  const { changes, unreadable } = separateUnreadable(source);
  const found = new Map<string, MatrixCell>();
  const note = (host: string, area: string, cell: MatrixCell): void => {
    const key = cellKey(host, area);
    if (GRAVITY.indexOf(cell) > GRAVITY.indexOf(found.get(key) ?? ".")) found.set(key, cell);
  };
  for (const { host, area, direction } of changes) note(host, area, direction === "weakening" ? "W" : "c");
  for (const { host, area } of unreadable) note(host, area ?? "", "?");
  const cellOf = (host: RunHost, area: string): MatrixCell => {
    if (!host.areas.includes(area)) return "-";
    if (host.status !== "read" || found.has(cellKey(host.name, ""))) return "?";
    return found.get(cellKey(host.name, area)) ?? ".";
  };
  const blocks = new Map<string, Host[]>();
  for (const host of source.hosts) {
    const site = host.siteName ?? host.site;
    blocks.set(site, [...(blocks.get(site) ?? []), host]);
  }
  return [...blocks].map(([site, hosts]) => ({
    site,
    rows: hosts
      .toSorted((left, right) => compareHostNames(left.name, right.name))
      .map((host) => ({ host, cells: source.areas.map(({ id }) => cellOf(host, id)) })),
  }));
}

const GRAVITY: readonly MatrixCell[] = [".", "c", "?", "W"];

function cellKey(host: string, area: string): string {
  return `${host.toLowerCase()} ${area}`;
}
