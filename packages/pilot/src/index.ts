export { EVIDENCE_FILE, evidenceOf, NO_EVIDENCE, readEvidence, writeEvidence } from "./evidence.js";
export type { ClaimEvidence, Evidence, Witness } from "./evidence.js";
export { evidenceCounts, evidenceWords } from "./evidence-words.js";
export { knownClaims, readClaimId } from "./known-claims.js";
export type { KnownClaim } from "./known-claims.js";
export { KIT_SCRIPT, packKit } from "./pack-kit.js";
export type { DeclaredAreas, PackedKit } from "./pack-kit.js";
export { judgeReport, withReport } from "./import-report.js";
export type { ClaimResult, JudgedReport, ReportFile } from "./import-report.js";
