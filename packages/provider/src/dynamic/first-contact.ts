import type { HostReading, Scalar } from "@kijun/core";

import { LINE_WOULD_BE_CUT } from "../live/line-guard.js";
import type { Refusal } from "../live/line-guard.js";
import { compareMachine } from "../run/changes.js";
import type { FleetFileEntry } from "../run/fleet-file.js";

/** One message per machine, led by its name: the engine prints each twice, and its `--diff` omits the name. */
const MOST_LINES = 10;

/**
 * What a preview says about a machine that the state does not know yet: the engine shows only `+ create`, so the live
 * values stand here. Undefined when the machine is as declared.
 */
export function firstContactMessage(
  entry: FleetFileEntry,
  reading: HostReading,
  refusals: readonly Refusal[] = [],
): { severity: "info" | "warning"; text: string } | undefined {
  if (reading.kind !== "complete") {
    return {
      severity: "warning",
      text: `${entry.host}: not read: ${reading.code}: ${reading.message}. ${reading.hint}`,
    };
  }
  const { changes, unreadable } = compareMachine(entry, reading);
  const lines = [
    ...refusals.map(refusalLine),
    ...changes.map(
      ({ path, live, desired, direction }) => `~ ${path}: ${text(live)} => ${text(desired)} (${direction})`,
    ),
    ...unreadable.map(({ path, code, detail }) => `? ${path}: unreadable: ${code} ${detail}`.trimEnd()),
  ];
  if (lines.length === 0) return undefined;
  const shown = lines.slice(0, MOST_LINES);
  if (lines.length > shown.length) shown.push(`... ${String(lines.length - shown.length)} more: kijun preview`);
  return {
    severity: unreadable.length + refusals.length > 0 ? "warning" : "info",
    text: `${entry.host}: live => declared\n  ${shown.join("\n  ")}`,
  };
}

/** What a preview says about a machine that the state knows: its changes show as `~`, what would be refused does not. */
export function refusalMessage(host: string, refusals: readonly Refusal[]): string | undefined {
  if (refusals.length === 0) return undefined;
  const shown = refusals.slice(0, MOST_LINES).map(refusalLine);
  if (refusals.length > shown.length) shown.push(`... ${String(refusals.length - shown.length)} more: kijun preview`);
  return `${host}: would be refused\n  ${shown.join("\n  ")}`;
}

function refusalLine({ path, reason }: Refusal): string {
  return `! ${path}: ${LINE_WOULD_BE_CUT}: ${reason}`;
}

function text(value: Scalar): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
