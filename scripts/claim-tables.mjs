// What is taken for granted of Windows, and what real machines have said to it, as parts of documents.
import { evidenceCounts, evidenceOf, evidenceWords, knownClaims, readEvidence } from "../packages/pilot/dist/index.js";

import { table } from "./marked-part.mjs";

const evidence = readEvidence();

const WAYS = { start: "start of PowerShell", read: "read", check: "check", person: "person" };

/** The claims of one owner. */
export function claimsText(owner) {
  const rows = claimsOf(owner).map((claim) => [
    `\`${claim.id.slice(owner.length + 1)}\``,
    claim.en,
    claim.changes ? "check with `-Apply`" : WAYS[claim.way],
    knownOf(claim),
  ]);
  return table(["claim", "taken for granted beyond what is documented", "answered by", "known"], rows);
}

/** What is known of a claim that a part of an owner names, with its owner before it where that is another. */
export function evidenceText(name, owner) {
  const id = name.includes("/") ? name : `${owner}/${name}`;
  const claim = knownClaims().find((candidate) => candidate.id === id);
  if (claim === undefined) throw new Error(`${owner} names the claim ${id}, which does not exist`);
  return knownOf(claim);
}

/** How many claims of each owner are believed, seen and contradicted. */
export function claimCounts() {
  const owners = [...new Set(knownClaims().map(({ owner }) => owner))];
  const rows = owners.map((owner) => [`\`${owner}\``, countsOf(claimsOf(owner))]);
  return table(["owner", "claims"], [...rows, ["all", countsOf(knownClaims())]]);
}

const claimsOf = (owner) => knownClaims().filter((claim) => claim.owner === owner);
const countsOf = (claims) => evidenceCounts(claims.map((claim) => evidenceOf(claim, evidence))).en;
const knownOf = (claim) => evidenceWords(evidenceOf(claim, evidence)).en;
