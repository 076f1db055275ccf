import { ABSENT, isAbsent } from "@kijun/core";
import type { Direction, Scalar } from "@kijun/core";
import { z } from "zod";

import { defineEntryArea } from "../form/entry-area.js";
import { OTHERS } from "../form/entry-others.js";
import { entryLine } from "../form/entry-line.js";
import { directionOfMixture, mixtureOf } from "../form/profile-mixture.js";
import type { JsonValue, PropertyMeta } from "../form/setting-area.js";
import {
  autorunFactsSchema,
  autorunFailure,
  autorunsByUser,
  autorunsOf,
  commandText,
  isSwitched,
} from "./autorun-facts.js";
import type { Autorun, AutorunFacts } from "./autorun-facts.js";
import { AUTORUN_PLACES, placeOf } from "./autorun-places.js";

const entrySchema = z.strictObject({
  command: z
    .string()
    .overwrite((text) => commandText(text))
    .optional()
    .meta({
      label: { ja: "コマンド ライン", en: "command line" },
      windowsKey: "the value's data, StubPath, Debugger, the shortcut's target, or the consumer's command",
      source:
        "As it is stored, without case, a user's own folder as %userprofile%. Microsoft Learn, Run and RunOnce registry keys; Image File Execution Options",
    } satisfies PropertyMeta),
  enabled: z
    .boolean()
    .optional()
    .meta({
      label: { ja: "スタートアップ アプリの状態", en: "switched on" },
      windowsKey: "StartupApproved, IsInstalled or LoadAppInit_DLLs",
      source: "Of run, run-32, startup, active-setup and app-init and of users' run and startup",
      claims: ["startup-approved", "active-setup-switch"],
    } satisfies PropertyMeta),
});

const line = entryLine(entrySchema);

const ids = AUTORUN_PLACES.map(({ id }) => id);

const entries = defineEntryArea({
  id: "autorun",
  title: { ja: "自動起動", en: "programs that start by themselves" },
  name: z
    .string()
    .refine(
      (name) => placeOf(name) !== undefined,
      `must be a place and a name, as in "run: SecurityHealth"; places are ${ids.join(", ")}`,
    ),
  entry: entrySchema,
  others: true,
  readOnly: true,
  facts: autorunFactsSchema,
  entries: autorunsOf,
  write: ({ command, enabled }) => ({
    ...(command === undefined ? {} : { command }),
    ...(enabled === undefined ? {} : { enabled }),
  }),
  direction: (live, desired, name) => directionOf(name, live, desired),
});

/** A list of named entries, some of which every user has for himself. */
export const autorun = {
  ...entries,
  schema: entries.schema.superRefine((declared, context) => {
    for (const [name, entry] of Object.entries(declared))
      if (entry !== "absent")
        for (const [field, message] of contradictions(name, entry))
          context.addIssue({ code: "custom", path: [name, field], message });
  }),
  fromWindows: ((answer, desired) => {
    const facts = autorunFactsSchema.parse(answer);
    const live = Object.entries(entries.fromWindows(facts, desired));
    return Object.fromEntries(
      live.map(([name, value]) => {
        const failure = autorunFailure(facts, name === OTHERS ? undefined : name);
        return [name, failure ?? ofAllUsers(facts, name, desired[name]) ?? value];
      }),
    );
  }) satisfies (typeof entries)["fromWindows"],
  /** Of the places only those that a declared name is in, unless everything is asked for. */
  readRequest: ((desired) => {
    const everything = Object.hasOwn(desired, OTHERS);
    const named = new Set(Object.keys(desired).map((name) => placeOf(name)?.place));
    const places = AUTORUN_PLACES.filter((place) => everything || named.has(place));
    return { ...entries.readRequest(desired), places: places.map((place): JsonValue => ({ ...place })) };
  }) satisfies (typeof entries)["readRequest"],
  direction: ((path, live, desired) =>
    directionOfMixture(live, desired, (from, to) =>
      entries.direction(path, from, to),
    )) satisfies (typeof entries)["direction"],
};

/** Who has what of an entry of users, as far as it is declared; undefined for an entry of the machine. */
function ofAllUsers(facts: AutorunFacts, name: string, desired: unknown): Scalar | undefined {
  const byUser = autorunsByUser(facts, name);
  const wanted = typeof desired === "string" && !isAbsent(desired) ? line.parse(desired) : undefined;
  const lines = [...byUser].map(([sid, held]): [string, Scalar] => {
    if (held === undefined) return [sid, ABSENT];
    if (typeof held === "string") return [sid, held];
    const { command, enabled } = held;
    if (wanted === undefined) return [sid, line.format(held)];
    return [
      sid,
      line.format({
        ...(wanted.command === undefined ? {} : { command }),
        ...(wanted.enabled === undefined ? {} : { enabled }),
      }),
    ];
  });
  return lines.length === 0 ? undefined : mixtureOf(new Map(lines));
}

/** What cannot be declared of an entry because of the place that it is in. */
function contradictions(name: string, { command, enabled }: Autorun): [keyof Autorun, string][] {
  const { place, entry } = placeOf(name) ?? {};
  const found: [keyof Autorun, string][] = [];
  if (place === undefined || entry === undefined) return found;
  if (command === "") found.push(["command", "must name the program that is started"]);
  else if (place.kind === "list" && command !== undefined && command !== commandText(entry))
    found.push(["command", `must be ${JSON.stringify(entry)}: what an item of a list starts is the item itself`]);
  if (enabled !== undefined && !isSwitched(place))
    found.push(["enabled", `is not known of what starts from ${place.id}: declare its command, or "absent"`]);
  return found;
}

/** Less that is loaded into other programs is safer; whether a program that starts is needed nobody can say here. */
function directionOf(name: string, live: Autorun | undefined, desired: Autorun | undefined): Direction {
  if (placeOf(name)?.place.injects !== true) return "unknown";
  const way = strength(desired) - strength(live);
  if (way === 0 || (live !== undefined && desired !== undefined && live.command !== desired.command)) return "unknown";
  return way < 0 ? "hardening" : "weakening";
}

function strength(autorun: Autorun | undefined): number {
  if (autorun === undefined) return 0;
  return autorun.enabled === false ? 1 : 2;
}
