import { ABSENT, KijunError, suggestion, valueAt } from "@kijun/core";
import type { CanonicalArea, Scalar } from "@kijun/core";
import { compileSettings, propertyNames, settingAreas } from "@kijun/settings";
import type { SettingArea } from "@kijun/settings";
import type { WindowsState } from "@kijun/settings/live";
import { ZodError } from "zod";

import { askArea, readSettings } from "./machine-settings.js";

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
}

/**
 * Changes one setting of a machine as somebody at its console would, also to what no declaration allows. A value counts
 * when the machine, asked afterwards, gives it back as it was given; nothing is changed otherwise. Text stands for a
 * number or a switch where the setting is one. Errors: SETTING_UNKNOWN, ARGUMENT_INVALID.
 */
export function breakMachineSetting(state: WindowsState, settingPath: string, value: Scalar): BrokenSetting {
  const place = settingPlace(settingPath);
  const refusals: string[] = [];
  for (const candidate of meaningsOf(value)) {
    const refusal = writeValue(structuredClone(state), place, candidate);
    if (refusal === undefined) {
      // Asked for the new value: what a setting is read by may stand in the value itself.
      const before = liveValue(state, place, candidate);
      writeValue(state, place, candidate);
      return { path: [place.area.property, ...place.path].join("."), before, after: candidate };
    }
    refusals.push(refusal);
  }
  const reason = refusals.at(-1) ?? "";
  throw new KijunError("ARGUMENT_INVALID", `${settingPath} cannot become ${JSON.stringify(value)}: ${reason}`, {
    hint: "Give a value as a preview shows it.",
  });
}

/** Finds what a dotted path names, the area by its input property or its id. Names of the declarer's choice may hold dots. */
function settingPlace(settingPath: string): SettingPlace {
  const [head = "", ...names] = settingPath.split(".");
  const area = settingAreas.find(({ id, property }) => head === id || head === property);
  if (area === undefined) {
    const areas = settingAreas.map(({ property }) => property);
    throw unknownSetting(settingPath, `unknown setting area; ${suggestion(head, areas)}`);
  }
  const known = propertyNames(area.schema);
  if (names.join("") === "") {
    throw unknownSetting(settingPath, `name one of ${known.length > 0 ? known.join(", ") : "the area's entries"}`);
  }
  const [first = "", ...inner] = known.length > 0 ? names : [names.join(".")];
  const path = inner.length === 0 ? [first] : [first, inner.join(".")];
  const strange = unrecognised(area, path);
  if (strange !== undefined) throw unknownSetting(settingPath, strange);
  return { area, path };
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
  const desired = areaWith(path, value);
  try {
    const answer = askArea(state, {
      id: area.id,
      request: area.readRequest(desired),
      desired: area.toWindows(desired, [path]),
    });
    const refused = answer.failure ?? answer.failures?.[0];
    if (refused !== undefined) return `the machine refuses it: ${refused.code} (${refused.detail})`;
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
function meaningsOf(value: Scalar): Scalar[] {
  if (typeof value !== "string") return [value];
  if (value === "true" || value === "false") return [value === "true", value];
  return /^-?\d{1,15}$/.test(value) ? [Number(value), value] : [value];
}
