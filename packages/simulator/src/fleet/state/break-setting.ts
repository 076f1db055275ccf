import { ABSENT, entriesOf, KijunError, suggestion, valueAt } from "@kijun/core";
import type { CanonicalArea, Scalar } from "@kijun/core";
import { childSchema, compileSettings, propertyNames, settingAreas } from "@kijun/settings";
import type { SettingArea } from "@kijun/settings";
import type { WindowsState } from "@kijun/settings/live";
import { safeParse, ZodError } from "zod";

import type { RollOut } from "../fleet-specification.js";
import { doneByHand, readSettings, writeArea } from "./machine-settings.js";

/** A setting that was changed behind everybody's back. */
export interface BrokenSetting {
  /** From the machine's input property on: `accountLockout.thresholdAttempts`. */
  readonly path: string;
  /** Canonical values, or a reserved text. */
  readonly before: Scalar;
  readonly after: Scalar;
}

interface SettingPlace {
  readonly area: SettingArea;
  readonly path: readonly string[];
  /** What the machine was rolled out with there; undefined where nothing was. */
  readonly declared?: Scalar;
}

/**
 * Changes one setting of a machine as somebody at its console would, also to what no declaration allows. A value counts
 * when the machine, asked afterwards, gives it back as it was given; nothing is changed otherwise. Text stands for a
 * number or a switch where the setting is one, and for what is found where the setting is a probe that was rolled out.
 * Errors: SETTING_UNKNOWN, ARGUMENT_INVALID.
 */
export function breakMachineSetting(
  state: WindowsState,
  settingPath: string,
  value: Scalar,
  rolledOut: RollOut = {},
): BrokenSetting {
  const refusals: string[] = [];
  for (const place of settingPlaces(settingPath, rolledOut)) {
    for (const candidate of meaningsOf(value, place)) {
      const refusal = writeValue(structuredClone(state), place, candidate);
      if (refusal === undefined) {
        // Asked for the new value: what a setting is read by may stand in the value itself.
        const before = liveValue(state, place, candidate);
        writeValue(state, place, candidate);
        return { path: [place.area.property, ...place.path].join("."), before, after: candidate };
      }
      refusals.push(refusal);
    }
  }
  const reason = refusals.at(-1) ?? "";
  throw new KijunError("ARGUMENT_INVALID", `${settingPath} cannot become ${JSON.stringify(value)}: ${reason}`, {
    hint: "Give a value as a preview shows it.",
  });
}

/**
 * What a dotted path may name, the area by its input property or its id. Names of the declarer's choice may hold dots: what
 * was rolled out tells where they end, else each way to cut the path in two is one.
 */
function settingPlaces(settingPath: string, rolledOut: RollOut): SettingPlace[] {
  const [head = "", ...names] = settingPath.split(".");
  const area = settingAreas.find(({ id, property }) => head === id || head === property);
  if (area === undefined) {
    const areas = settingAreas.map(({ property }) => property);
    throw unknownSetting(settingPath, `unknown setting area; ${suggestion(head, areas)}`);
  }
  const known = propertyNames(area.schema);
  const joined = names.join(".");
  if (joined === "") {
    throw unknownSetting(settingPath, `name one of ${known.length > 0 ? known.join(", ") : "the area's entries"}`);
  }
  const declared = entriesOf(rolledOut[area.property] ?? {}).find(({ path }) => path.join(".") === joined);
  if (declared !== undefined) return [{ area, path: declared.path, declared: declared.value }];
  const places = pathsOf(area, names, known.length > 0).map((path) => ({
    place: { area, path },
    strange: unrecognised(area, path),
  }));
  const possible = places.filter(({ strange }) => strange === undefined).map(({ place }) => place);
  if (possible.length > 0) return possible;
  throw unknownSetting(settingPath, places[0]?.strange ?? "a property stands below the name in this area");
}

/** All ways to take the names of a path: one name, or a name and one below it. */
function pathsOf(area: SettingArea, names: readonly string[], isKnown: boolean): string[][] {
  const [first = "", ...inner] = names;
  if (isKnown) return [inner.length === 0 ? [first] : [first, inner.join(".")]];
  const joined = names.join(".");
  if (takesEntries(area, joined)) return [[joined]];
  const cuts = inner.map((_, at) => [names.slice(0, at + 1).join("."), names.slice(at + 1).join(".")]);
  return cuts.reverse();
}

/** Whether the area's settings are entries by name, each of which can be absent; else there are names below names. */
function takesEntries(area: SettingArea, name: string): boolean {
  const schema = childSchema(area.schema, name);
  return schema !== undefined && safeParse(schema, ABSENT).success;
}

/** Why no declaration could name the property; undefined when one could. */
function unrecognised(area: SettingArea, path: readonly string[]): string | undefined {
  const declared = areaWith(path, ABSENT);
  const { error } = area.schema.safeParse(declared);
  if (error?.issues.some(({ code }) => code === "unrecognized_keys") !== true) return undefined;
  const issues: Parameters<typeof compileSettings>[3] = [];
  compileSettings({ [area.property]: declared }, "", "", issues);
  const place = [area.property, ...path].join(".");
  return issues.find((issue) => issue.path === place)?.message ?? "unknown property";
}

function unknownSetting(settingPath: string, reason: string): KijunError {
  return new KijunError("SETTING_UNKNOWN", `There is no setting ${settingPath}: ${reason}.`, {
    hint: "Write the path as a preview shows it: accountLockout.thresholdAttempts.",
  });
}

/** Writes a value; why the machine does not hold it then, or undefined when it does. */
function writeValue(state: WindowsState, place: SettingPlace, value: Scalar): string | undefined {
  const { area, path } = place;
  try {
    const desired = area.toWindows(areaWith(path, value), [path]);
    const refused = writeArea(state, area.id, desired);
    if (refused !== undefined && !doneByHand(state, area.id, desired))
      return `the machine refuses it: ${refused.code} (${refused.detail})`;
    const after = liveValue(state, place, value);
    return after === value ? undefined : `the machine would hold ${JSON.stringify(after)}`;
  } catch (error) {
    // An area throws at a value it has no words for, and at facts that no Windows would answer.
    return `it is no value of this setting (${error instanceof ZodError ? (error.issues[0]?.message ?? "") : String(error)})`;
  }
}

function liveValue(state: WindowsState, { area, path }: SettingPlace, wanted: Scalar): Scalar {
  const live = readSettings(state, { [area.property]: areaWith(path, wanted) })[area.property] ?? ABSENT;
  return typeof live === "object" ? (valueAt(live, path) ?? ABSENT) : live;
}

function areaWith([first = "", inner]: readonly string[], value: Scalar): CanonicalArea {
  return { [first]: inner === undefined ? value : { [inner]: value } };
}

/** What a text from a command line may stand for: a number or a switch before the text itself. */
function meaningsOf(given: Scalar, { area, declared }: SettingPlace): Scalar[] {
  const value = declared === undefined ? given : area.inFull(given, declared);
  if (typeof value !== "string") return [value];
  if (value === "true" || value === "false") return [value === "true", value];
  return /^-?\d{1,15}$/.test(value) ? [Number(value), value] : [value];
}
