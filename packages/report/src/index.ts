export type { BilingualText } from "@kijun/core";
export type {
  CheckedHost,
  CheckedItem,
  CheckedPart,
  CheckRecord,
  CoveredPeriod,
  DeclaredPlace,
  UnapprovedGround,
  YearComparison,
} from "./check/check-record.js";
export { statusText } from "./check/check-texts.js";
export { groupFindings } from "./check/finding-groups.js";
export type { FindingGroup } from "./check/finding-groups.js";
export { renderCheck } from "./check/render-check.js";
export { renderCheckJson } from "./check/render-check-json.js";
export { renderJunit } from "./check/render-junit.js";
export { renderSarif } from "./check/render-sarif.js";
export { codeOf, exitCodes, exitFor, PRECEDENCE } from "./exit-codes.js";
export type { ExitCause, ExitCode, ExitName } from "./exit-codes.js";
export { hostRanges } from "./host-ranges.js";
export { renderJson } from "./render-json.js";
export type { Language } from "./report-texts.js";
export type {
  HostStatus,
  RunApplied,
  RunArea,
  RunChange,
  RunError,
  RunHost,
  RunRecord,
  RunTiming,
  RunUnreadable,
} from "./run-record.js";
export { renderTerminal } from "./terminal/render-terminal.js";
export type { TerminalOptions } from "./terminal/render-terminal.js";
export { renderStatus } from "./status/render-status.js";
export { renderStatusJson } from "./status/render-status-json.js";
export type { StatusHost, StatusRecord } from "./status/status-record.js";
export { textTable } from "./text-table.js";
export { timeText } from "./value-text.js";
export { valueWords } from "./value-words.js";
export type { ValueWords } from "./value-words.js";
export { renderMarkdown } from "./markdown/render-markdown.js";
export type { MarkdownOptions } from "./markdown/render-markdown.js";
