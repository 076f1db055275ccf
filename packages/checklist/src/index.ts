export type { Attestation, Waiver } from "./attestation.js";
export type { Evidence, ItemFinding, PartFinding } from "./finding.js";
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
