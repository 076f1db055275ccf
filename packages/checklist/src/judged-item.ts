import type {
  BilingualText,
  CanonicalArea,
  CanonicalAreaOrReserved,
  ChecklistItem,
  HostRole,
  Scalar,
} from "@kijun/core";

import type { Observation, PartKind } from "./finding.js";

/** Severity in the words of the policy SDK. */
export type Severity = "low" | "medium" | "high" | "critical";

interface PartBase {
  /** Unique in its item: `firewall`, `infection`. */
  readonly id: string;
  /** What the part is about, in the document's words where it has them. */
  readonly title: BilingualText;
  readonly severity: Severity;
  /** What to do about a failure. */
  readonly remediation: BilingualText;
}

/** A part of an item that is judged by what machines hold. */
export interface MeasuredPart extends PartBase {
  readonly kind: Exclude<PartKind, "attested">;
  /** Ids of the setting areas that it rests on. */
  readonly areas: readonly string[];
  /** Whether a declaration alone, without a machine, can answer it. */
  readonly answeredByDeclaration: boolean;
  /** The predicate: one observation for each thing that decides. No observation at all is no pass. */
  readonly judge: (subject: Subject) => readonly Observation[];
}

/** A part of an item that a person answers on the spot. */
export interface AttestedPart extends PartBase {
  readonly kind: "attested";
  /** No declaration answers it. */
  readonly answeredByDeclaration?: never;
  /** What the person confirms, as a statement: it is in order where it is so, whatever mark stands for yes. */
  readonly question: BilingualText;
}

export type ItemPart = MeasuredPart | AttestedPart;

/** One item of a checklist edition with what it takes to judge it. The worst of its parts is the item's status. */
export interface JudgedItem extends ChecklistItem {
  readonly parts: readonly ItemPart[];
}

/** A machine as a predicate sees it. Where only the declaration is judged, what is held is what is declared. */
export interface Subject {
  readonly host: string;
  readonly role: HostRole;
  /** What the machine holds, by area id: its canonical form, or a reserved text (`unreadable: CODE`). */
  readonly held: { readonly [areaId: string]: CanonicalAreaOrReserved };
  /** What is declared, or expected of an observed area, by area id. */
  readonly declared: { readonly [areaId: string]: CanonicalArea };
  /** What levels a checklist edition lets its user set, by name: `lockoutThresholdAtMost`. */
  readonly parameters: { readonly [name: string]: Scalar };
  /** Whether `held` was read from a machine. */
  readonly isLive: boolean;
}
