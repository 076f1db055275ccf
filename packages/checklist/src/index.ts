export { withAnswers } from "./answered-part.js";
export { attestationsFileSchema, waiversFileSchema } from "./attestation.js";
export type { Answers, Attestation, AttestationsFile, Retirement, Waiver, WaiversFile } from "./attestation.js";
export { becauseText } from "./because.js";
export type { BecauseCode } from "./because.js";
export { jsonSchemaOf } from "./data-file.js";
export type { DataFile } from "./data-file.js";
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
export type { KnownSubjects } from "./known-subjects.js";
export { loadAnswers } from "./load-answers.js";
export { STATUS_ORDER, worstStatus } from "./status-order.js";
export { unapprovedOf } from "./unapproved-values.js";
export type { ProvenanceOf, UnapprovedValue } from "./unapproved-values.js";
