import { z } from "zod";

import type { LiveForm, WriteFailure } from "../form/live-form.js";
import type { JsonValue } from "../form/setting-area.js";
import { openProfiles } from "../form/user-profiles.live.js";
import type { OpenedProfile } from "../form/user-profiles.live.js";
import { deleteRegistryValue, isSameValue, registryValue, setRegistryValue } from "../form/windows-state.js";
import type { Registry, WindowsState } from "../form/windows-state.js";

const placeSchema = z.object({ key: z.string(), name: z.string() });
const dataSchema = z.union([
  z.object({ absent: z.literal(true) }),
  z.object({
    kind: z.enum(["String", "ExpandString", "DWord", "QWord", "Binary", "MultiString"]),
    value: z.union([z.string(), z.number(), z.array(z.string())]),
  }),
]);
const machinePlaceSchema = placeSchema.extend({ hive: z.enum(["LocalMachine", "Users"]) });
const userPlaceSchema = placeSchema.extend({ path: z.string(), user: z.string() });
const requestSchema = z.object({
  machine: z.record(z.string(), machinePlaceSchema),
  users: z.array(userPlaceSchema),
});
const desiredSchema = z.object({
  machine: z.record(z.string(), z.intersection(machinePlaceSchema, dataSchema)),
  users: z.array(z.intersection(userPlaceSchema, dataSchema)),
});

const ROOTS = { LocalMachine: "HKEY_LOCAL_MACHINE", Users: "HKEY_USERS" } as const;

export const registryValuesLive: LiveForm = {
  area: "registry-values",
  read(machine, request) {
    const { machine: asked, users } = requestSchema.parse(request);
    const places = Object.entries(asked).map(([path, { hive, key, name }]) => ({
      path,
      key: `${ROOTS[hive]}\\${key}`,
      name,
    }));
    const profiles: Record<string, JsonValue> = {};
    for (const profile of openProfiles(machine)) {
      const own = placesOf(users, profile);
      if (own.length > 0)
        profiles[profile.key] =
          "failure" in profile ? { failure: { ...profile.failure } } : { values: storedValues(profile.hive, own) };
    }
    return { values: storedValues(machine.registry, places), profiles };
  },
  write(machine, desired) {
    const { machine: wanted, users } = desiredSchema.parse(desired);
    for (const { hive, ...place } of Object.values(wanted))
      writeValue(machine.registry, { ...place, key: `${ROOTS[hive]}\\${place.key}` });
    return [
      ...openProfiles(machine).flatMap((profile) => writeProfile(profile, placesOf(users, profile))),
      ...unreached(machine, users),
    ];
  },
};

interface Place {
  readonly path: string;
  readonly key: string;
  readonly name: string;
}

function placesOf<UserPlace extends { readonly user: string }>(
  users: readonly UserPlace[],
  { key }: OpenedProfile,
): UserPlace[] {
  return users.filter(({ user }) => user === "*" || user.toLowerCase() === key.toLowerCase());
}

function storedValues(registry: Registry, places: readonly Place[]): Record<string, JsonValue> {
  return Object.fromEntries(
    places.flatMap(({ path, key, name }) => {
      const stored = registryValue(registry, key, name);
      return stored === undefined ? [] : [[path, { kind: stored.kind, value: stored.value }]];
    }),
  );
}

type Wanted = z.output<typeof placeSchema> & z.output<typeof dataSchema>;

function writeValue(registry: Registry, wanted: Wanted): void {
  const { key, name } = wanted;
  const stored = registryValue(registry, key, name);
  if ("absent" in wanted) deleteRegistryValue(registry, key, name);
  else if (!isSameValue(stored, wanted))
    setRegistryValue(registry, key, name, { kind: wanted.kind, value: wanted.value });
}

function writeProfile(profile: OpenedProfile, places: readonly (Wanted & { readonly path: string })[]): WriteFailure[] {
  if ("failure" in profile) {
    const { code, detail } = profile.failure;
    return places.map(({ path }) => ({ key: path, code, detail: `${profile.key}: ${detail}` }));
  }
  for (const place of places) writeValue(profile.hive, place);
  return [];
}

/** Values of users who have no profile on the machine. */
function unreached(machine: WindowsState, users: z.output<typeof desiredSchema>["users"]): WriteFailure[] {
  const known = new Set(openProfiles(machine).map(({ key }) => key.toLowerCase()));
  const missing = users.filter(({ user }) => user !== "*" && !known.has(user.toLowerCase()));
  return missing.map(({ path, user }) => ({ key: path, code: "PROFILE_MISSING", detail: user }));
}
