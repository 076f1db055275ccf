import { numberedName, suggestion } from "@kijun/core";
import type { HostRole, Issue } from "@kijun/core";

import type { JudgedItem } from "./judged-item.js";

/** What answers may speak of. */
export interface KnownSubjects {
  readonly items: readonly JudgedItem[];
  /** Every machine that is, was or will be in service: answers about past ones stay in their file. */
  readonly machines: readonly { readonly host: string; readonly role: HostRole }[];
}

/** Something that was said, and where it stands. */
export interface Placed<Said> {
  readonly file: string;
  /** `attestations[3]`. */
  readonly path: string;
  readonly said: Said;
}

export function issueAt<Said extends object>(place: Placed<Said>, name: keyof Said & string, message: string): Issue {
  return { file: place.file, path: `${place.path}.${name}`, value: JSON.stringify(place.said[name]), message };
}

export function unknownItem(place: Placed<{ readonly item: string }>, { items }: KnownSubjects): Issue {
  const ids = items.map(({ id }) => id);
  return issueAt(place, "item", `unknown item; ${nearestItem(place.said.item, ids)}`);
}

/** The nearest of the same section by number; of a section that nobody knows as for every name. */
function nearestItem(id: string, known: readonly string[]): string {
  const { prefix, digits } = numberedName(id.normalize("NFKC").trim());
  const [nearest] = known
    .filter((other) => numberedName(other).prefix.toLowerCase() === prefix.toLowerCase())
    .map((other) => ({ other, steps: Math.abs(Number(numberedName(other).digits) - Number(digits)) }))
    .sort((left, right) => left.steps - right.steps);
  return nearest === undefined ? suggestion(id, known) : `the nearest known one is ${nearest.other}`;
}

export function hostIssues(
  { file, path }: Omit<Placed<unknown>, "said">,
  host: string,
  item: JudgedItem | undefined,
  { machines }: KnownSubjects,
): Issue[] {
  const value = JSON.stringify(host);
  const roles = machines.filter((machine) => lower(machine.host) === lower(host)).map(({ role }) => role);
  if (roles.length === 0) {
    const [nearest = ""] = suggestion(
      host,
      machines.map((machine) => machine.host),
    ).split(" (", 1);
    const hint = nearest.startsWith("did") ? `; ${nearest}` : "";
    return [{ file, path, value, message: `there is no machine of that name in the fleet${hint}` }];
  }
  return item === undefined || roles.includes(item.role)
    ? []
    : [{ file, path, value, message: `${item.id} is asked of ${item.role} machines; this one is ${roles.join(", ")}` }];
}

export function lower(name: string): string {
  return name.toLowerCase();
}
