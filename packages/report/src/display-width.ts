import { eastAsianWidth } from "get-east-asian-width";

const graphemes = new Intl.Segmenter("ja", { granularity: "grapheme" });
const words = new Intl.Segmenter("ja", { granularity: "word" });

const PRINTABLE_ASCII = /^[ -~]*$/;
const NO_CELL = /^[\p{Mn}\p{Me}\p{Cc}\p{Cf}]$/u;
const PICTURE = /\p{Extended_Pictographic}/u;
const PICTURE_JOINER = /\u200d|\ufe0f/u;
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const CLOSING = /^[。、，．）」』】］)\].,:;!?！？]/u;
const BEGINS_IN_ASCII = /^[!-~]/;
const ENDS_IN_ASCII = /[!-~]$/;
const ELLIPSIS = "...";

/**
 * Terminal cells of a text; ambiguous characters count as one, as Windows Terminal draws them. Marks that combine take
 * none, half-width voicing marks take one.
 */
export function displayWidth(text: string): number {
  if (PRINTABLE_ASCII.test(text)) return text.length;
  let cells = 0;
  for (const { segment } of graphemes.segment(text)) cells += graphemeWidth(segment);
  return cells;
}

function graphemeWidth(grapheme: string): number {
  if (PICTURE_JOINER.test(grapheme) && PICTURE.test(grapheme)) return 2;
  let cells = 0;
  for (const character of grapheme) {
    if (!NO_CELL.test(character)) cells += eastAsianWidth(character.codePointAt(0) ?? 0);
  }
  return cells;
}

/** A text on one line of the terminal: what would move the cursor or turn the writing direction is shown as `\u001b`. */
export function visible(text: string): string {
  return text.replace(CONTROL, (character) => {
    if (character === "\n") return "\\n";
    if (character === "\t") return "\\t";
    return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;
  });
}

/** Cuts at a grapheme so that the text fits; three ASCII dots say that something is missing. */
export function cut(text: string, width: number): string {
  return displayWidth(text) <= width ? text : elide(text, width);
}

/** Ends with three dots in any case, for a text that something longer follows. */
export function elide(text: string, width: number): string {
  return head(text, Math.max(width - ELLIPSIS.length, 0)) + ELLIPSIS.slice(0, Math.max(width, 0));
}

function head(text: string, width: number): string {
  let kept = "";
  let cells = 0;
  for (const { segment } of graphemes.segment(text)) {
    cells += graphemeWidth(segment);
    if (cells > width) break;
    kept += segment;
  }
  return kept;
}

/** Fills up with spaces on the right. */
export function padEnd(text: string, width: number): string {
  return text + " ".repeat(Math.max(width - displayWidth(text), 0));
}

/** Fills up with spaces on the left. */
export function padStart(text: string, width: number): string {
  return " ".repeat(Math.max(width - displayWidth(text), 0)) + text;
}

/** Breaks a text between words; a word that is longer than a line is broken at a grapheme. Never returns no line. */
export function wrap(text: string, width: number): string[] {
  if (displayWidth(text) <= width) return [text.trim()];
  const lines: string[] = [];
  let line = "";
  for (const piece of pieces(text)) {
    const candidate = line === "" ? piece.trimStart() : line + piece;
    if (displayWidth(candidate.trimEnd()) <= width) {
      line = candidate;
      continue;
    }
    if (line !== "") lines.push(line.trimEnd());
    line = piece.trimStart();
    while (displayWidth(line.trimEnd()) > width) {
      const part = head(line, Math.max(width, 2)) || line;
      lines.push(part);
      line = line.slice(part.length);
    }
  }
  if (line.trimEnd() !== "" || lines.length === 0) lines.push(line.trimEnd());
  return lines;
}

/** Words with the closing punctuation that must not begin a line; what people type as one (a date, a path) stays one. */
function pieces(text: string): string[] {
  const found: string[] = [];
  for (const { segment } of words.segment(text)) {
    const last = found.at(-1);
    const joins =
      last !== undefined && (CLOSING.test(segment) || (ENDS_IN_ASCII.test(last) && BEGINS_IN_ASCII.test(segment)));
    if (joins) found[found.length - 1] = last + segment;
    else found.push(segment);
  }
  return found;
}
