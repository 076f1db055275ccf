import type { Observation, PartFinding, Severity } from "@kijun/checklist";

import { hostRanges } from "../host-ranges.js";
import type { Language } from "../report-texts.js";
import type { CheckedItem, CheckedPart, CheckRecord, DeclaredPlace } from "./check-record.js";
import { groupFindings } from "./finding-groups.js";

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/**
 * A check of the declaration in SARIF 2.1.0, as code hosts show it beside the lines of a change. A rule for each statement of an
 * item, and one result for each class and declared value: machines of a class are one alert, not a hundred.
 */
export function renderSarif(record: CheckRecord, language: Language): string {
  const rules = record.items.flatMap((item) =>
    item.parts.filter(({ kind }) => kind !== "attested").map((part) => rule(item, part, language)),
  );
  const log = {
    ...{ $schema: SCHEMA, version: "2.1.0" },
    runs: [
      {
        tool: { driver: { name: record.tool.name, version: record.tool.version, rules } },
        automationDetails: { id: `kijun/checklist/${record.baseline.fleet}/` },
        results: resultsOf(record, language),
      },
    ],
  };
  return JSON.stringify(log, null, 2) + "\n";
}

function ruleId(item: string, part: string): string {
  return `${item}/${part}`;
}

function rule(item: CheckedItem, part: CheckedPart, language: Language): object {
  return {
    id: ruleId(item.id, part.id),
    shortDescription: { text: `${item.id} ${item.title}: ${part.title[language]}` },
    fullDescription: { text: item.requirement },
    help: { text: part.remediation[language] },
    defaultConfiguration: { level: "error" },
    properties: { "security-severity": SCORES[part.severity], tags: ["checklist", part.kind] },
  };
}

/** Lower bounds of the words that code hosts make of a score. */
const SCORES: { readonly [Word in Severity]: string } = { low: "2.0", medium: "5.0", high: "7.5", critical: "9.5" };

function resultsOf(record: CheckRecord, language: Language): object[] {
  const classOf = new Map(record.hosts.map(({ name, hostClass }) => [name, hostClass ?? ""]));
  const places = record.places ?? [];
  return groupFindings(record.findings, { statuses: ["fail", "error"], outcomes: ["fail", "error"] }).flatMap((group) =>
    [...new Set(group.hosts.map((host) => classOf.get(host) ?? ""))].flatMap((hostClass) => {
      const hosts = group.hosts.filter((host) => classOf.get(host) === hostClass);
      return group.observations.map((observation) =>
        result({ group, hostClass, hosts, observation, place: placeOf(places, hostClass, observation) }, language),
      );
    }),
  );
}

function placeOf(
  places: readonly DeclaredPlace[],
  hostClass: string,
  { area, path }: Observation,
): DeclaredPlace | undefined {
  return places.find((place) => place.hostClass === hostClass && place.area === area && place.path === path);
}

interface Found {
  readonly group: Pick<PartFinding, "item" | "part">;
  readonly hostClass: string;
  readonly hosts: readonly string[];
  readonly observation: Observation;
  readonly place: DeclaredPlace | undefined;
}

function result({ group, hostClass, hosts, observation, place }: Found, language: Language): object {
  const { area, path, live, reason } = observation;
  const setting = path === "" ? area : `${area}.${path}`;
  const value = live === undefined ? "" : ` = ${JSON.stringify(live)}`;
  const why = reason === undefined ? "" : `: ${reason[language]}`;
  const text = `${group.item} ${hostClass}: ${setting}${value}${why} (${hostRanges(hosts).join(", ")})`;
  return {
    ruleId: ruleId(group.item, group.part),
    level: "error",
    message: { text },
    ...(place === undefined ? {} : { locations: [location(place)] }),
    partialFingerprints: { "kijunDeclaration/v1": [group.item, group.part, hostClass, setting].join("/") },
    properties: { hostClass, hosts },
  };
}

function location({ file, line }: DeclaredPlace): object {
  const uri = file.replaceAll("\\", "/").split("/").map(encodeURIComponent).join("/");
  return { physicalLocation: { artifactLocation: { uri }, region: { startLine: line } } };
}
