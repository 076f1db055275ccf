/**
 * Marks that people write, by code point; NFKC does not make these circles one. Closed: a mark that is not in the table
 * is asked about, never guessed. A digit zero is none of them, as it may as well mean "none".
 */
const MARKS: { readonly [Answer in "pass" | "fail"]: readonly string[] } = {
  pass: ["○", "〇", "◯", "⭕", "O", "o", "Ｏ", "ｏ", "✓", "✔", "適"],
  fail: ["×", "✕", "✖", "✗", "✘", "☓", "❌", "X", "x", "Ｘ", "ｘ", "否"],
};

/** What a sheet offers to choose from, and what it prints. */
export const OFFERED_MARKS = { pass: "○", fail: "×" } as const;

/** The answer that a mark means; undefined for one that is not in the table. */
export function answerOfMark(text: string): "pass" | "fail" | undefined {
  // Variation selectors choose between a black and a coloured picture of the same mark.
  const mark = text.trim().replace(/[\uFE0E\uFE0F]$/u, "");
  if (MARKS.pass.includes(mark)) return "pass";
  return MARKS.fail.includes(mark) ? "fail" : undefined;
}

/** All marks of the table, for the person who wrote another one. */
export function knownMarks(): string {
  return [...MARKS.pass, ...MARKS.fail].join(" ");
}
