import type { Text } from "../form/setting-area.js";
import { firewallChanges, firewallOf } from "./firewall-state.js";
import type { AreasToApply, FirewallChange, FirewallState, StoredRule } from "./firewall-state.js";
import { lineFactsSchema } from "./line-facts.js";
import type { LineFacts } from "./line-facts.js";
import { isLoopback, lineOfController, lineOnMachine } from "./line-of-controller.js";
import type { LineOnMachine, LineOrigin, ManagementLine } from "./line-of-controller.js";
import { rightFor, whyBlocked, whyShut, whyUnallowed, whyUnknown } from "./refusal-texts.js";
import { LineVerdict } from "./line-verdict.js";

/** What an apply would do to the areas of one machine, and over which line it comes. */
export interface LineQuestion extends AreasToApply {
  /** The agent's answer under the id `management-line`: facts, or why they could not be read. */
  readonly answer:
    | { readonly facts?: unknown; readonly failure?: { readonly code: string; readonly detail: string } | undefined }
    | undefined;
  readonly line: LineOrigin | ManagementLine;
}

/** A setting that must not be written, because the controller would lose its line to the machine. */
export interface LineRefusal {
  /** From the machine's input property: `firewallRules.jukinet-winrm-in`, `firewallProfile.public.inbound`. */
  readonly path: string;
  /** The rule or profile that cuts, by name; one that is not declared may be meant. */
  readonly blamed: string;
  /** A sentence. */
  readonly why: Text;
  /** What would be right, as a sentence. */
  readonly right: Text;
}

/**
 * The settings by which an apply would cut the line from this controller to a machine. Pure; the order of rules and
 * settings is of no effect. Empty when the line stays open, when nothing that could cut it differs, and when it is cut
 * already. Facts that could not be read refuse every differing setting that could cut the line.
 *
 * For the provider:
 * - When an area with {@link SettingArea.canCutLine} is declared, add
 *   `{ id: MANAGEMENT_LINE, function: functionSuffix(MANAGEMENT_LINE), request: managementLineRequest(entry.port) }`
 *   to the areas of a `snapshot` (never of an `apply`); the agent's script has the function whenever such an area is in it.
 * - `desired` without ignored paths and `live` as read in that same snapshot, both by input property;
 *   `answer: answer.areas[MANAGEMENT_LINE]`; `line: { port: entry.port, declared: KIJUN_CONTROLLER_ADDRESS,
 *   socketAddress }` with the local address of the session's socket where it is known.
 * - With any refusal write no area with `canCutLine` of that machine: the areas were judged together, and one of them
 *   alone may cut as well. Each refused path is reported as failed with LINE_WOULD_BE_CUT; other areas are written.
 * - In preview show the refusals beside the machine's changes. An unreachable machine is not judged.
 */
export function lineRefusals({ answer, line: asked, ...areas }: LineQuestion): LineRefusal[] {
  const parsed = lineFactsSchema.safeParse(answer?.facts);
  const facts = parsed.success ? parsed.data : undefined;
  const changes = firewallChanges(areas, facts);
  const controller = "controllerAddress" in asked ? asked : lineOfController(facts, asked);
  if (changes.length === 0 || isLoopback(controller)) return [];
  if (facts === undefined) {
    const { code, detail } = answer?.failure ?? { code: "ANSWER_INVALID", detail: "" };
    return changes.map(({ path, name }) => ({ path, blamed: name, ...whyUnknown(code, detail) }));
  }
  return refusalsOf(facts, lineOnMachine(facts, controller), changes);
}

/** One reason for which one change is refused, on one profile. */
interface Cause {
  readonly change: FirewallChange;
  readonly blamed: string;
  readonly why: Text;
}

function refusalsOf(facts: LineFacts, line: LineOnMachine, changes: readonly FirewallChange[]): LineRefusal[] {
  const before = firewallOf(facts);
  const causes = line.profiles.flatMap((profile) => {
    const verdict = new LineVerdict(before, line, profile);
    const search = new CauseSearch(verdict, before, changes, line);
    return verdict.wasOpen() && verdict.isCut(search.after) ? search.causes() : [];
  });
  const byText = new Map(causes.map((cause) => [`${cause.change.path}\n${cause.blamed}\n${cause.why.en}`, cause]));
  return [...byText.values()]
    .map(({ change, blamed, why }) => ({ path: change.path, blamed, why, right: rightFor(change, line) }))
    .sort((left, right) => (orderOf(left) < orderOf(right) ? -1 : 1));
}

function orderOf({ path, blamed, why }: LineRefusal): string {
  return [path, blamed, why.en].join("\n");
}

/** Finds which of several changes cut the line on one profile. */
class CauseSearch {
  readonly after: FirewallState;

  constructor(
    private readonly verdict: LineVerdict,
    private readonly before: FirewallState,
    private readonly changes: readonly FirewallChange[],
    private readonly line: LineOnMachine,
  ) {
    this.after = this.#with(changes);
  }

  causes(): Cause[] {
    const { verdict, after, line } = this;
    const { profile } = verdict;
    const causes: Cause[] = [];
    if (verdict.isShut(after)) {
      const blame = this.#culprits((state) => verdict.isShut(state));
      causes.push(...blame.map((change) => ({ change, blamed: profile, why: whyShut(profile) })));
    }
    for (const blocker of verdict.blockers(after)) {
      const why = whyBlocked(blocker, line, profile);
      causes.push(...this.#blockedBy(blocker).map((change) => ({ change, blamed: blocker.name, why })));
    }
    if (verdict.isUnallowed(after)) {
      const blame = this.#culprits((state) => verdict.isUnallowed(state));
      causes.push(
        ...blame.map((change) => ({ change, blamed: change.name, why: whyUnallowed(change, after, line, profile) })),
      );
    }
    return causes;
  }

  #blockedBy(blocker: StoredRule): readonly FirewallChange[] {
    return this.#culprits((state) =>
      this.verdict.blockers(state).some(({ name, store }) => name === blocker.name && store === blocker.store),
    );
  }

  /** Changes without which it would not happen; where none is needed, those that do it alone; else all of them. */
  #culprits(happens: (state: FirewallState) => boolean): readonly FirewallChange[] {
    const needed = this.changes.filter(
      (change) => !happens(this.#with(this.changes.filter((other) => other !== change))),
    );
    if (needed.length > 0) return needed;
    const enough = this.changes.filter((change) => happens(this.#with([change])));
    return enough.length > 0 ? enough : this.changes;
  }

  #with(changes: readonly FirewallChange[]): FirewallState {
    return changes.reduce((state, change) => change.apply(state), this.before);
  }
}
