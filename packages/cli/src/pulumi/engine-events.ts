import { existsSync, readFileSync } from "node:fs";

import { MACHINE_TYPE } from "@kijun/core";
import { z } from "zod";

/** A message of the engine, the program or the provider. */
export interface EngineMessage {
  readonly severity: string;
  readonly message: string;
  /** The resource it belongs to; the stack for what belongs to none. */
  readonly urn?: string;
}

/** A resource that a policy refuses. */
export interface PolicyViolation {
  readonly urn?: string;
  readonly pack: string;
  readonly policy: string;
  readonly message: string;
  /** Only `mandatory` stops a run. */
  readonly enforcement: string;
}

/** What a command of the engine reported, apart from its resources. */
export interface EngineEvents {
  readonly messages: readonly EngineMessage[];
  readonly violations: readonly PolicyViolation[];
  /** Resources by what the engine does with them: `same`, `create`, `update`, … Undefined when it never came so far. */
  readonly operations?: Readonly<Record<string, number>>;
  /** Names of machines that the state gains and loses. */
  readonly joining: readonly string[];
  readonly leaving: readonly string[];
}

/** The parts of the engine's event log that matter here (`apitype.EngineEvent` of the engine's source). */
const eventSchema = z.object({
  diagnosticEvent: z.object({ severity: z.string(), message: z.string(), urn: z.string().optional() }).optional(),
  policyEvent: z
    .object({
      resourceUrn: z.string().optional(),
      message: z.string(),
      policyName: z.string(),
      policyPackName: z.string(),
      enforcementLevel: z.string(),
    })
    .optional(),
  summaryEvent: z.object({ resourceChanges: z.record(z.string(), z.number()).nullish() }).optional(),
});

/** Most lines are about resources and long; they are passed over unparsed. */
const RELEVANT = /^\{"sequence":\d+,"timestamp":\d+,"(?:diagnosticEvent|policyEvent|summaryEvent)"/;

const MACHINE_OPERATION = new RegExp(
  `^\\{"sequence":\\d+,"timestamp":\\d+,"resourcePreEvent":\\{"metadata":\\{"op":"(create|delete)","urn":"[^"]*\\$${MACHINE_TYPE}::([^"]+)"`,
);

/** Reads the event log of a command that has ended; one that failed before it began its work has written none. */
export function readEngineEvents(path: string): EngineEvents {
  const messages: EngineMessage[] = [];
  const violations: PolicyViolation[] = [];
  let operations: Record<string, number> | undefined;
  const lines = existsSync(path) ? readFileSync(path, "utf8").split("\n").slice(0, -1) : [];
  for (const line of lines.filter((candidate) => RELEVANT.test(candidate))) {
    const { diagnosticEvent: diagnostic, policyEvent: policy, summaryEvent } = eventSchema.parse(JSON.parse(line));
    if (diagnostic !== undefined && diagnostic.severity !== "debug") {
      const { severity, message, urn } = diagnostic;
      messages.push({ severity, message: message.trimEnd(), ...(urn === undefined ? {} : { urn }) });
    }
    if (policy !== undefined) violations.push(violationOf(policy));
    operations = summaryEvent?.resourceChanges ?? operations;
  }
  const named = (operation: string): string[] =>
    lines.flatMap((line) => {
      const [, op, name] = MACHINE_OPERATION.exec(line) ?? [];
      return op === operation && name !== undefined ? [name] : [];
    });
  return {
    messages,
    violations,
    joining: named("create"),
    leaving: named("delete"),
    ...(operations === undefined ? {} : { operations }),
  };
}

function violationOf(policy: NonNullable<z.output<typeof eventSchema>["policyEvent"]>): PolicyViolation {
  const { resourceUrn, policyName, policyPackName, message, enforcementLevel } = policy;
  const violation = {
    pack: policyPackName,
    policy: policyName,
    message: message.trim(),
    enforcement: enforcementLevel,
  };
  return resourceUrn === undefined ? violation : { ...violation, urn: resourceUrn };
}
