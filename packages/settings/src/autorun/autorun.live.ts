import { z } from "zod";

import { failureOf } from "../form/live-form.js";
import type { Failure, LiveForm, WriteFailure } from "../form/live-form.js";
import type { WindowsRequest } from "../form/setting-area.js";
import { openProfiles } from "../form/user-profiles.live.js";
import type { WindowsState } from "../form/windows-state.js";
import { AUTORUN_PLACES, entryName, placeOf } from "./autorun-places.js";
import type { AutorunPlace } from "./autorun-places.js";
import { removeAutorun, setAutorun, storedAutoruns, switchAutorun } from "./autorun-stores.live.js";
import type { AutorunStore } from "./autorun-stores.live.js";
import { furnishAutorun } from "./shipped-autorun.live.js";

const requestSchema = z.object({
  names: z.array(z.string()),
  others: z.boolean(),
  places: z.array(z.object({ id: z.string() })),
});
const entrySchema = z.object({ command: z.string().optional(), enabled: z.boolean().optional() });
const desiredSchema = z.object({
  entries: z.record(z.string(), z.union([z.literal("absent"), entrySchema])),
  keep: z.array(z.string()).optional(),
});

export const autorunLive: LiveForm = {
  area: "autorun",
  read(machine, request) {
    const { names, others, places } = requestSchema.parse(request);
    const asked = others ? undefined : new Set(names.map((name) => name.toLowerCase()));
    const wanted = AUTORUN_PLACES.filter(({ id }) => places.some((place) => place.id === id));
    const factsOf = (store: AutorunStore, scope: AutorunPlace["scope"]): WindowsRequest =>
      Object.fromEntries(
        wanted.filter((place) => place.scope === scope).map((place) => [place.id, placeFacts(store, place, asked)]),
      );
    const users: Record<string, WindowsRequest> = {};
    if (wanted.some(({ scope }) => scope === "user"))
      for (const user of userStores(machine))
        users[user.key] =
          "failure" in user
            ? { failure: { ...user.failure } }
            : { folder: user.store.profileFolder ?? "", places: factsOf(user.store, "user") };
    return { machine: factsOf(machineStore(machine), "machine"), users };
  },
  write(machine, desired) {
    const { entries, keep } = desiredSchema.parse(desired);
    const failures = Object.entries(entries).flatMap(([name, wanted]) => writeEntry(machine, name, wanted));
    if (keep === undefined) return failures;
    return [...failures, ...removeOthers(machine, new Set(keep.map((name) => name.toLowerCase())))];
  },
  furnish: furnishAutorun,
};

function machineStore(machine: WindowsState): AutorunStore {
  return { machine, registry: machine.registry, root: "HKEY_LOCAL_MACHINE\\" };
}

type UserStore = { readonly key: string } & ({ readonly store: AutorunStore } | { readonly failure: Failure });

function userStores(machine: WindowsState): UserStore[] {
  return openProfiles(machine).map((profile) => {
    if ("failure" in profile) return profile;
    const path = machine.profiles.find(({ sid }) => sid === profile.key)?.path ?? "";
    const profileFolder = path.replaceAll("%SystemDrive%", "C:").replace(/\\+$/, "");
    return { key: profile.key, store: { machine, registry: profile.hive, root: "", profileFolder } };
  });
}

/** Without `asked` everything is answered. */
function placeFacts(store: AutorunStore, place: AutorunPlace, asked: ReadonlySet<string> | undefined): WindowsRequest {
  const entries: Record<string, WindowsRequest> = {};
  try {
    for (const { name, data, state, failure } of storedAutoruns(store, place))
      if (asked?.has(entryName(place, name).toLowerCase()) !== false)
        entries[name] =
          failure === undefined
            ? { data, ...(state === undefined ? {} : { switch: state }) }
            : { failure: { ...failure } };
  } catch (error) {
    return { failure: { ...failureOf(error) } };
  }
  return { entries };
}

type Wanted = z.output<typeof desiredSchema>["entries"][string];

function writeEntry(machine: WindowsState, name: string, wanted: Wanted): WriteFailure[] {
  const found = placeOf(name);
  if (found === undefined) return [];
  const { place, entry } = found;
  const stores: UserStore[] =
    place.scope === "user" ? userStores(machine) : [{ key: "", store: machineStore(machine) }];
  return stores.flatMap((user) => {
    const failure = "failure" in user ? user.failure : writeTo(user.store, place, entry, wanted);
    if (failure === undefined) return [];
    return [
      { key: name, code: failure.code, detail: user.key === "" ? failure.detail : `${user.key}: ${failure.detail}` },
    ];
  });
}

function writeTo(store: AutorunStore, place: AutorunPlace, name: string, wanted: Wanted): Failure | undefined {
  try {
    if (wanted === "absent") {
      removeAutorun(store, place, name);
      return undefined;
    }
    const { command, enabled } = wanted;
    const stored = storedAutoruns(store, place).some((held) => held.name.toLowerCase() === name.toLowerCase());
    if (command === undefined && !stored) return { code: "NOT_THERE", detail: "there is nothing to switch" };
    if (command !== undefined) setAutorun(store, place, name, inProfile(command, store.profileFolder));
    if (enabled !== undefined) switchAutorun(store, place, name, enabled);
  } catch (error) {
    return failureOf(error);
  }
  return undefined;
}

/** A command of a user by the own folder, where the profile has one. */
function inProfile(command: string, folder = ""): string {
  return folder === "" ? command : command.replaceAll("%userprofile%", folder);
}

function removeOthers(machine: WindowsState, kept: ReadonlySet<string>): WriteFailure[] {
  const failures: WriteFailure[] = [];
  for (const user of [{ key: "", store: machineStore(machine) }, ...userStores(machine)]) {
    const failed = "failure" in user ? user.failure : clear(user.store, user.key === "" ? "machine" : "user", kept);
    if (failed !== undefined) failures.push({ key: "*", code: failed.code, detail: `${user.key}: ${failed.detail}` });
  }
  return failures;
}

function clear(store: AutorunStore, scope: AutorunPlace["scope"], kept: ReadonlySet<string>): Failure | undefined {
  try {
    for (const place of AUTORUN_PLACES) {
      if (place.scope !== scope) continue;
      for (const { name } of storedAutoruns(store, place))
        if (!kept.has(entryName(place, name).toLowerCase())) removeAutorun(store, place, name);
    }
  } catch (error) {
    return failureOf(error);
  }
  return undefined;
}
