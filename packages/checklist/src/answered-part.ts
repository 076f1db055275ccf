import type { FindingStatus, HostRole } from "@kijun/core";

import type { Answers, Attestation, Retirement, Waiver } from "./attestation.js";
import { because } from "./because.js";
import type { ItemFinding, PartFinding } from "./finding.js";
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
  const answered = part.kind === "attested" ? attestedPart(part, answers.attestations, asOf) : part;
  const granted = answered.status === "fail" ? waiverOn(answers.waivers, answered, asOf) : undefined;
  const { waiver: earlier, ...bare } = answered;
  if (granted === undefined) return earlier === undefined ? answered : bare;
  const { approvedBy, reason, from, until } = granted;
  return { ...bare, waiver: { approvedBy, reason, from, until } };
}

function attestedPart(part: PartFinding, attestations: readonly Attestation[], asOf: string): PartFinding {
  const { item, part: id, kind, host } = part;
  const blank = { item, part: id, kind, host, observations: [], unapproved: [] };
  const attestation = attestations
    .filter((candidate) => concerns(candidate, part) && candidate.observedOn <= asOf)
    .sort(latestFirst)[0];
  if (attestation === undefined)
    return { ...blank, status: "notchecked", evidence: { source: "none" }, because: because("NOT_ATTESTED") };
  const { answer, by, observedOn, receivedAt, validUntil, note, evidenceDigest } = attestation;
  const judged = {
    ...blank,
    attestation: { answer, by, observedOn, validUntil, ...(note === undefined ? {} : { note }) },
    evidence: { source: "attestation", observedAt: observedOn, receivedAt, digest: evidenceDigest },
  } as const;
  return asOf <= validUntil
    ? { ...judged, status: answer }
    : { ...judged, status: "notchecked", because: because("ATTESTATION_EXPIRED", validUntil) };
}

/** The answer about the latest day replaces earlier ones, also one that would count longer; of two at once, the worse. */
function latestFirst(left: Attestation, right: Attestation): number {
  return descending(
    [left.observedOn, left.receivedAt, left.answer === "fail" ? "1" : "0", left.evidenceDigest],
    [right.observedOn, right.receivedAt, right.answer === "fail" ? "1" : "0", right.evidenceDigest],
  );
}

function waiverOn(waivers: readonly Waiver[], part: PartFinding, asOf: string): Waiver | undefined {
  return waivers
    .filter(({ from, until }) => from <= asOf && asOf <= until)
    .filter((waiver) => waiver.hosts.some((host) => concerns({ ...waiver, host }, part)))
    .sort((left, right) => descending(waiverKey(left), waiverKey(right)))[0];
}

/** The one that counts longest comes first. */
function waiverKey({ until, from, approvedBy, reason }: Waiver): string[] {
  return [until, from, approvedBy, reason];
}

function concerns(
  said: { readonly item: string; readonly part?: string; readonly host: string },
  { item, part, host }: PartFinding,
): boolean {
  return (
    said.item === item &&
    (said.part === undefined || said.part === part) &&
    said.host.toLowerCase() === host.toLowerCase()
  );
}

function retirementOn(retirements: readonly Retirement[], role: HostRole, asOf: string): Retirement | undefined {
  return retirements
    .filter((retirement) => retirement.role === role && retirement.on <= asOf)
    .sort((left, right) => descending([right.on, right.reason], [left.on, left.reason]))[0];
}

function retiredPart({ item, part, kind, host }: PartFinding, { on, reason }: Retirement): PartFinding {
  const evidence = { source: "none" } as const;
  const place = { item, part, kind, host, observations: [], unapproved: [], evidence };
  return { ...place, status: "notapplicable", because: because("RETIRED", on), reason };
}

function descending(left: readonly string[], right: readonly string[]): number {
  const at = left.findIndex((text, index) => text !== right[index]);
  if (at < 0) return 0;
  return (left[at] ?? "") > (right[at] ?? "") ? -1 : 1;
}
