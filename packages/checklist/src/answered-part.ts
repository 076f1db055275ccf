import type { FindingStatus, HostRole } from "@kijun/core";

import type { Answers, Attestation, Retirement, Waiver } from "./attestation.js";
import { because } from "./because.js";
import type { ItemFinding, PartFinding } from "./finding.js";
import { sortedBy } from "./ordered-lists.js";
import { worstStatus } from "./status-order.js";

/**
 * Findings with what people have said as of a day: retirement before everything, the attestation of an attested part,
 * the waiver of a failure. What machines showed stays as it was judged.
 */
export function withAnswers(
  findings: readonly ItemFinding[],
  role: HostRole,
  answers: Answers,
  asOf: string,
): ItemFinding[] {
  const retirement = retirementOn(answers.retirements, role, asOf);
  return findings.map((finding) => {
    const parts = finding.parts.map((part) =>
      retirement === undefined ? answeredPart(part, answers, asOf) : retiredPart(part, retirement),
    );
    return { ...finding, status: statusOfParts(parts), parts };
  });
}

/** The status of an item: the worst of its parts'; an item without parts says nothing. */
export function statusOfParts(parts: readonly { readonly status: FindingStatus }[]): FindingStatus {
  return worstStatus(parts.map(({ status }) => status)) ?? "unknown";
}

function answeredPart(part: PartFinding, answers: Answers, asOf: string): PartFinding {
  const answered: { -readonly [Name in keyof PartFinding]: PartFinding[Name] } = {
    ...(part.kind === "attested" ? attestedPart(part, answers.attestations, asOf) : part),
  };
  delete answered.waiver;
  const granted = answered.status === "fail" ? waiverOn(answers.waivers, answered, asOf) : undefined;
  if (granted === undefined) return answered;
  const { approvedBy, reason, from, until } = granted;
  return { ...answered, waiver: { approvedBy, reason, from, until } };
}

/** What a part is about, and of which machine. */
export type Place = Pick<PartFinding, "item" | "part" | "kind" | "host">;

/** A part that nobody has looked at. */
export function unobserved(place: Place, status: FindingStatus, reason: string): PartFinding {
  return { ...place, status, observations: [], unapproved: [], evidence: { source: "none" }, because: reason };
}

/** A part that a person answers, before anybody has. */
export function unattested(place: Place): PartFinding {
  return unobserved(place, "notchecked", because("NOT_ATTESTED"));
}

function attestedPart(
  { item, part, kind, host }: PartFinding,
  attestations: readonly Attestation[],
  asOf: string,
): PartFinding {
  const place = { item, part, kind, host };
  const given = attestations.filter((candidate) => concerns(candidate, place) && candidate.observedOn <= asOf);
  const attestation = sortedBy(given, byLatest).at(-1);
  if (attestation === undefined) return unattested(place);
  const { answer, by, observedOn, receivedAt, validUntil, note, evidenceDigest } = attestation;
  const judged = {
    ...{ ...place, observations: [], unapproved: [] },
    attestation: { answer, by, observedOn, validUntil, ...(note === undefined ? {} : { note }) },
    evidence: { source: "attestation", observedAt: observedOn, receivedAt, digest: evidenceDigest },
  } as const;
  return asOf <= validUntil
    ? { ...judged, status: answer }
    : { ...judged, status: "notchecked", because: because("ATTESTATION_EXPIRED", validUntil) };
}

/** The answer about the latest day replaces earlier ones, also one that would count longer; of two at once, the worse. */
function byLatest({ observedOn, receivedAt, answer, evidenceDigest }: Attestation): string[] {
  return [observedOn, receivedAt, answer === "fail" ? "1" : "0", evidenceDigest];
}

function waiverOn(waivers: readonly Waiver[], part: PartFinding, asOf: string): Waiver | undefined {
  const granted = waivers
    .filter(({ from, until }) => from <= asOf && asOf <= until)
    .filter((waiver) => waiver.hosts.some((host) => concerns({ ...waiver, host }, part)));
  // The one that counts longest.
  return sortedBy(granted, ({ until, from, approvedBy, reason }) => [until, from, approvedBy, reason]).at(-1);
}

function concerns(
  said: { readonly item: string; readonly part?: string; readonly host: string },
  { item, part, host }: Place,
): boolean {
  return (
    said.item === item &&
    (said.part === undefined || said.part === part) &&
    said.host.toLowerCase() === host.toLowerCase()
  );
}

function retirementOn(retirements: readonly Retirement[], role: HostRole, asOf: string): Retirement | undefined {
  const counting = retirements.filter((retirement) => retirement.role === role && retirement.on <= asOf);
  return sortedBy(counting, ({ on, reason }) => [on, reason])[0];
}

function retiredPart({ item, part, kind, host }: PartFinding, { on, reason }: Retirement): PartFinding {
  return { ...unobserved({ item, part, kind, host }, "notapplicable", because("RETIRED", on)), reason };
}
