import type { JudgedItem } from "@kijun/checklist";
import { observedAreas } from "@kijun/settings";

/** How far a declaration, or a state that was refreshed, can answer an item. */
export type AnswerKind = "whole" | "managed" | "machine" | "person";

/** Each kind with what is told where something is left unanswered. */
export const answerKinds: readonly { readonly kind: AnswerKind; readonly words?: string }[] = [
  { kind: "whole" },
  {
    kind: "managed",
    words: "一部は機器の読取による（kijun check --live） / a part needs a machine (kijun check --live)",
  },
  { kind: "machine", words: "機器の読取による（kijun check --live） / needs a machine (kijun check --live)" },
  { kind: "person", words: "現地の目視確認による / a person looks on the spot" },
];

const observed = new Set(observedAreas.map(({ id }) => id));

/** Observed areas are in no declaration's machine and in no state. */
export function answerKindOf({ parts }: JudgedItem): AnswerKind {
  const measured = parts.flatMap((part) => (part.kind === "attested" ? [] : [part]));
  if (measured.length === 0) return "person";
  if (!measured.some(({ answeredByDeclaration }) => answeredByDeclaration)) return "machine";
  return measured.some(({ areas }) => areas.some((id) => observed.has(id))) ? "managed" : "whole";
}

/** Whether an item is answered at all. */
export function isAnswerable(item: JudgedItem): boolean {
  return ["whole", "managed"].includes(answerKindOf(item));
}

/** Who or what answers what is left of an item; empty where nothing is. */
export function wordsOf(item: JudgedItem): string {
  return answerKinds.find(({ kind }) => kind === answerKindOf(item))?.words ?? "";
}
