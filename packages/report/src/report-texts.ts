import type { Direction, Provenance } from "@kijun/core";

import type { ExitName } from "./exit-codes.js";
import { textsEn } from "./report-texts-en.js";
import { textsJa } from "./report-texts-ja.js";
import type { RunTiming } from "./run-record.js";

/** The language of a report. Values and names that Windows or the declarer chose stay as they are. */
export type Language = "ja" | "en";

/** Every text of the reports in one language. */
export interface ReportTexts {
  /** Direction words of a line; the weakening one stands out without colour. */
  readonly directions: { readonly [Each in Direction]: string };
  /** The same as headings of a table. */
  readonly directionColumns: { readonly [Each in Direction]: string };
  readonly units: { readonly [unit: string]: string };
  readonly provenance: { readonly [Kind in Provenance["kind"]]: string };
  readonly exits: { readonly [Name in ExitName]: string };
  /** What stands for a value that does not exist on the machine. */
  readonly none: string;
  readonly columns: {
    readonly area: string;
    readonly changes: string;
    readonly unread: string;
    readonly items: string;
    readonly direction: string;
    readonly hostClass: string;
    readonly setting: string;
    readonly change: string;
    readonly count: string;
    readonly hosts: string;
    readonly source: string;
    readonly cause: string;
    readonly next: string;
    readonly lastRead: string;
  };
  readonly unreadable: string;
  readonly applied: string;
  readonly failed: string;
  readonly notAttempted: string;
  readonly legend: string;
  /** Between the parts of a list, and between sentences. */
  readonly separator: string;
  readonly sentenceGap: string;
  /** The end of a sentence. */
  readonly fullStop: string;
  readonly readAgain: string;
  readonly nothingToApply: string;
  /** Headings of the machines that the stack's state gains or loses. */
  readonly joining: (hosts: number) => string;
  readonly leaving: (hosts: number) => string;
  readonly noHosts: string;
  readonly nothingRead: string;
  readonly noDifference: string;
  readonly noDifferenceInWhatWasRead: string;
  readonly title: (command: string) => string;
  readonly stack: (name: string) => string;
  readonly baseline: (fleet: string, asOf: string, revision: string | undefined) => string;
  readonly size: (hosts: number, areas: number) => string;
  readonly duration: (timing: RunTiming) => string;
  readonly from: (source: string) => string;
  readonly hosts: (count: number) => string;
  /** Machines of a group, and where they stand. */
  readonly hostsAtSites: (hosts: number, sites: number) => string;
  readonly hostsAtSite: (hosts: number, site: string) => string;
  readonly andMore: (hosts: number) => string;
  readonly otherAreas: (count: number) => string;
  readonly allAreas: (count: number) => string;
  /** Why something was not read or changed, and of what it is said; empty of the whole machine. */
  readonly cause: (reason: string, of: string) => string;
  readonly similar: (messages: number) => string;
  readonly lastRead: (oldest: string, newest: string) => string;
  readonly neverRead: (hosts: number, all: number) => string;
  readonly next: (hint: string) => string;
  readonly settingsOnHosts: (word: string, settings: number, hosts: number) => string;
  readonly outcomes: {
    readonly changed: string;
    readonly already: string;
    readonly failed: string;
    readonly notAttempted: string;
  };
  readonly hostsRead: (read: number, all: number) => string;
  readonly changes: (count: number, hosts: number, directions: readonly string[]) => string;
  /** A direction word with its number. */
  readonly directionCount: (count: number, word: string) => string;
  readonly exit: (code: number, name: string | undefined, also: readonly string[]) => string;
  /** Changes of directions that are shown as a number only. */
  readonly changeCount: (count: number, word: string) => string;
  readonly omittedRows: (rows: number) => string;
  readonly fullReport: (address: string) => string;
}

/** The texts of a language. */
export function textsOf(language: Language): ReportTexts {
  return language === "ja" ? textsJa : textsEn;
}
