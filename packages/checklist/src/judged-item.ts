import type {
  BilingualText,
  CanonicalArea,
  CanonicalAreaOrReserved,
  ChecklistItem,
  HostRole,
  Scalar,
} from "@kijun/core";

/** What a part of an item demands. Whether a change hardens or weakens never decides. */
export type PartKind =
  /** Every difference from the declaration fails, also a stricter one. */
  | "unchanged"
  /** What is there beyond the declared list fails; what is missing from the machine is a remark, not a failure. */
  | "nothing-beyond"
  /** The value has to be a proper one: by itself, and as declared or stricter. */
  | "appropriate"
  /** There must be no trace of what the part is about. */
  | "no-trace"
  /** Only a person can say; no setting says anything about it. */
  | "attested";

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
  /** What the person is asked. */
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

/** One thing that decides, with what was held and what was wanted. Unreadable is `error`, never anything else. */
export interface Observation {
  readonly outcome: "pass" | "fail" | "remark" | "error" | "unknown" | "notapplicable";
  readonly area: string;
  /** Below the area: `domain.enabled`; empty for all of it. */
  readonly path: string;
  readonly live?: Scalar;
  readonly wanted?: Scalar;
  /** Why it is so, where values do not tell. */
  readonly reason?: BilingualText;
}
