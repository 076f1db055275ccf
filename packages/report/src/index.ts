export type { BilingualText } from "./bilingual-text.js";
export { codeOf, exitCodes, exitFor, PRECEDENCE } from "./exit-codes.js";
export type { ExitCause, ExitCode, ExitName } from "./exit-codes.js";
export { renderJson } from "./render-json.js";
export type { Language } from "./report-texts.js";
export type {
  HostStatus,
  RunApplied,
  RunArea,
  RunChange,
  RunHost,
  RunRecord,
  RunTiming,
  RunUnreadable,
} from "./run-record.js";
export { renderTerminal } from "./terminal/render-terminal.js";
export type { TerminalOptions } from "./terminal/render-terminal.js";
export { renderMarkdown } from "./markdown/render-markdown.js";
export type { MarkdownOptions } from "./markdown/render-markdown.js";
