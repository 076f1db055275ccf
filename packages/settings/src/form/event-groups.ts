/** Entries of logs that belong together. */
export interface EventGroup {
  /** Names the group in every reading of the machine. */
  readonly key: string;
  readonly count: number;
  /** ISO 8601 in UTC. */
  readonly first: string;
  readonly last: string;
}

/** Groups in a line beyond this many are counted. */
const MOST_GROUPS = 100;

/** The live line of what must not be: each group that speaks against it, and how many more there are that nobody has seen. */
export function groupsLine(groups: readonly EventGroup[], unseen = 0): string {
  const named = groups
    .slice(0, MOST_GROUPS)
    .map(({ key, count, first, last }) => `${JSON.stringify(key)} ${String(count)} from ${first} to ${last}`);
  const more = groups.length - named.length + unseen;
  return [...named, ...(more > 0 ? [`and ${String(more)} more`] : [])].join(", ");
}

const GROUP = /("(?:[^"\\]|\\.)*") (\d+) from (\S+) to ([^\s,]+)(?:, |$)/gy;

/**
 * The groups of a live line, for whoever disposes of them one by one. How many more there are than the line names is in
 * `more`. Undefined for a line that names none: one that nothing speaks against, or an unreadable one.
 */
export function parseGroups(line: string): { groups: EventGroup[]; more: number } | undefined {
  if (!line.startsWith('"')) return undefined;
  const groups = [...line.matchAll(GROUP)].map(([, key = "", count, first = "", last = ""]) => ({
    key: String(JSON.parse(key)),
    count: Number(count),
    ...{ first, last },
  }));
  return { groups, more: Number(/, and (\d+) more$/.exec(line)?.[1] ?? 0) };
}
