import { becauseText } from "@kijun/checklist";
import type { ItemFinding, PartFinding } from "@kijun/checklist";

import type { Language } from "../report-texts.js";
import type { CheckedItem, CheckRecord } from "./check-record.js";
import { checkTexts } from "./check-texts.js";

/**
 * A check in the XML form of JUnit, as CI systems show it: a suite for each item, a case for each machine, so that their
 * trends follow a machine. What is undecided is an error there, because nothing else than `pass` may look like one.
 */
export function renderJunit(record: CheckRecord, language: Language): string {
  const suites = record.items.flatMap((item) => {
    const findings = record.findings.filter((finding) => finding.item === item.id);
    return findings.length === 0 ? [] : [suite(item, findings, record, language)];
  });
  const totals = countAttributes(record.findings);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="kijun" ${totals}>\n${suites.join("")}</testsuites>\n`;
}

function suite(item: CheckedItem, findings: readonly ItemFinding[], record: CheckRecord, language: Language): string {
  const cases = findings.map((finding) => testCase(item, finding, language)).join("");
  const name = attribute("name", `${item.id} ${item.title}`);
  const time = attribute("timestamp", record.startedAt);
  return `  <testsuite ${name} ${time} ${countAttributes(findings)}>\n${cases}  </testsuite>\n`;
}

function countAttributes(findings: readonly ItemFinding[]): string {
  const of = (name: Element): number => findings.filter(({ status }) => elementOf(status) === name).length;
  return [
    attribute("tests", String(findings.length)),
    attribute("failures", String(of("failure"))),
    attribute("errors", String(of("error"))),
    attribute("skipped", String(of("skipped"))),
  ].join(" ");
}

type Element = "failure" | "error" | "skipped";

function elementOf(status: ItemFinding["status"]): Element | undefined {
  switch (status) {
    case "pass":
      return undefined;
    case "fail":
      return "failure";
    case "notchecked":
    case "notapplicable":
      return "skipped";
    default:
      return "error";
  }
}

function testCase(item: CheckedItem, finding: ItemFinding, language: Language): string {
  const head = `    <testcase ${attribute("classname", item.id)} ${attribute("name", finding.host)} time="0"`;
  const element = elementOf(finding.status);
  const digests = finding.parts.flatMap(({ part, evidence }) =>
    evidence.digest === undefined ? [] : [`${part} ${evidence.source} ${evidence.observedAt ?? ""} ${evidence.digest}`],
  );
  const out = digests.length === 0 ? "" : `      <system-out>${escaped(digests.join("\n"))}</system-out>\n`;
  if (element === undefined && out === "") return `${head}/>\n`;
  const body = element === undefined ? "" : outcome(element, finding, language);
  return `${head}>\n${body}${out}    </testcase>\n`;
}

function outcome(element: Element, finding: ItemFinding, language: Language): string {
  const decisive = finding.parts.filter(({ status }) => status === finding.status);
  const message = attribute("message", checkTexts[language].statuses[finding.status]);
  const text = escaped(decisive.flatMap((part) => lines(part, language)).join("\n"));
  return `      <${element} ${message} ${attribute("type", finding.status)}>${text}</${element}>\n`;
}

function lines({ part, status, observations, because, reason }: PartFinding, language: Language): string[] {
  const seen = observations.filter(({ outcome: each }) => each === status);
  return [
    ...seen.map(({ area, path, live, wanted, reason: why }) =>
      [
        `${part}: ${path === "" ? area : `${area}.${path}`}`,
        ...(live === undefined ? [] : [`live ${String(live)}`]),
        ...(wanted === undefined ? [] : [`wanted ${String(wanted)}`]),
        ...(why === undefined ? [] : [why[language]]),
      ].join(", "),
    ),
    ...(because === undefined ? [] : [`${part}: ${becauseText(because)[language]}`]),
    ...(reason === undefined ? [] : [reason]),
  ];
}

function attribute(name: string, value: string): string {
  return `${name}="${escaped(value).replaceAll("\n", "&#10;").replaceAll("\t", "&#9;")}"`;
}

/** What XML 1.0 has no place for, a lone half of a pair among it, becomes U+FFFD. */
const FORBIDDEN = /[^\t\n\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** Text between tags or quotes. */
function escaped(text: string): string {
  return text
    .replaceAll("\r\n", "\n")
    .replace(FORBIDDEN, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
