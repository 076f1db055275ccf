import type { Provenance } from "@kijun/core";
import fc from "fast-check";

import type { Attestation, Waiver } from "./attestation.js";
import type { Observation } from "./finding.js";
import { judgeMachine } from "./judge-machine.js";
import type { JudgingContext } from "./judge-machine.js";
import type { ItemPart, JudgedItem, MeasuredPart, Subject } from "./judged-item.js";

export const OUTCOMES = ["pass", "fail", "remark", "error", "unknown", "notapplicable"] as const;

export const anyObservation = fc.record({
  outcome: fc.constantFrom(...OUTCOMES),
  area: fc.constantFrom("lockout", "shares"),
  path: fc.constantFrom("", "attempts", "minutes"),
  live: fc.constantFrom(1, 2, "x"),
});

export const readable = { lockout: { attempts: 5 }, shares: { Backup: "C:\\Backup" } };
export const both = { areas: ["lockout", "shares"] };

/** A day on which nothing special happens. */
export const DAY = "2026-01-14";

export const APPROVED: Provenance = { kind: "city-instruction", reference: "作業依頼書 A21A-01", date: "2025-10-01" };

const words = {
  title: { ja: "部分", en: "part" },
  remediation: { ja: "直す", en: "mend it" },
  severity: "high",
} as const;

/** A part that observes what it is told to. */
export function measured(
  observations: readonly Observation[] | ((subject: Subject) => readonly Observation[]),
  part: Partial<MeasuredPart> = {},
): MeasuredPart {
  const judge = typeof observations === "function" ? observations : (): readonly Observation[] => observations;
  return {
    id: "settings",
    kind: "unchanged",
    areas: ["lockout"],
    answeredByDeclaration: true,
    ...words,
    judge,
    ...part,
  };
}

export const looked: ItemPart = { id: "seat", kind: "attested", question: { ja: "見えますか", en: "seen?" }, ...words };

export function item(parts: readonly ItemPart[], id = "端末7"): JudgedItem {
  return { id, role: "terminal", title: "設定確認", requirement: "適切であること。", areas: [], parts };
}

export function observed(outcome: Observation["outcome"], rest: Partial<Observation> = {}): Observation {
  return { outcome, area: "lockout", path: "attempts", ...rest };
}

export function terminal(subject: Partial<Subject> = {}): Subject {
  const areas = { lockout: { attempts: 5, minutes: 30 } };
  return {
    host: "KITA-T001",
    role: "terminal",
    held: areas,
    declared: areas,
    parameters: {},
    isLive: true,
    ...subject,
  };
}

export function context(rest: Partial<JudgingContext> = {}): JudgingContext {
  return {
    asOf: DAY,
    reading: { source: "live", observedAt: "2026-01-14T01:00:00Z", receivedAt: "2026-01-14T01:00:02Z" },
    provenanceOf: () => APPROVED,
    ...{ attestations: [], waivers: [], retirements: [] },
    ...rest,
  };
}

/** The finding of the one item of these parts. */
export function judged(parts: readonly ItemPart[], subject = terminal(), given = context()) {
  const [finding] = judgeMachine([item(parts)], subject, given);
  if (finding === undefined) throw new Error("the item was not judged");
  return finding;
}

export function attestation(rest: Partial<Attestation> = {}): Attestation {
  return {
    ...{ item: "端末7", part: "seat", host: "KITA-T001", answer: "pass", by: "点検担当者" },
    ...{ observedOn: "2026-01-10", receivedAt: "2026-01-12T03:00:00Z", validUntil: "2026-03-31" },
    evidenceDigest: "a".repeat(64),
    ...rest,
  };
}

export function waiver(rest: Partial<Waiver> = {}): Waiver {
  return {
    ...{ item: "端末7", hosts: ["KITA-T001"], reason: "更改まで", approvedBy: "システム課" },
    ...{ from: "2025-12-01", until: "2026-03-31" },
    ...rest,
  };
}
