import { becauseText } from "@kijun/checklist";
import type { Observation } from "@kijun/checklist";
import { isToBeConfirmed } from "@kijun/core";
import type { BilingualText } from "@kijun/core";

import type { Language } from "../report-texts.js";
import { machinesLine, whereText } from "../terminal/change-lines.js";
import { span } from "../terminal/styled-line.js";
import type { Line, Style } from "../terminal/styled-line.js";
import { proseLines } from "../terminal/terminal-page.js";
import type { Page } from "../terminal/terminal-page.js";
import { valueText } from "../value-text.js";
import type { CheckedItem, CheckedPart, CheckRecord, UnapprovedGround } from "./check-record.js";
import type { CheckTexts } from "./check-texts.js";
import { groupFindings } from "./finding-groups.js";
import type { FindingGroup } from "./finding-groups.js";

/** What every part of the report of a check needs to know. */
export interface CheckPage extends Page {
  readonly own: CheckTexts;
  readonly record: CheckRecord;
  readonly language: Language;
}

const INDENT = "  ";
const DEEP = "      ";
const STYLES = { fail: "weakening", unknown: "unread", remark: "context" } as const satisfies Record<string, Style>;

/** Groups of one kind below their items: the document's words, then machines and what was seen on them. */
export function findingLines(kind: keyof typeof STYLES, groups: readonly FindingGroup[], page: CheckPage): Line[] {
  const { record, own } = page;
  return record.items.flatMap((item) => {
    const ofItem = groups.filter((group) => group.item === item.id);
    if (ofItem.length === 0) return [];
    const hosts = [...new Set(ofItem.flatMap((group) => group.hosts))];
    return [
      [],
      [
        span(`${own.sections[kind]}: `, STYLES[kind]),
        span(`${item.id} ${item.title}: `, "strong"),
        span(whereText(hosts, page)),
      ],
      ...proseLines(item.requirement, page, INDENT, "context"),
      ...item.parts.flatMap((part) => {
        const ofPart = ofItem.filter((group) => group.part === part.id);
        return ofPart.length === 0 ? [] : partLines(kind, ofPart, item, part, page);
      }),
    ];
  });
}

function partLines(
  kind: keyof typeof STYLES,
  groups: readonly FindingGroup[],
  { parts }: CheckedItem,
  part: CheckedPart,
  page: CheckPage,
): Line[] {
  const { texts, language } = page;
  return [
    ...(parts.length > 1 ? proseLines(part.title[language], page, INDENT) : []),
    ...groups.flatMap((group) => groupLines(group, page)),
    ...(kind === "fail" ? proseLines(texts.next(part.remediation[language]), page, INDENT) : []),
  ];
}

function groupLines(group: FindingGroup, page: CheckPage): Line[] {
  const { own, language } = page;
  const { observations, waiver, attestation, because, reason, status } = group;
  const why = status === "fail" || because === undefined ? [] : [becauseText(because)[language]];
  return [
    machinesLine(group.hosts, page, INDENT + INDENT),
    ...observations.flatMap((observation) => [
      ...observationLines(observation, page),
      ...placeLines(observation, group.hosts, page),
    ]),
    ...(observations.length === 0 ? [...why, ...(reason === undefined ? [] : [reason])] : []).flatMap((text) =>
      proseLines(text, page, DEEP),
    ),
    ...(attestation === undefined
      ? []
      : proseLines(own.attested(attestation.observedOn, attestation.by, attestation.note ?? ""), page, DEEP)),
    ...(waiver === undefined ? [] : proseLines(own.waived(waiver.until, waiver.approvedBy, waiver.reason), page, DEEP)),
  ];
}

/** Values are never broken over lines; what is too long is cut, and stands whole in the JSON. */
function observationLines({ area, path, live, wanted, reason }: Observation, page: CheckPage): Line[] {
  const { names, texts, own, language } = page;
  const place = path === "" ? names.area(area) : `${names.area(area)} ${path}`;
  const values = [
    ...(live === undefined ? [] : [valueText(live, undefined, texts)]),
    ...(wanted === undefined || isToBeConfirmed(wanted) ? [] : [own.wanted(valueText(wanted, undefined, texts))]),
  ];
  const line = values.length === 0 ? place : `${place}: ${values.join(texts.separator)}`;
  return [[span(DEEP + line)], ...(reason === undefined ? [] : reasonLines(reason, page, language))];
}

/** Where the value is declared, for each class of the machines. */
function placeLines({ area, path }: Observation, hosts: readonly string[], page: CheckPage): Line[] {
  const { record, own } = page;
  const classes = new Set(record.hosts.filter(({ name }) => hosts.includes(name)).map(({ hostClass }) => hostClass));
  return (record.places ?? [])
    .filter((place) => place.area === area && place.path === path && classes.has(place.hostClass))
    .flatMap(({ hostClass, file, line }) =>
      proseLines(own.declaredIn(hostClass, file, line), page, `${DEEP}${INDENT}`, "context"),
    );
}

function reasonLines(reason: BilingualText, page: Page, language: Language): Line[] {
  return proseLines(reason[language], page, `${DEEP}${INDENT}`, "context");
}

/** The declared values that nobody has approved, each with the question that would settle it. */
export function unapprovedLines(page: CheckPage): Line[] {
  const { record, own } = page;
  const resting = record.findings.flatMap(({ parts }) => parts).filter(({ unapproved }) => unapproved.length > 0);
  if (record.unapproved.length === 0) return [];
  return [
    [],
    ...proseLines(own.unapproved(record.unapproved.length, resting.length), page, "", "unread"),
    ...byQuestion(record.unapproved).flatMap(([question, grounds]) => [
      ...proseLines(question === "" ? own.askNothing : own.ask(question), page, INDENT),
      ...groundLines(grounds, page),
    ]),
  ];
}

/** Which items and how many machines wait for one answer, and the first of the values; all of them stand in the JSON. */
function groundLines(grounds: CheckRecord["unapproved"], page: CheckPage): Line[] {
  const { own, texts, names, record } = page;
  const [first] = grounds;
  if (first === undefined) return [];
  const concerned = new Set(grounds.flatMap(({ items }) => items));
  const items = record.items.map(({ id }) => id).filter((id) => concerned.has(id));
  const hosts = new Set(grounds.flatMap((ground) => ground.hosts));
  const [area = "", ...rest] = first.path.split(".");
  const place = [names.area(area), ...(rest.length === 0 ? [] : [rest.join(".")])].join(" ");
  const more = grounds.length === 1 ? "" : ` ${own.moreValues(grounds.length - 1)}`;
  return [
    [span(`${INDENT}${INDENT}${own.items(items)}  ${texts.hosts(hosts.size)}${more}`, "context")],
    [span(`${INDENT}${INDENT}${place}: ${valueText(first.value, undefined, texts)}`, "context")],
  ];
}

function byQuestion(grounds: CheckRecord["unapproved"]): [string, UnapprovedGround[]][] {
  const questions = new Map<string, UnapprovedGround[]>();
  for (const ground of grounds) questions.set(ground.question, [...(questions.get(ground.question) ?? []), ground]);
  return [...questions];
}

/** What nobody has looked at yet: one line for each item and reason. */
export function notCheckedLines(page: CheckPage): Line[] {
  const { record, own, language } = page;
  const groups = groupFindings(record.findings, { statuses: ["notchecked"], outcomes: [] });
  if (groups.length === 0) return [];
  const titles = new Map(record.items.map(({ id, title }) => [id, title]));
  return [
    [],
    [span(own.notChecked, "unread")],
    ...groups.flatMap((group) => [
      [
        span(`${INDENT}${group.item} ${titles.get(group.item) ?? ""}: `),
        span(group.because === undefined ? "" : becauseText(group.because)[language], "context"),
      ],
      machinesLine(group.hosts, page, INDENT + INDENT),
    ]),
  ];
}
