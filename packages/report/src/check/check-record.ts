import type { ItemFinding, JudgedItem, PartKind, ResultComparison, Severity } from "@kijun/checklist";
import type { BilingualText, Scalar } from "@kijun/core";

import type { RunArea, RunHost, RunRecord, RunUnreadable } from "../run-record.js";

/** One part of an item as a report speaks of it. */
export interface CheckedPart {
  readonly id: string;
  readonly kind: PartKind;
  readonly title: BilingualText;
  readonly severity: Severity;
  readonly remediation: BilingualText;
  /** What a person is asked; of an attested part only. */
  readonly question?: BilingualText;
}

/** One item that was judged, in the words of the document. */
export interface CheckedItem extends Pick<JudgedItem, "id" | "role" | "title" | "requirement"> {
  readonly parts: readonly CheckedPart[];
}

/** One machine that was judged. */
export interface CheckedHost extends Omit<RunHost, "status"> {
  /** `declared`: no machine was asked, what is declared of it was judged. */
  readonly status: RunHost["status"] | "declared";
  /** When the values were so on the machine (ISO 8601, UTC); absent of a machine that no reading is known of. */
  readonly readAt?: string;
}

/** A declared value that findings rest on and that nobody has approved. */
export interface UnapprovedGround {
  /** From the area on: `account-lockout.thresholdAttempts`. */
  readonly path: string;
  readonly value: Scalar;
  /** What to ask the customer; empty where the declaration does not say. */
  readonly question: string;
  /** Items whose findings rest on it, in the order of the checklist. */
  readonly items: readonly string[];
  readonly hosts: readonly string[];
}

/** Where a declared value that fails stands. */
export interface DeclaredPlace {
  readonly hostClass: string;
  /** Id of the area, and the path below it: what an observation names. */
  readonly area: string;
  readonly path: string;
  /** From the root of the repository on, as a person opens it. */
  readonly file: string;
  /** From 1; 1 where the line is not known. */
  readonly line: number;
}

/** How far back what is known of a machine's logs goes; times are ISO 8601 in UTC. */
export interface CoveredPeriod {
  readonly host: string;
  /** Id of the area that looks into the log. */
  readonly area: string;
  readonly askedFrom: string;
  readonly to: string;
  /** From when on nothing is lost; absent where all of it is. */
  readonly from?: string;
}

/** What has become of the findings of an earlier year. */
export interface YearComparison extends ResultComparison {
  /** The earlier one: `R6`. */
  readonly year: string;
}

/** Everything that one check found. Each report of it is made from this and from nothing else; it holds no secret. */
export interface CheckRecord {
  readonly schema: "kijun.check-run/1";
  readonly tool: { readonly name: string; readonly version: string };
  /** As it was typed, without selection: `check --live`. */
  readonly command: string;
  /** The fleet, and the day in Asia/Tokyo that was asked about. */
  readonly baseline: { readonly fleet: string; readonly asOf: string };
  /** ISO 8601, UTC; so is `finishedAt`. */
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly exit: RunRecord["exit"];
  /** In the order of the checklist, as are the findings. */
  readonly items: readonly CheckedItem[];
  readonly areas: readonly RunArea[];
  /** In the order of names, as are the findings of an item. */
  readonly hosts: readonly CheckedHost[];
  readonly findings: readonly ItemFinding[];
  readonly unapproved: readonly UnapprovedGround[];
  /** What findings with the status `error` lack. */
  readonly unreadable: readonly RunUnreadable[];
  /** Of a check of the declaration: where what fails is declared. */
  readonly places?: readonly DeclaredPlace[];
  /** Of areas that look into logs; absent of a check of the declaration. */
  readonly periods?: readonly CoveredPeriod[];
  /** Of the check of a year, where a result of the year before is kept. */
  readonly comparison?: YearComparison;
}
