export { withAnswers } from "./answered-part.js";
export type { Answers, Attestation, Retirement, Waiver } from "./attestation.js";
export { becauseText } from "./because.js";
export type { BecauseCode } from "./because.js";
export { digestOfAreas } from "./evidence-digest.js";
export type { Evidence, ItemFinding, PartFinding } from "./finding.js";
export { judgeMachine } from "./judge-machine.js";
export type { JudgingContext, ReadingSource } from "./judge-machine.js";
export type {
  AttestedPart,
  ItemPart,
  JudgedItem,
  MeasuredPart,
  Observation,
  PartKind,
  Severity,
  Subject,
} from "./judged-item.js";
export { STATUS_ORDER, worstStatus } from "./status-order.js";
export { unapprovedOf } from "./unapproved-values.js";
export type { ProvenanceOf, UnapprovedValue } from "./unapproved-values.js";
