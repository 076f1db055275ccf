import type { ProvenanceOf, Subject } from "@kijun/checklist";
import { areaOfInput, READING_COMPLETE } from "@kijun/core";
import type { CanonicalArea, HostRole } from "@kijun/core";
import { everyArea } from "@kijun/settings";
import type { CompiledSettings } from "@kijun/settings";

/** What a fleet declares of a machine, as the compiled fleet of a baseline has it. */
export interface PackMachine {
  readonly host: { readonly name: string };
  readonly hostClass: { readonly id: string; readonly role: HostRole };
  readonly settings: CompiledSettings;
  readonly expectations: CompiledSettings;
}

/**
 * A machine of the stack as predicates see it. Held is what its inputs say: in a preview what the program declares, in a state
 * that was refreshed what the machine holds. Declared is what the baseline says, so that the same policy judges both. What is
 * expected of observed areas is no input; of these the pack sees the expectation alone.
 */
export function subjectOf(
  machine: PackMachine,
  inputs: { readonly [property: string]: unknown },
  parameters: Subject["parameters"],
): Subject {
  const held: Record<string, CanonicalArea | string> = {};
  const declared: Record<string, CanonicalArea> = {};
  for (const { id, property, observed } of everyArea) {
    const wanted = (observed ? machine.expectations : machine.settings).areas[property];
    if (wanted !== undefined) declared[id] = wanted;
    const found = observed ? wanted : heldOf(inputs[property]);
    if (found !== undefined) held[id] = found;
  }
  return { host: machine.host.name, role: machine.hostClass.role, held, declared, parameters, isLive: false };
}

function heldOf(input: unknown): CanonicalArea | string | undefined {
  return areaOfInput(input) ?? (typeof input === "string" ? input : undefined);
}

/** Why nobody can say what the machine holds; undefined where it can be said, and where a program says nothing about it. */
export function unreadReason({
  reading = READING_COMPLETE,
}: {
  readonly [property: string]: unknown;
}): string | undefined {
  return reading === READING_COMPLETE ? undefined : JSON.stringify(reading);
}

/** Where the declared values of a machine come from. */
export function provenanceOf(machine: PackMachine): ProvenanceOf {
  return (area, path) => compiledOf(machine, area).provenanceOf(inputPath(area, path));
}

/** The file that declares a value, as a person opens it. */
export function declaredIn(machine: PackMachine, area: string, path: string): string {
  return compiledOf(machine, area).declaredIn(inputPath(area, path));
}

/** A place as the engine prints it: `accountLockout.thresholdAttempts`. */
export function inputPath(area: string, path: string): string {
  const property = everyArea.find(({ id }) => id === area)?.property ?? area;
  return path === "" ? property : `${property}.${path}`;
}

function compiledOf({ settings, expectations }: PackMachine, area: string): CompiledSettings {
  return everyArea.find(({ id }) => id === area)?.observed === true ? expectations : settings;
}
