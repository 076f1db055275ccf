import { unreadable } from "@kijun/core";
import { z } from "zod";

import { readFailureSchema, readFailureText } from "../form/read-failure.js";
import { namedValue } from "../form/windows-state.js";
import { AUTORUN_PLACES, entryName, placeOf } from "./autorun-places.js";
import type { AutorunPlace } from "./autorun-places.js";

const entrySchema = z.union([z.object({ data: z.string(), switch: z.number().optional() }), readFailureSchema]);
const placeSchema = z.union([z.object({ entries: z.record(z.string(), entrySchema) }), readFailureSchema]);
const placesSchema = z.record(z.string(), placeSchema);

export const autorunFactsSchema = z.object({
  /** By place. */
  machine: placesSchema,
  /** By SID, and `default` for the profile that new users start from; empty where no place of users is asked for. */
  users: z.record(z.string(), z.union([z.object({ folder: z.string(), places: placesSchema }), readFailureSchema])),
});

export type AutorunFacts = z.output<typeof autorunFactsSchema>;

type PlaceFacts = z.output<typeof placeSchema>;
type StoredEntry = z.output<typeof entrySchema>;

/** What starts from a place: the command in lower case; whether it is switched on, where it can be switched off. */
export interface Autorun {
  readonly command?: string | undefined;
  readonly enabled?: boolean | undefined;
}

export function isSwitched({ approved, switch: value }: AutorunPlace): boolean {
  return approved !== undefined || value !== undefined;
}

/** What is found, by name; of an entry of users its name alone, because they may differ: {@link autorunsByUser}. */
export function autorunsOf({ machine, users }: AutorunFacts): Map<string, Autorun | string> {
  const found = new Map<string, Autorun | string>();
  for (const place of AUTORUN_PLACES) {
    for (const [name, stored] of entriesOf(machine[place.id]))
      found.set(entryName(place, name), decoded(place, stored));
    for (const user of Object.values(users))
      if (!("failure" in user))
        for (const [name] of entriesOf(user.places[place.id])) found.set(entryName(place, name), {});
  }
  return found;
}

/**
 * What each user has of an entry, undefined for nothing, the reserved text where that cannot be read; none at all where the
 * entry is the machine's.
 */
export function autorunsByUser({ users }: AutorunFacts, name: string): Map<string, Autorun | string | undefined> {
  const { place, entry = "" } = placeOf(name) ?? {};
  const byUser = new Map<string, Autorun | string | undefined>();
  if (place?.scope !== "user") return byUser;
  for (const [sid, user] of Object.entries(users)) {
    if ("failure" in user) continue;
    const stored = namedValue(Object.fromEntries(entriesOf(user.places[place.id])), entry);
    byUser.set(sid, stored === undefined ? undefined : decoded(place, stored, user.folder));
  }
  return byUser;
}

/** Why what an entry's place holds cannot be told; without a name, which places cannot be read. */
export function autorunFailure({ machine, users }: AutorunFacts, name?: string): string | undefined {
  const named = name === undefined ? undefined : placeOf(name)?.place;
  const isMeant = (id: string): boolean => named === undefined || named.id === id;
  const failures = Object.entries(machine).flatMap(([id, place]) =>
    "failure" in place && isMeant(id)
      ? [{ ...place.failure, where: named === undefined ? id : place.failure.detail }]
      : [],
  );
  const ofUsers = named?.scope === "machine" ? [] : Object.entries(users);
  for (const [sid, user] of ofUsers) {
    const places =
      "failure" in user ? [user] : Object.entries(user.places).flatMap(([id, at]) => (isMeant(id) ? [at] : []));
    const failed = places.find((place) => "failure" in place);
    if (failed !== undefined && "failure" in failed) failures.push({ ...failed.failure, where: sid });
  }
  const [first, ...rest] = failures.toSorted((left, right) => (left.where < right.where ? -1 : 1));
  if (first === undefined) return undefined;
  const others = rest.map(({ where, code }) => where + (code === first.code ? "" : ` ${code}`));
  return unreadable(first.code, [first.where, ...others].join(", "));
}

function entriesOf(place: PlaceFacts | undefined): [string, StoredEntry][] {
  return place === undefined || "failure" in place ? [] : Object.entries(place.entries);
}

function decoded(place: AutorunPlace, stored: StoredEntry, folder = ""): Autorun | string {
  if ("failure" in stored) return readFailureText(stored);
  const { data, switch: state } = stored;
  const command = commandText(data, folder);
  return isSwitched(place) ? { command, enabled: isOn(place, state) } : { command };
}

/** A command as it is compared: without case, and a user's own folder by its variable. */
export function commandText(text: string, folder = ""): string {
  const folded = text.trim().toLowerCase();
  if (folder === "") return folded;
  const own = folder.toLowerCase().replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return folded.replace(new RegExp(`${own}(?=[\\\\"]|$)`, "g"), "%userprofile%");
}

/** Of StartupApproved the first byte (claim `startup-approved`); other switches are numbers (claim `active-setup-switch`). */
function isOn({ approved, offUnlessSwitched }: AutorunPlace, state: number | undefined): boolean {
  if (state === undefined) return offUnlessSwitched !== true;
  return approved === undefined ? state !== 0 : (state & 1) === 0;
}
