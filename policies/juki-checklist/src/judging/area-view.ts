import { ABSENT, isAbsent, isToBeConfirmed, parseUnreadable, valueAt } from "@kijun/core";
import type { BilingualText, CanonicalArea, Scalar } from "@kijun/core";
import type { MeasuredPart, Observation, Subject } from "@kijun/checklist";
import { everyArea } from "@kijun/settings";
import type { DeclaredSettings, Expectations, SettingArea } from "@kijun/settings";

import { standardParameters } from "./parameters.js";

/** One area of one machine, both of whose forms are there. */
export interface AreaView {
  readonly area: SettingArea;
  readonly held: CanonicalArea;
  readonly declared: CanonicalArea;
  /** Levels of the edition: those of the user, and the standard ones of which he says nothing. */
  readonly parameters: Subject["parameters"];
  readonly isLive: boolean;
}

/** What a part asks of one area. */
export type AreaRule = (view: AreaView) => readonly Observation[];

/** What a held value is found to be, and what would be right where the declared value does not say. */
export interface Verdict {
  readonly outcome: Observation["outcome"];
  readonly reason?: BilingualText;
}

export const PASS: Verdict = { outcome: "pass" };
export const FAIL: Verdict = { outcome: "fail" };

/** The declared form of every area, by its property. */
export type Forms = Required<DeclaredSettings & Expectations>;

/** An entry of an area that holds one line for each name, but the words for none. */
export type EntryOf<Property extends keyof Forms> = Extract<Forms[Property][keyof Forms[Property]], object>;

/** The areas that a part rests on, and its predicate over them. */
export function overAreas(rules: {
  readonly [areaId: string]: readonly AreaRule[];
}): Pick<MeasuredPart, "areas" | "judge"> {
  const judged = Object.entries(rules).map(([id, asked]) => ({ area: areaOf(id), asked }));
  return {
    areas: judged.map(({ area }) => area.id),
    judge: (subject) =>
      judged.flatMap(({ area, asked }) => {
        const view = viewOf(area, subject);
        return "outcome" in view ? [view] : asked.flatMap((rule) => rule(view));
      }),
  };
}

/** The area as far as it can be judged; an observation where it cannot. */
function viewOf(area: SettingArea, subject: Subject): AreaView | Observation {
  const [held, declared] = [subject.held[area.id], subject.declared[area.id]];
  if (declared === undefined)
    return errorAt(area, "", undefined, { ja: "基準に宣言がない", en: "the baseline declares nothing of it" });
  if (typeof held === "object") {
    const parameters = { ...standardParameters, ...subject.parameters };
    return { area, held, declared, parameters, isLive: subject.isLive };
  }
  return held === undefined
    ? errorAt(area, "", undefined, { ja: "読み取っていない", en: "it was not read" })
    : errorAt(area, "", held, unreadText(held));
}

/**
 * What is observed at one place. What could not be read is an error and what nobody has a wanted value for is unknown,
 * whatever a rule would say of it.
 */
export function observe(
  { area, held, declared }: AreaView,
  path: readonly string[],
  judge: (held: Scalar, wanted: Scalar) => Verdict,
): Observation {
  const live = valueAt(held, path) ?? ABSENT;
  const wanted = valueAt(declared, path) ?? ABSENT;
  const place = { area: area.id, path: path.join("."), live, wanted };
  if (parseUnreadable(live) !== undefined) return { ...place, outcome: "error", reason: unreadText(live) };
  if (isToBeConfirmed(wanted)) return { ...place, outcome: "unknown" };
  return { ...place, ...judge(live, wanted) };
}

/**
 * What a declaration has to say and does not: the declaration is at fault, and of a machine that it was made for nobody can
 * tell.
 */
export function undeclared({ area, isLive }: AreaView, path: string, wanted: Scalar): Observation {
  const outcome = isLive ? "unknown" : "fail";
  const reason = { ja: "点検項目に必要な値が基準に宣言されていない", en: "the item needs a declared value here" };
  return { outcome, area: area.id, path, live: ABSENT, wanted, reason };
}

/** What the rules of an area have not said already of the places that pass. */
export function failuresOf(observations: readonly Observation[]): Observation[] {
  return observations.filter(({ outcome }) => outcome === "fail");
}

/** What canonical values of an area say, in its declared form; undefined where nobody can declare what they say. */
export function formOf<Property extends keyof Forms>(
  property: Property,
  canonical: CanonicalArea,
): Forms[Property] | undefined {
  try {
    // The area's own parse answers the output of its schema.
    return areaWith("property", property).parse(canonical) as Forms[Property];
  } catch {
    return undefined;
  }
}

/** An entry of an area in its declared form; undefined where there is none, and where nobody can declare what its line says. */
export function entryOf<Property extends keyof Forms>(
  property: Property,
  name: string,
  line: Scalar,
): EntryOf<Property> | undefined {
  const form: { readonly [name: string]: unknown } | undefined = formOf(property, { [name]: line });
  const entry = form?.[name];
  return typeof entry === "object" ? (entry as EntryOf<Property>) : undefined;
}

function areaOf(id: string): SettingArea {
  return areaWith("id", id);
}

function areaWith(name: "id" | "property", text: string): SettingArea {
  const area = everyArea.find((candidate) => candidate[name] === text);
  if (area === undefined) throw new TypeError(`no setting area has the ${name} ${text}`);
  return area;
}

function errorAt(area: SettingArea, path: string, live: string | undefined, reason: BilingualText): Observation {
  return { outcome: "error", area: area.id, path, ...(live === undefined ? {} : { live }), reason };
}

function unreadText(live: Scalar): BilingualText {
  if (isAbsent(live)) return { ja: "機器に無い", en: "the machine has none" };
  const code = parseUnreadable(live)?.code ?? "FORM_UNKNOWN";
  return { ja: `読み取れない: ${code}`, en: `could not be read: ${code}` };
}
