import type { MeasuredPart, Observation } from "@kijun/checklist";
import { mapEntries } from "@kijun/core";
import type { CanonicalArea, CanonicalAreaOrReserved, Scalar } from "@kijun/core";
import { compileSettings, everyArea } from "@kijun/settings";
import type { DeclaredSettings, Expectations } from "@kijun/settings";
import { expect } from "chai";

type Areas = Readonly<Record<string, CanonicalArea>>;

/** A change of one area: some of its values, or a reserved text for all of it; undefined takes a value away. */
export type Changes = Readonly<Record<string, string | Readonly<Record<string, Inner | undefined>>>>;
type Inner = Scalar | Readonly<Record<string, Scalar>>;

export interface Case {
  readonly held?: Changes;
  readonly declared?: Changes;
  readonly parameters?: Readonly<Record<string, Scalar>>;
  readonly isLive?: boolean;
}

/** A part, and a machine that holds what is declared of the areas that it rests on. */
export class JudgedPart {
  private readonly declared: Areas;

  constructor(
    private readonly part: MeasuredPart,
    declaration: DeclaredSettings & Expectations,
  ) {
    const issues: Parameters<typeof compileSettings>[3] = [];
    const { areas } = compileSettings(declaration, "test", "", issues, everyArea);
    if (issues.length > 0) throw new TypeError(JSON.stringify(issues));
    this.declared = Object.fromEntries(
      everyArea.flatMap(({ id, property }) => {
        const area = areas[property];
        return area === undefined ? [] : [[id, area]];
      }),
    );
  }

  observe({ held = {}, declared = {}, parameters = {}, isLive = true }: Case): readonly Observation[] {
    const wanted = changed(this.declared, declared) as Areas;
    return this.part.judge({
      ...{ host: "KITA-T001", role: "terminal", parameters, isLive },
      ...{ declared: wanted, held: isLive ? changed(this.declared, held) : wanted },
    });
  }

  /** Everything but what passes: `fail account-lockout thresholdAttempts`. */
  found(given: Case = {}): string[] {
    return this.observe(given)
      .filter(({ outcome }) => outcome !== "pass")
      .map(({ outcome, area, path }) => `${outcome} ${area} ${path}`.trim());
  }

  /** What every part keeps to: it passes where all is held, and an area that is not known is an error. */
  keepsTheRules(): void {
    expect(this.observe({}).map(({ outcome }) => outcome)).to.not.be.empty;
    expect(this.found()).to.deep.equal([]);
    expect(this.found({ isLive: false })).to.deep.equal([]);
    expect(Object.keys(this.declared)).to.have.members([...this.part.areas]);
    for (const area of this.part.areas) {
      expect(this.found({ held: { [area]: "unreadable: ACCESS_DENIED" } })).to.deep.equal([`error ${area}`]);
      expect(this.found({ held: { [area]: "absent" } })).to.deep.equal([`error ${area}`]);
      const others = Object.fromEntries(Object.entries(this.declared).filter(([id]) => id !== area));
      for (const isLive of [true, false]) {
        const observed = this.part.judge({
          ...{ host: "x", role: "terminal", parameters: {}, isLive, held: this.declared, declared: others },
        });
        expect(observed.filter((each) => each.area === area).map(({ outcome }) => outcome)).to.deep.equal(["error"]);
      }
      const unread = this.part.judge({
        ...{ host: "x", role: "terminal", parameters: {}, isLive: true, held: others, declared: this.declared },
      });
      expect(unread.filter((each) => each.area === area).map(({ outcome }) => outcome)).to.deep.equal(["error"]);
    }
  }
}

function changed(areas: Areas, changes: Changes): Record<string, CanonicalAreaOrReserved> {
  const all: Record<string, CanonicalAreaOrReserved> = { ...areas };
  for (const [id, change] of Object.entries(changes)) {
    all[id] = typeof change === "string" ? change : changedArea(areas[id] ?? {}, change);
  }
  return all;
}

function changedArea(area: CanonicalArea, change: Readonly<Record<string, Inner | undefined>>): CanonicalArea {
  const merged = mapEntries(change, (value, name) => {
    const before = area[name];
    return typeof value === "object" && typeof before === "object" ? { ...before, ...value } : value;
  });
  return Object.fromEntries(
    Object.entries({ ...area, ...merged }).filter((entry): entry is [string, Inner] => entry[1] !== undefined),
  );
}
