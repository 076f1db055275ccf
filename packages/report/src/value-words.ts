import type { Direction, Provenance, Scalar } from "@kijun/core";

import { textsOf } from "./report-texts.js";
import type { Language } from "./report-texts.js";
import { provenanceText, valueText } from "./value-text.js";

/** How the reports of a language write single things, for texts that are no report. */
export interface ValueWords {
  /** With its unit; the word for absence where there is none. */
  readonly valueOf: (value: Scalar, unit: string | undefined) => string;
  readonly sourceOf: (provenance: Provenance) => string;
  readonly direction: (direction: Direction) => string;
}

/** The words of a language. */
export function valueWords(language: Language): ValueWords {
  const texts = textsOf(language);
  return {
    valueOf: (value, unit) => valueText(value, unit, texts),
    sourceOf: (provenance) => provenanceText(provenance, texts),
    direction: (direction) => texts.directions[direction],
  };
}
