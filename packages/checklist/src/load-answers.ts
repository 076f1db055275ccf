import { dayInTokyo, isCalendarDay, isInstant, KijunError, suggestion } from "@kijun/core";
import type { Issue } from "@kijun/core";
import type { z } from "zod";

import {
  attestationSchema,
  attestationsFileSchema,
  retirementSchema,
  waiverSchema,
  waiversFileSchema,
} from "./attestation.js";
import type { Answers, Attestation, Waiver } from "./attestation.js";
import { documentOf } from "./data-file.js";
import type { DataFile } from "./data-file.js";
import { hostIssues, issueAt, lower, unknownItem } from "./known-subjects.js";
import type { KnownSubjects, Placed } from "./known-subjects.js";

/**
 * Reads what people have said. Errors: ANSWERS_INVALID, naming every wrong place of all files, the value there and what
 * would be right.
 */
export function loadAnswers(
  files: { readonly attestations: readonly DataFile[]; readonly waivers: readonly DataFile[] },
  known: KnownSubjects,
): Answers {
  const issues: Issue[] = [];
  const attestations = files.attestations.flatMap((file) =>
    rightEntries(file, documentOf(attestationsFileSchema, file, issues), "attestations", attestationSchema),
  );
  const documents = files.waivers.map((file) => [file, documentOf(waiversFileSchema, file, issues)] as const);
  const waivers = documents.flatMap(([file, document]) => rightEntries(file, document, "waivers", waiverSchema));
  const retirements = documents.flatMap(([file, document]) =>
    rightEntries(file, document, "retirements", retirementSchema),
  );
  issues.push(
    ...attestations.flatMap((place) => attestationIssues(place, known)),
    ...doubles(attestations, ({ item, part, host, observedOn }) => [item, part, host.toLowerCase(), observedOn]),
    ...waivers.flatMap((place) => waiverIssues(place, known)),
    ...doubles(waivers, ({ item, part, hosts, from }) => [item, part ?? "", hosts.map(lower).sort().join(" "), from]),
    ...retirements.flatMap((place) => dayIssues(place, ["on"])),
    ...doubles(retirements, ({ role }) => [role]),
  );
  if (issues.length > 0) throw refusal(issues);
  return {
    attestations: attestations.map(({ said }) => said),
    waivers: waivers.map(({ said }) => said),
    retirements: retirements.map(({ said }) => said),
  };
}

function refusal(issues: readonly Issue[]): KijunError {
  return KijunError.forIssuesIn("the files of attestations and waivers", issues, {
    code: "ANSWERS_INVALID",
    hint: "Correct each place named above, then run the command again; nothing was judged.",
  });
}

/** The entries of a list that are right by themselves, so that one wrong entry hides nothing about the others. */
function rightEntries<Schema extends z.ZodType>(
  { name: file }: DataFile,
  document: unknown,
  list: string,
  schema: Schema,
): Placed<z.output<Schema>>[] {
  const entries: unknown = typeof document === "object" && document !== null ? Reflect.get(document, list) : undefined;
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((entry, index) => {
    const said = schema.safeParse(entry);
    return said.success ? [{ file, path: `${list}[${String(index)}]`, said: said.data }] : [];
  });
}

function attestationIssues(place: Placed<Attestation>, known: KnownSubjects): Issue[] {
  const { item: id, part, host, answer, note } = place.said;
  const item = known.items.find((candidate) => candidate.id === id);
  const found = item?.parts.find((candidate) => candidate.id === part);
  const attested = (item?.parts ?? []).filter(({ kind }) => kind === "attested").map((candidate) => candidate.id);
  const list = attested.length === 0 ? `${id} has no part that a person answers` : suggestion(part, attested);
  const days = dayIssues(place, ["observedOn", "validUntil"]);
  return [
    ...(item === undefined ? [unknownItem(place, known)] : []),
    ...(item !== undefined && found === undefined ? [issueAt(place, "part", `unknown part of ${id}; ${list}`)] : []),
    ...(found !== undefined && found.kind !== "attested"
      ? [issueAt(place, "part", `machines show it, so it is never attested; ${list}`)]
      : []),
    ...hostIssues({ ...place, path: `${place.path}.host` }, host, item, known),
    ...(answer === "fail" && note === undefined
      ? [
          {
            file: place.file,
            path: `${place.path}.note`,
            message: "it is missing: a fail needs words on what was seen",
          },
        ]
      : []),
    ...(days.length > 0 ? days : orderOfDays(place)),
  ];
}

function orderOfDays(place: Placed<Attestation>): Issue[] {
  const { observedOn, receivedAt, validUntil } = place.said;
  if (!isInstant(receivedAt)) return [issueAt(place, "receivedAt", "not an instant of the calendar in UTC")];
  const received = dayInTokyo(receivedAt);
  if (received < observedOn)
    return [issueAt(place, "observedOn", `must not be after the day on which the answer came in, ${received}`)];
  return validUntil < received
    ? [issueAt(place, "validUntil", `had expired when the answer came in; must be ${received} or later`)]
    : [];
}

function waiverIssues(place: Placed<Waiver>, known: KnownSubjects): Issue[] {
  const { item: id, part, hosts, from, until } = place.said;
  const item = known.items.find((candidate) => candidate.id === id);
  const parts = (item?.parts ?? []).map((candidate) => candidate.id);
  const days = dayIssues(place, ["from", "until"]);
  return [
    ...(item === undefined ? [unknownItem(place, known)] : []),
    ...(item !== undefined && part !== undefined && !parts.includes(part)
      ? [issueAt(place, "part", `unknown part of ${id}; ${suggestion(part, parts)}`)]
      : []),
    ...hosts.flatMap((host, index) => {
      const at = { ...place, path: `${place.path}.hosts[${String(index)}]` };
      const first = hosts.findIndex((other) => lower(other) === lower(host));
      return first < index
        ? [
            {
              file: at.file,
              path: at.path,
              value: JSON.stringify(host),
              message: `stands already in hosts[${String(first)}]`,
            },
          ]
        : hostIssues(at, host, item, known);
    }),
    ...(days.length === 0 && until < from
      ? [issueAt(place, "until", `must not be before the first day, ${from}`)]
      : []),
    ...days,
  ];
}

function dayIssues<Said extends object>(place: Placed<Said>, names: readonly (keyof Said & string)[]): Issue[] {
  return names.flatMap((name) =>
    isCalendarDay(String(place.said[name]))
      ? []
      : [issueAt(place, name, "not a day of the calendar, written YYYY-MM-DD")],
  );
}

/** Two that say something of the same thing: nobody could tell which counts. */
function doubles<Said>(all: readonly Placed<Said>[], keyOf: (said: Said) => readonly string[]): Issue[] {
  const seen = new Map<string, Placed<Said>>();
  return all.flatMap((place) => {
    const key = JSON.stringify(keyOf(place.said));
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, place);
      return [];
    }
    const value = keyOf(place.said)
      .filter((word) => word !== "")
      .join(" ");
    const message = `says something of what ${first.file}: ${first.path} says already; keep one of the two`;
    return [{ file: place.file, path: place.path, value: JSON.stringify(value), message }];
  });
}
