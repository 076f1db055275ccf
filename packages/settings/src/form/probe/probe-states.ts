import { ABSENT, entriesOf, TO_BE_CONFIRMED } from "@kijun/core";
import type { CanonicalArea } from "@kijun/core";
import fc from "fast-check";

import { AreaFailure } from "../live-form.js";
import { EVERY_KIND, machine } from "../machine-states.js";
import type { AreaStates, Drift, LiveState, MachineCase } from "../machine-states.js";
import type { SettingArea } from "../setting-area.js";
import type { WindowsState } from "../windows-state.js";
import type { Probe } from "./probe-kinds.js";
import { parseProbe, splitLine } from "./probe-line.js";
import { dword, PERSON, places } from "./probe-place-states.js";
import type { Place } from "./probe-place-states.js";
import { bringAbout } from "./probe-writing.live.js";

/** A property of an area, and its words where it has its own. */
export interface ProbedProperty {
  readonly path: readonly string[];
  readonly words?: readonly string[];
}

const LOCKED = "S-1-5-21-1-2-3-1002";

/** A property with words of its own finds them in a value of the registry that is its alone. */
function wordPlace({ path, words = [] }: ProbedProperty): Place {
  const numbered = words.map((word, at) => [String(at), word]);
  const probe = { ...dword(path.join(".")), words: Object.fromEntries(numbered) as Record<string, string> };
  const [first = ABSENT, ...others] = words;
  return { probe, expects: [first, ...others, ABSENT], finds: [...words.keys(), 99] };
}

/** A probe that is declared for a property, with what there may be. */
interface Declared {
  readonly property: ProbedProperty;
  readonly place: Place;
}

/**
 * The states of an area of probes: whatever can be declared for its properties, against whatever a machine can hold at the
 * places of probes.
 */
export function probeStates(
  area: SettingArea,
  properties: readonly ProbedProperty[],
  special: readonly MachineCase[] = [],
): AreaStates {
  const chosen = fc
    .tuple(fc.subarray([...properties]), fc.shuffledSubarray([...places], { minLength: properties.length }))
    .map(([some, free]): Declared[] =>
      some.flatMap((property, at) => {
        const place = property.words === undefined ? free[at] : wordPlace(property);
        return place === undefined ? [] : [{ property, place }];
      }),
    );
  const declared = chosen.chain((all) => fc.tuple(...all.map(declarationOf))).map(grouped);
  // What type a probed value is of, only its product knows.
  return { area, declared, live: anyLive(properties), special, drift: otherFindings, understoodKinds: EVERY_KIND };
}

/** What each probe may find that is not expected: another of its words first, then another number, or nothing. */
function otherFindings(declared: CanonicalArea): Drift[] {
  const worded: Drift[] = [];
  const others: Drift[] = [];
  for (const { path, value } of entriesOf(declared)) {
    const { head, definition } = splitLine(String(value));
    if (definition === undefined || head === TO_BE_CONFIRMED) continue;
    const words = [...Object.values(parseProbe(definition).words ?? {}), ...(OTHER_WORDS.get(head) ?? [])];
    for (const word of words) if (word !== head) worded.push({ path, value: word });
    for (const find of ["0", "1", ABSENT]) if (find !== head) others.push({ path, value: find });
  }
  return [...worded, ...others];
}

const OTHER_WORDS: ReadonlyMap<string, readonly string[]> = new Map([
  ["Running", ["Stopped"]],
  ["listening", ["not-listening"]],
  ["not-listening", ["listening"]],
]);

type Declaration = readonly [path: readonly string[], probe: unknown];

function declarationOf({ property: { path }, place: { probe, expects } }: Declared): fc.Arbitrary<Declaration> {
  return fc
    .oneof(
      { weight: 5, arbitrary: fc.constantFrom(...expects).map((expect) => ({ ...probe, expect })) },
      { weight: 2, arbitrary: fc.constant({ ...probe, expect: TO_BE_CONFIRMED }) },
      { weight: 1, arbitrary: fc.constant(TO_BE_CONFIRMED) },
    )
    .map((declaration) => [path, declaration]);
}

function grouped(declarations: readonly Declaration[]): object {
  const area: Record<string, unknown> = {};
  for (const [[name = "", inner], probe] of declarations)
    area[name] = inner === undefined ? probe : { ...(area[name] as object | undefined), [inner]: probe };
  return area;
}

/** A machine on which somebody has left things at some of the places, and may not be asked about others. */
function anyLive(properties: readonly ProbedProperty[]): fc.Arbitrary<LiveState> {
  const all = [...places, ...properties.filter(({ words }) => words !== undefined).map(wordPlace)];
  const left = fc.tuple(...all.map(({ finds }) => fc.option(fc.constantFrom(undefined, ...finds), { nil: undefined })));
  return fc.tuple(left, fc.boolean(), fc.integer({ min: 0, max: 9 })).map(([finds, knows, chance]) => {
    const state = blankMachine(knows, chance === 0);
    finds.forEach((find, at) => {
      const place = all[at];
      if (find !== undefined && place !== undefined) leave(state, place.probe, find);
    });
    if (chance === 1) deny(state);
    const { registry, profiles, services = {}, eventLogs = {}, events = [], processes = {}, listeners = {} } = state;
    const { probed = {} } = state;
    return { changes: { registry, profiles, services, eventLogs, events, processes, listeners, probed } };
  });
}

function blankMachine(knowsAccount: boolean, locked: boolean): WindowsState {
  const state = machine();
  const profile = (sid: string, folder: string) => ({
    sid,
    path: `C:\\Users\\${folder}`,
    loaded: false,
    locked: false,
  });
  state.profiles.unshift({ ...profile(PERSON, "gyomu"), loaded: true, hive: {} });
  if (locked) state.profiles.unshift({ ...profile(LOCKED, "hoshu"), locked, hive: {} });
  if (knowsAccount) state.probed = { accounts: { gyomu: PERSON } };
  return state;
}

function leave(state: WindowsState, probe: Probe, find: string | number): void {
  try {
    bringAbout(state, probe, find);
  } catch (error) {
    if (!(error instanceof AreaFailure)) throw error;
  }
}

function deny({ probed, eventLogs = {} }: WindowsState): void {
  const files = probed?.files ?? {};
  for (const path of Object.keys(files)) files[path] = { ...files[path], denied: true };
  for (const channel of Object.keys(eventLogs)) {
    const held = eventLogs[channel];
    if (held !== undefined) eventLogs[channel] = { ...held, denied: true };
  }
}
