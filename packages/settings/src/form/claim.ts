import type { CanonicalArea } from "@kijun/core";

import type { Text } from "./setting-area.js";

/** What a check of a claim can answer. A text is compared as it stands and never taken into the repository. */
export type ClaimAnswer = boolean | number | string;

/**
 * A statement about Windows that the product rests on and that no published document supports: it is believed until a real
 * machine has answered its check (`kijun pilot`).
 */
export interface Claim extends Text {
  /**
   * A PowerShell expression that answers it on a machine, with the agent's functions and those of the `.claims.ps1` beside it at
   * hand. It calls `Skip-Claim` where the machine has nothing to see it by. Without a check only a person can see it.
   */
  readonly check?: string;
  /** What the check answers where the claim holds; `true` unless it says so. */
  readonly expect?: ClaimAnswer;
  /** Set where the check changes the machine and takes that back: it runs only when it is asked for by name. */
  readonly changes?: true;
}

/** Claims by an id of their own, in kebab-case. */
export type Claims = Readonly<Record<string, Claim>>;

/** What an area's folder has for a pilot machine. */
export interface AreaClaims {
  readonly claims: Claims;
  /** What is read on a pilot machine, where that is more than every property that the schema names and every other entry. */
  readonly reads?: CanonicalArea;
}
