import { styleText } from "node:util";

import { displayWidth, elide, visible } from "../display-width.js";

/** What a part of a line is, from which its colour follows. Colour never carries anything that a word does not. */
export type Style = "weakening" | "hardening" | "unread" | "context" | "strong";

/** A part of a line. */
export interface Span {
  readonly text: string;
  readonly style?: Style;
}

/** A line of the terminal. */
export type Line = readonly Span[];

const FORMATS = { weakening: "red", hardening: "green", unread: "yellow", context: "dim", strong: "bold" } as const;

/** A part of a line; data of machines cannot move the cursor or turn the writing direction. */
export function span(text: string, style?: Style): Span {
  return style === undefined ? { text: visible(text) } : { text: visible(text), style };
}

/** The line as text of at most `width` cells, without spaces at its end. */
export function renderLine(line: Line, width: number, color: boolean): string {
  const fitting = withoutTrailingSpace(fit(withoutTrailingSpace(line), width));
  return fitting.map(({ text, style }) => (color && style !== undefined ? colored(text, style) : text)).join("");
}

/** The caller has decided about colour; the stream must not decide again. */
function colored(text: string, style: Style): string {
  return styleText(FORMATS[style], text, { validateStream: false });
}

function fit(line: Line, width: number): Line {
  const total = line.reduce((sum, { text }) => sum + displayWidth(text), 0);
  if (total <= width) return line;
  const kept: Span[] = [];
  let room = width;
  for (const part of line) {
    const cells = displayWidth(part.text);
    if (cells > room - 3) return [...kept, { ...part, text: elide(part.text, room) }];
    kept.push(part);
    room -= cells;
  }
  return kept;
}

function withoutTrailingSpace(line: Line): Line {
  const last = line.at(-1);
  if (last === undefined) return line;
  const text = last.text.trimEnd();
  return text === "" ? withoutTrailingSpace(line.slice(0, -1)) : [...line.slice(0, -1), { ...last, text }];
}
