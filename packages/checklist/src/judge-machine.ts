import type { Answers } from "./attestation.js";
import { statusOfParts, unattested, unobserved, withAnswers } from "./answered-part.js";
import type { Place } from "./answered-part.js";
import { because } from "./because.js";
import { digestOfAreas } from "./evidence-digest.js";
import type { Evidence, ItemFinding, Observation, PartFinding } from "./finding.js";
import type { ItemPart, JudgedItem, MeasuredPart, Subject } from "./judged-item.js";
import { observePart } from "./observed-part.js";
import { measuredStatus, sortedObservations } from "./status-order.js";
import { unapprovedOf } from "./unapproved-values.js";
import type { ProvenanceOf } from "./unapproved-values.js";

/** Where what is held of a machine comes from. `none`: it could not be read, for the reason with the code. */
export type ReadingSource =
  | { readonly source: "declaration" }
  | { readonly source: "live" | "collected"; readonly observedAt: string; readonly receivedAt: string }
  | { readonly source: "none"; readonly code: string };

/** What a judgement needs to know beside the machine. */
export interface JudgingContext extends Answers {
  /** Day in Asia/Tokyo that is asked about, `YYYY-MM-DD`; one for all machines of a run, however long it takes. */
  readonly asOf: string;
  readonly reading: ReadingSource;
  readonly provenanceOf: ProvenanceOf;
}

/** Judges the items of the machine's role, in the order given. A pure function: equal input gives equal findings. */
export function judgeMachine(items: readonly JudgedItem[], subject: Subject, context: JudgingContext): ItemFinding[] {
  const findings = items
    .filter(({ role }) => role === subject.role)
    .map((item) => {
      const parts = item.parts.map((part) => judgePart(item.id, part, subject, context));
      return { item: item.id, host: subject.host, status: statusOfParts(parts), parts };
    });
  return withAnswers(findings, subject.role, context, context.asOf);
}

function judgePart(item: string, part: ItemPart, subject: Subject, context: JudgingContext): PartFinding {
  const place: Place = { item, part: part.id, kind: part.kind, host: subject.host };
  if (part.kind === "attested") return unattested(place);
  const { reading } = context;
  if (reading.source === "none") return unobserved(place, "error", because("UNREACHABLE", reading.code));
  if (reading.source === "declaration" && !part.answeredByDeclaration)
    return unobserved(place, "notchecked", because("NEEDS_MACHINE"));
  return measuredPart(place, part, subject, context);
}

function measuredPart(place: Place, part: MeasuredPart, subject: Subject, context: JudgingContext): PartFinding {
  const observations = sortedObservations(observePart(part, subject));
  const unapproved = new Map(
    observations.map((observation) => [
      observation,
      unapprovedOf(observation, subject.declared, context.provenanceOf).map(({ path }) => path),
    ]),
  );
  return {
    ...place,
    ...verdict(part, unapproved, subject),
    observations,
    unapproved: [...new Set([...unapproved.values()].flat())].sort(),
    evidence: { ...evidenceOf(context.reading), digest: digestOfAreas(subject.held, part.areas) },
  };
}

/** The status that observations lead to, each with the unapproved paths that it rests on. */
function verdict(
  part: MeasuredPart,
  unapproved: ReadonlyMap<Observation, readonly string[]>,
  subject: Subject,
): Pick<PartFinding, "status" | "because"> {
  // What the reading of a machine lacks is an error besides, which decides.
  const undeclared = part.areas.filter((area) => subject.held[area] === undefined);
  const status = measuredStatus([...unapproved.keys()], {
    isUnapproved: [...unapproved.values()].flat().length > 0,
    isUndeclared: undeclared.length > 0,
  });
  switch (status) {
    case undefined:
      return { status: "unknown", because: because("NO_OBSERVATION") };
    case "notchecked":
      return { status, because: because("NOT_DECLARED", undeclared.join(" ")) };
    case "error":
      return { status, because: because("UNREADABLE", unreadAreas([...unapproved.keys()])) };
    case "unknown": {
      const undecided = [...unapproved].filter(([{ outcome }]) => outcome === "unknown");
      const isApprovalMissing = undecided.every(([, own]) => own.length > 0);
      return { status, because: because(isApprovalMissing ? "BASELINE_UNAPPROVED" : "UNDECIDED") };
    }
    case "notapplicable":
      return { status, because: because("NOT_PRESENT") };
    default:
      return { status };
  }
}

function unreadAreas(observations: readonly Observation[]): string {
  const areas = observations.filter(({ outcome }) => outcome === "error").map(({ area }) => area);
  return [...new Set(areas)].sort().join(" ");
}

function evidenceOf(reading: ReadingSource): Evidence {
  if (reading.source !== "live" && reading.source !== "collected") return { source: reading.source };
  const { source, observedAt, receivedAt } = reading;
  return { source, observedAt, receivedAt };
}
