import { PolicyPack } from "@pulumi/policy";

import { checklistPolicies } from "./checklist-policies.js";
import type { PackMachine } from "./pack-machine.js";

export { answerKindOf } from "./answer-kinds.js";
export type { AnswerKind } from "./answer-kinds.js";
export { checklistPolicies } from "./checklist-policies.js";
export type { PackMachine } from "./pack-machine.js";

/**
 * Starts the policy pack of the checklist for the machines of a fleet. To be called once by the main file of a pack's folder,
 * which the engine runs: it starts a server.
 */
export function startChecklistPack(name: string, machines: readonly PackMachine[]): void {
  new PolicyPack(name, { policies: checklistPolicies(machines), enforcementLevel: "mandatory" });
}
