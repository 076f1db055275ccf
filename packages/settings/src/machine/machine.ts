import { ABSENT, mapEntries, unreadable } from "@kijun/core";
import type { Scalar } from "@kijun/core";

import { definedOnly } from "../form/named-values.js";
import { formatExpectation, meetsExpectation, parseExpectation } from "../form/probe/probe-expectation.js";
import type { Expectation } from "../form/probe/probe-expectation.js";
import { tokenText } from "../form/probe/probe-token.js";
import { readFailureText } from "../form/read-failure.js";
import { defineArea } from "../form/setting-area.js";
import { isSameName, namedValue } from "../form/windows-state.js";
import {
  CURRENT_VERSION,
  factsSchema,
  PARTS,
  textAt,
  TIME_ZONE,
  valueAt,
  ValueUnknown,
  WINDOWS_PLACES,
} from "./machine-facts.js";
import type { Facts, Found, Keys, Part } from "./machine-facts.js";
import { EITHER, machineSchema, NONE } from "./machine-schema.js";
import type { DeclaredMachine } from "./machine-schema.js";
import { COUNTED_KEYS, pendingRenames, RESTART_PLACES, restartSignals } from "./restart-signals.js";

type Property = keyof DeclaredMachine;

/** How a property is found: in which part of the facts, and what that says of it; of a group of names, of one of them. */
interface Reader {
  readonly part: Part;
  read(this: void, facts: Facts, name: string): string;
}

const READERS: { readonly [Name in Property]: Reader } = {
  manufacturer: from("system", ({ manufacturer }) => textOf(manufacturer)),
  model: from("system", ({ model }) => textOf(model)),
  serialNumber: from("system", ({ serialNumber }) => textOf(serialNumber)),
  edition: from("registry", ({ keys }) => textOf(textAt(keys, CURRENT_VERSION, "EditionID"))),
  version: from("registry", ({ keys }) =>
    textOf(textAt(keys, CURRENT_VERSION, "DisplayVersion") ?? textAt(keys, CURRENT_VERSION, "ReleaseId")),
  ),
  build: from("registry", ({ keys }) => textOf(buildOf(keys))),
  timeZone: from("registry", ({ keys }) => textOf(textAt(keys, TIME_ZONE, "TimeZoneKeyName"))),
  clockAheadSeconds: from("clock", ({ aheadSeconds }) => String(aheadSeconds)),
  freeGiB: from("drives", ({ free }, drive) => {
    const bytes = namedValue(free, drive);
    return bytes === undefined ? ABSENT : String(Math.floor(bytes / 2 ** 30));
  }),
  restartPending: from("registry", ({ keys }) => listText(restartSignals(keys))),
  renamesPending: from("registry", ({ keys }) => listText(pendingRenames(keys))),
  cluster: from("cluster", roleIn),
};

function from<Name extends Part>(part: Name, read: (found: Found<Name>, name: string) => string): Reader {
  return {
    part,
    read: (facts, name) => {
      const found = facts[part];
      if (found === undefined) throw new TypeError(`the facts lack ${part}`);
      if ("failure" in found) return readFailureText(found);
      try {
        return read(found as Found<Name>, name);
      } catch (error) {
        if (error instanceof ValueUnknown) return unreadable("VALUE_UNKNOWN", error.message);
        throw error;
      }
    },
  };
}

export const machine = defineArea({
  id: "machine",
  title: { ja: "機器の状態", en: "state of the machine" },
  schema: machineSchema,
  facts: factsSchema,
  readOnly: true,
  observed: true,
  nextSteps: {
    CLOCK_NOT_COMPARED: {
      ja: "接続せずに読み取ったため、時計の差を測れません。引渡票に記録した差を確認してください。",
      en: "The machine was read without a line, so its clock was laid beside none: look at the difference on the hand-over sheet.",
    },
  },
  format: (declared) =>
    mapEntries(definedOnly<Expectation | { readonly [name: string]: Expectation }>(declared), (value) =>
      isGroup(value) ? mapEntries(value, formatExpectation) : formatExpectation(value),
    ),
  parse: (canonical) =>
    machineSchema.parse(
      mapEntries(canonical, (value) => (typeof value === "object" ? mapEntries(value, parsed) : parsed(value))),
    ),
  fromWindows: (facts, desired) =>
    mapEntries(desired, (value, property) => {
      const { read } = READERS[property as Property];
      return typeof value === "object" ? mapEntries(value, (_, name) => read(facts, name)) : read(facts, "");
    }),
  toWindows: (desired, differing) => ({
    expected: Object.fromEntries(
      Object.entries(desired).filter(([name]) => differing.some(([first]) => (first ?? name) === name)),
    ),
  }),
  readRequest(desired, asked) {
    const parts = new Set(Object.keys(desired).map((property) => READERS[property as Property].part));
    return {
      parts: PARTS.filter((part) => parts.has(part)),
      ...(parts.has("registry") ? { registry: { ...WINDOWS_PLACES, ...RESTART_PLACES }, counted: COUNTED_KEYS } : {}),
      // What the machine's clock is laid beside.
      ...(parts.has("clock") && asked !== null ? { asked } : {}),
    };
  },
  // Which machine stands where, and how much room it needs, is the customer's to say.
  direction: (_, live, desired) => (live === desired ? "neutral" : "unknown"),
  meets: (live, desired) =>
    desired === EITHER ? live === "active" || live === "standby" : meetsExpectation(live, desired),
});

function isGroup(
  value: Expectation | { readonly [name: string]: Expectation },
): value is { readonly [name: string]: Expectation } {
  return typeof value === "object" && !("atLeast" in value) && !("atMost" in value);
}

function parsed(line: Scalar): Expectation {
  return parseExpectation(String(line));
}

function textOf(value: string | undefined): string {
  return value === undefined || value === "" ? ABSENT : tokenText(value);
}

function buildOf(keys: Keys): string | undefined {
  const build = textAt(keys, CURRENT_VERSION, "CurrentBuildNumber");
  const revision = valueAt(keys, CURRENT_VERSION, "UBR", "DWord")?.toString();
  return build === undefined ? undefined : [build, ...(revision === undefined ? [] : [revision])].join(".");
}

const MOST_LISTED = 10;

function listText(names: readonly string[]): string {
  if (names.length === 0) return NONE;
  const more = names.length > MOST_LISTED ? [`and ${String(names.length - MOST_LISTED)} more`] : [];
  return tokenText([...names.slice(0, MOST_LISTED), ...more].join(", "));
}

/** ClusterGroupState: 0 online, 1 offline, 2 failed, 3 partly online, 4 pending. */
const STATES = ["online", "offline", "failed", "online", "pending"];

function roleIn({ computerName, groups }: Found<"cluster">, name: string): string {
  const group = groups === null ? undefined : namedValue(groups, name);
  if (group === undefined) return ABSENT;
  const state = STATES[group.state] ?? `state-${String(group.state)}`;
  if (state !== "online") return state;
  return isSameName(group.owner, computerName) ? "active" : "standby";
}
