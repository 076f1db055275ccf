import { createHash } from "node:crypto";

import { agentClaims, agentClaimsScript, agentScript, diagnosisCommand } from "@kijun/agent";
import { KIT_TOKEN } from "@kijun/kit";
import { buildBootstrap, windowsClaims } from "@kijun/node-winrm";
import {
  areaClaims,
  claimsScript,
  everyArea,
  functionSuffix,
  MANAGEMENT_LINE,
  managementLineClaims,
} from "@kijun/settings";
import type { ClaimAnswer, Claims } from "@kijun/settings";

/** Whose claims are no area's: of the WinRM client, and of the agent's own files. */
export const WINRM_CLIENT = "node-winrm";
export const AGENT = "agent";

/**
 * How a machine answers a claim: by how PowerShell starts on it, by a check, by the answer of an area's read, or not at all,
 * so that only a person can see it.
 */
export type ClaimWay = "start" | "check" | "read" | "person";

/** A claim with its owner: `account-lockout/no-times-without-threshold`. */
export interface KnownClaim {
  readonly id: string;
  readonly owner: string;
  readonly en: string;
  readonly ja: string;
  readonly way: ClaimWay;
  /** PowerShell expression of a check. */
  readonly check?: string;
  readonly expect: ClaimAnswer;
  /** Whether the check changes the machine and takes that back. */
  readonly changes: boolean;
}

let known: readonly KnownClaim[] | undefined;

/** Every claim: of the client, the agent, the line to the controller, then area by area. */
export function knownClaims(): readonly KnownClaim[] {
  known ??= [
    ...Object.entries<StartClaim>(windowsClaims).map(([id, { en, ja, byStart }]) => ({
      ...{ id: `${WINRM_CLIENT}/${id}`, owner: WINRM_CLIENT, en, ja, expect: true, changes: false },
      way: byStart === true ? ("start" as const) : ("person" as const),
    })),
    ...ownClaims(AGENT, agentClaims),
    ...ownClaims(MANAGEMENT_LINE, managementLineClaims),
    ...everyArea.flatMap(({ id }) => [readClaim(id), ...ownClaims(id, areaClaims[id]?.claims ?? {})]),
  ];
  return known;
}

interface StartClaim {
  readonly en: string;
  readonly ja: string;
  readonly byStart?: true;
}

function ownClaims(owner: string, claims: Claims): KnownClaim[] {
  return Object.entries(claims).map(([id, { en, ja, check, expect = true, changes = false }]) => ({
    ...{ id: `${owner}/${id}`, owner, en, ja, expect, changes },
    ...(check === undefined ? { way: "person" } : { way: "check", check }),
  }));
}

/** Id of the claim that an area can be read. */
export function readClaimId(area: string): string {
  return `${area}/reads`;
}

function readClaim(area: string): KnownClaim {
  const name = `Read-${functionSuffix(area)}`;
  return {
    ...{ id: readClaimId(area), owner: area, way: "read", expect: true, changes: false },
    en: `${name} answers on a real machine, and Kijun understands the answer.`,
    ja: `${name}は実機で応答し、その応答は解釈できる。`,
  };
}

/** The functions that the checks of an owner's claims call. */
export function checksOf(owner: string): string {
  return owner === AGENT ? agentClaimsScript() : claimsScript(owner);
}

/**
 * What evidence of a claim was made for: it changes with the claim's words and with the script that answers it, and evidence
 * of another digest says nothing any more.
 */
export function claimDigest(claim: KnownClaim): string {
  const { en, expect, check = "" } = claim;
  const text = JSON.stringify([en, check, expect, answeredBy(claim)]);
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

function answeredBy({ way, owner }: KnownClaim): string {
  if (way === "start") return diagnosisCommand() + buildBootstrap(KIT_TOKEN);
  if (way === "read") return agentScript([owner]);
  return way === "check" ? checksOf(owner) : "";
}
