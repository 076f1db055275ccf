import { judgeMachine } from "@kijun/checklist";
import type { ItemFinding, JudgedItem, PartFinding, Severity, Subject } from "@kijun/checklist";
import { MACHINE_TYPE } from "@kijun/core";
import type { ReportViolation, ResourceValidationArgs, ResourceValidationPolicy } from "@pulumi/policy";

import { checklist } from "../checklist.js";
import { answerKindOf, answerKinds, isAnswerable, wordsOf } from "./answer-kinds.js";
import { levelSchema, unknownLevels } from "./level-schema.js";
import { provenanceOf, subjectOf, unreadReason } from "./pack-machine.js";
import type { PackMachine } from "./pack-machine.js";
import { policyName } from "./policy-names.js";
import { violationText } from "./violation-text.js";
import type { ObservedPlace } from "./violation-text.js";

const FRAMEWORK = { name: "統合端末等設置及び設定状況チェック", version: "令和7年度 別紙1 §4" };
const SEVERITIES: readonly Severity[] = ["low", "medium", "high", "critical"];

/** The policies of the checklist for the machines of a fleet: one for each item, and three about the fleet as a whole. */
export function checklistPolicies(machines: readonly PackMachine[]): ResourceValidationPolicy[] {
  const fleet = new Map(machines.map((machine) => [machine.host.name.toLowerCase(), machine]));
  return [...checklist.map((item) => itemPolicy(item, fleet)), isDeclared(fleet), isApproved(fleet), isAnswered(fleet)];
}

type Fleet = ReadonlyMap<string, PackMachine>;

/** What a declaration can answer of an item blocks; what it cannot says so. */
function itemPolicy(item: JudgedItem, fleet: Fleet): ResourceValidationPolicy {
  const text = (language: "ja" | "en"): string => item.parts.map(({ remediation }) => remediation[language]).join(" ");
  const schema = levelSchema(item);
  const seen = new Map<string, string>();
  return {
    name: policyName(item),
    displayName: `${item.id} ${item.title}`,
    description: `${item.requirement} / ${item.parts.map(({ title }) => title.en).join("; ")}`,
    enforcementLevel: isAnswerable(item) ? "mandatory" : "advisory",
    severity: severest(item),
    framework: { ...FRAMEWORK, reference: item.id, specification: item.requirement },
    remediationSteps: `${text("ja")}\n${text("en")}`,
    ...(schema === undefined ? {} : { configSchema: schema }),
    validateResource: (args, report) => {
      const machine = machineOf(args, fleet);
      if (machine?.hostClass.role !== item.role) return;
      if (!isAnswerable(item)) args.notApplicable(wordsOf(item));
      const levels = args.getConfig<Subject["parameters"]>();
      const misspelt = unknownLevels(item, levels);
      if (misspelt !== undefined) reportOnce(misspelt, { args, report, seen });
      const finding = judge(item, machine, args, levels);
      const wrong = finding?.parts.flatMap(wrongIn) ?? [];
      if (wrong.length > 0) reportOnce(violationText(item, machine, wrong), { args, report, seen });
    },
  };
}

/** A machine that the baseline does not know is judged by nothing, and so is no machine of this stack. */
function isDeclared(fleet: Fleet): ResourceValidationPolicy {
  return {
    name: "machine-declared",
    displayName: "基準にある機器 / machines of the baseline",
    description: "基準に無い機器は点検できない / a machine that the baseline does not declare cannot be judged",
    enforcementLevel: "mandatory",
    severity: "high",
    validateResource: (args, report) => {
      if (args.type !== MACHINE_TYPE || machineOf(args, fleet) !== undefined) return;
      report(
        `${args.name}: 基準（稼働日を含む）に無い機器です。\n${args.name}: not in service in the baseline on this day (KIJUN_AS_OF).`,
      );
    },
  };
}

/** What rests on a value that nobody has approved is neither right nor wrong. */
function isApproved(fleet: Fleet): ResourceValidationPolicy {
  const told = new Set<string>();
  return {
    name: "values-approved",
    displayName: "基準値の承認 / approval of the declared values",
    description: "市が承認していない基準値に基づく項目は、適とも否ともしない / items that rest on unapproved values",
    enforcementLevel: "advisory",
    severity: "low",
    validateResource: (args, report) => {
      const machine = machineOf(args, fleet);
      if (machine === undefined || told.has(machine.hostClass.id)) return;
      const items = checklist.filter((item) => judge(item, machine, args, {})?.status === "unknown");
      const open = items.map(({ id }) => id);
      if (open.length === 0) return;
      told.add(machine.hostClass.id);
      report(
        `${machine.hostClass.id}: 基準値未承認 ${open.join("、")}（適としない）。疑義は kijun check で確認。\n` +
          `${machine.hostClass.id}: unapproved values, no pass: ${open.join(", ")}. kijun check lists what to ask.`,
      );
    },
  };
}

/** The engine shows nobody that a policy was not applicable: what says nothing of an item must not look like a pass. */
function isAnswered(fleet: Fleet): ResourceValidationPolicy {
  const told = new Set<string>();
  return {
    name: "items-answered",
    displayName: "ここでは答えられない項目 / items that are not answered here",
    description: "観測領域と目視の項目は、宣言にも更新した状態にもない / what neither declaration nor state can tell",
    enforcementLevel: "advisory",
    severity: "low",
    validateResource: (args, report) => {
      const hostClass = machineOf(args, fleet)?.hostClass;
      if (hostClass === undefined || told.has(hostClass.id)) return;
      told.add(hostClass.id);
      const items = checklist.filter(({ role }) => role === hostClass.role);
      const lines = answerKinds.flatMap(({ kind, words }) => {
        const ids = items.filter((item) => answerKindOf(item) === kind).map(({ id }) => id);
        return words === undefined ? [] : [`${hostClass.id}: ${ids.join("、")}: ${words}`];
      });
      report(lines.join("\n"));
    },
  };
}

function machineOf({ type, name }: ResourceValidationArgs, fleet: Fleet): PackMachine | undefined {
  return type === MACHINE_TYPE ? fleet.get(name.toLowerCase()) : undefined;
}

function judge(
  item: JudgedItem,
  machine: PackMachine,
  { props }: ResourceValidationArgs,
  parameters: Subject["parameters"],
): ItemFinding | undefined {
  const unread = unreadReason(props);
  const [finding] = judgeMachine([item], subjectOf(machine, props, parameters), {
    ...{ asOf: "", attestations: [], waivers: [], retirements: [], provenanceOf: provenanceOf(machine) },
    reading: unread === undefined ? { source: "declaration" } : { source: "none", code: unread },
  });
  return finding;
}

/** Of each part what fails or could not be read; a machine that was not read as a whole has no observations. */
function wrongIn({ status, observations, because }: PartFinding): readonly ObservedPlace[] {
  if (status !== "fail" && status !== "error") return [];
  const wrong = observations.filter(({ outcome }) => outcome === "fail" || outcome === "error");
  if (wrong.length > 0) return wrong;
  return [{ area: "reading", path: "", live: because ?? status }];
}

/** Machines of one class are alike: what was said of the first one is not repeated of the others. */
function reportOnce(
  text: string,
  { args, report, seen }: { args: ResourceValidationArgs; report: ReportViolation; seen: Map<string, string> },
): void {
  const first = seen.get(text);
  if (first === undefined || first === args.name) {
    seen.set(text, args.name);
    report(text);
    return;
  }
  report(`${first} と同じ / as on ${first}`);
}

function severest({ parts }: JudgedItem): Severity {
  return (
    parts.map(({ severity }) => severity).sort((a, b) => SEVERITIES.indexOf(b) - SEVERITIES.indexOf(a))[0] ?? "low"
  );
}
