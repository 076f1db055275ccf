import type { ReportTexts } from "./report-texts.js";

/** English. */
export const textsEn: ReportTexts = {
  directions: { weakening: "WEAKEN", unknown: "unknown", hardening: "harden", neutral: "neutral" },
  directionColumns: { weakening: "weaken", unknown: "unknown", hardening: "harden", neutral: "neutral" },
  units: { attempts: "attempts", minutes: "min", seconds: "s", days: "days", characters: "characters" },
  provenance: {
    "city-instruction": "city",
    "j-lis-manual": "J-LIS manual",
    vendor: "vendor",
    standard: "standard",
    assumed: "assumed",
  },
  exits: {
    done: "done",
    internal: "internal failure",
    configuration: "configuration",
    credential: "credential refused",
    apply: "apply failed",
    checklist: "checklist item violated",
    differences: "differences found",
    cancelled: "cancelled",
    timeout: "timed out",
    unreadable: "unreadable",
    attestation: "an answer is missing",
    weakening: "weakening",
  },
  none: "none",
  columns: {
    area: "area",
    changes: "change",
    unread: "unread",
    items: "items",
    direction: "direction",
    hostClass: "class",
    setting: "setting",
    change: "change",
    count: "count",
    hosts: "hosts",
    source: "from",
    cause: "cause",
    next: "next",
    lastRead: "last read",
  },
  unreadable: "UNREADABLE",
  applied: "APPLIED",
  failed: "FAILED",
  notAttempted: "NOT ATTEMPTED",
  legend: "+ hardens  - weakens  ~ neutral  ? unknown",
  separator: ", ",
  sentenceGap: " ",
  fullStop: ".",
  readAgain: "Read the machine again.",
  nothingToApply: "There was nothing to apply.",
  joining: (hosts) =>
    `NEW TO THE STATE: ${counted(hosts, "host")}; kijun adopt (changes nothing) or kijun up records them`,
  leaving: (hosts) => `LEAVES THE STATE: ${counted(hosts, "host")}; nothing on them is changed`,
  noHosts: "No hosts in this run.",
  nothingRead: "No host could be read: whether anything differs is not known.",
  noDifference: "No difference.",
  noDifferenceInWhatWasRead: "No difference in what was read.",
  title: (command) => `kijun ${command}`,
  stack: (name) => `stack ${name}`,
  baseline: (fleet, asOf, revision) => `baseline ${fleet}${revision === undefined ? "" : `@${revision}`} as of ${asOf}`,
  size: (hosts, areas) => `${counted(hosts, "host")}, ${counted(areas, "area")}`,
  duration: ({ wallMs, engineMs, providerMs, wireMs, restMs }) =>
    `${seconds(wallMs)} s (engine ${seconds(engineMs)}, provider ${seconds(providerMs)}, wire ${seconds(wireMs)}, rest ${seconds(restMs)})`,
  from: (source) => `from: ${source}`,
  hosts: (count) => counted(count, "host"),
  hostsAtSites: (hosts, sites) => `${counted(hosts, "host")} at ${sites} sites`,
  hostsAtSite: (hosts, site) => `${counted(hosts, "host")}, ${site}`,
  andMore: (hosts) => `and ${hosts} more`,
  otherAreas: (count) => counted(count, "other area"),
  allAreas: (count) => counted(count, "area"),
  cause: (reason, of) => `cause${of === "" ? "" : ` (${of})`}: ${reason}`,
  similar: (messages) => `(and ${messages} like it)`,
  lastRead: (oldest, newest) => `last read: ${oldest === newest ? newest : `${oldest} to ${newest}`}`,
  neverRead: (hosts, all) => (hosts === all ? "last read: never" : `never read: ${counted(hosts, "host")}`),
  next: (hint) => `next: ${hint}`,
  settingsOnHosts: (word, settings, hosts) => `${settings} ${word} on ${counted(hosts, "host")}`,
  outcomes: { changed: "changed", already: "already as desired", failed: "failed", notAttempted: "not attempted" },
  hostsRead: (read, all) => `${read} of ${counted(all, "host")} read.`,
  changes: (count, hosts, directions) =>
    count === 0 ? "0 changes." : `${counted(count, "change")} on ${counted(hosts, "host")}: ${directions.join(", ")}.`,
  directionCount: (count, word) => `${count} ${word}`,
  exit: (code, name, also) => {
    const others = also.length === 0 ? "" : `; also ${also.join(", ")}`;
    return `exit ${code}${name === undefined ? "" : ` (${name}${others})`}`;
  },
  changeCount: (count, word) => `${counted(count, "change")}: ${word}`,
  omittedRows: (rows) => `${counted(rows, "more row")} left out to keep within the length limit.`,
  fullReport: (address) => `Full report: ${address}`,
};

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1);
}
