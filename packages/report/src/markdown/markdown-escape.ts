import { visible } from "../display-width.js";

/**
 * What GitHub makes something of after it has rendered the text, so that no backslash helps: mentions, issue numbers,
 * addresses, formulas.
 */
const MADE_LIVE = /(?:^|[^a-z0-9])@[a-z0-9]|@[^\s@]+\.|#\d|\$|https?:|www\.|GH-\d/i;

/** A text in a table cell or heading, as itself: no markup, no HTML, no mention; line breaks become `<br>`. */
export function markdownText(text: string): string {
  if (MADE_LIVE.test(text)) return markdownCode(text);
  return linesOf(text)
    .map((line) =>
      line
        .replace(/[\\`*_[\]|~]/g, "\\$&")
        .replace(/&/g, "&amp;")
        .replace(/</g, "&lt;")
        .replace(/>/g, "&gt;"),
    )
    .join("<br>");
}

/** A value in a code span of a table cell, character by character as it is; empty for the empty text. */
export function markdownCode(text: string): string {
  return linesOf(text).map(codeSpan).join("<br>");
}

function linesOf(text: string): string[] {
  return text.split(/\r\n|\n|\r/).map(visible);
}

function codeSpan(line: string): string {
  if (line === "") return "";
  // A table takes `\|` for a bar and `\\|` for the end of the cell: a backslash before a bar has no form in a code span.
  if (line.includes("\\|")) return `<code>${line.replace(/[!-/:-@[-`{-~]/g, entity)}</code>`;
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  // Markdown takes one space off each end, and a backtick at an end would join the fence.
  const pad = /^`|`$|^ .*[^ ].* $/.test(line) ? " " : "";
  return fence + pad + line.replace(/\|/g, "\\|") + pad + fence;
}

function entity(character: string): string {
  return `&#${String(character.codePointAt(0) ?? 0)};`;
}
