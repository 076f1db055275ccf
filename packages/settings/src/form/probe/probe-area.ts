import { entriesOf, mapArea, TO_BE_CONFIRMED } from "@kijun/core";
import type { CanonicalArea, Direction, Scalar } from "@kijun/core";
import { z } from "zod";

import { directionBySafety } from "../direction.js";
import { defineArea } from "../setting-area.js";
import type { CamelCase, SettingArea, Text } from "../setting-area.js";
import { formatExpectation, meetsExpectation, parseExpectation } from "./probe-expectation.js";
import { findingSchema, findingText } from "./probe-finding.js";
import { formatProbe, joinLine, parseProbe, splitLine } from "./probe-line.js";
import { probeNextSteps } from "./probe-next-steps.js";
import { probeRequest } from "./probe-request.js";
import type { DeclaredProbe } from "./probe-schema.js";

interface ProbeAreaDefinition<Schema extends z.ZodType> {
  readonly title: Text;
  /** Probes by name, in one group of names or in groups of them. */
  readonly schema: Schema;
  /** Words of a property from the least safe to the safest, where there is such an order. */
  safety?(this: void, path: readonly string[]): readonly string[] | undefined;
}

const factsSchema = z.object({ probes: z.array(findingSchema) });

/**
 * Makes an area whose values are probes: facts about a vendor's product, found where its baseline says. It is read and
 * judged only. Its PowerShell is `Read-Probe`, its live form {@link probeLive}.
 */
export function defineProbeArea<const Id extends string, Schema extends z.ZodType>(
  definition: ProbeAreaDefinition<Schema> & { readonly id: Id },
): SettingArea & { readonly id: Id; readonly property: CamelCase<Id>; readonly schema: Schema } {
  const { id, title, schema } = definition;
  return defineArea({
    id,
    title,
    schema,
    readOnly: true,
    usesProbes: true,
    nextSteps: probeNextSteps,
    facts: factsSchema,
    format: formatArea,
    parse: (canonical) => schema.parse(parsedArea(canonical)),
    fromWindows({ probes }, desired) {
      const definitions = definitionsOf(desired);
      if (probes.length !== definitions.length) throw new TypeError("not as many findings as probes");
      return mapArea(desired, (line) => {
        const { definition: asked } = splitLine(String(line));
        const finding = asked === undefined ? undefined : probes[definitions.indexOf(asked)];
        return asked === undefined || finding === undefined ? line : findingText(parseProbe(asked), asked, finding);
      });
    },
    toWindows: (desired, differing) => ({ lines: linesToMeet(desired, differing) }),
    readRequest: (desired) => ({ probes: definitionsOf(desired).map((asked) => probeRequest(parseProbe(asked))) }),
    direction: (path, live, desired) => directionOf(live, desired, definition.safety?.(path)),
    meets: meetsExpectation,
    inFull: foundInstead,
  });
}

/** A line of what was found alone, with the definition of the declared one. */
function foundInstead(short: Scalar, declared: Scalar): Scalar {
  const [head, { definition }] = [splitLine(String(short)), splitLine(String(declared))];
  return head.definition === undefined && definition !== undefined ? joinLine({ head: head.head, definition }) : short;
}

/** Probes by name, or groups of them, as the schema has accepted them. */
function formatArea(declared: unknown): CanonicalArea {
  return mapProperties(declared, (node) => (isProbe(node) ? formatOne(node) : mapProperties(node, formatOne)));
}

function formatOne(declared: unknown): string {
  if (!isProbe(declared) || typeof declared === "string") return TO_BE_CONFIRMED;
  const { expect, ...probe } = declared;
  return joinLine({ head: formatExpectation(expect), definition: formatProbe(probe) });
}

/** Whether a node of the declared form is one probe; otherwise it is a group of them, one of which may be named so. */
function isProbe(node: unknown): node is DeclaredProbe {
  if (typeof node !== "object" || node === null) return node === TO_BE_CONFIRMED;
  return "probe" in node && typeof node.probe === "string" && node.probe !== TO_BE_CONFIRMED;
}

function parsedArea(canonical: CanonicalArea): object {
  return mapProperties(canonical, (node) =>
    typeof node === "object" ? mapProperties(node, parseOne) : parseOne(node),
  );
}

/** Throws a TypeError or a ZodError for a line that nobody can have declared. */
function parseOne(line: unknown): DeclaredProbe {
  const { head, definition } = splitLine(String(line));
  if (definition === undefined && head === TO_BE_CONFIRMED) return TO_BE_CONFIRMED;
  if (definition === undefined) throw new TypeError(`${head} says of no probe`);
  return { ...parseProbe(definition), expect: parseExpectation(head) };
}

function mapProperties<To>(node: unknown, change: (child: unknown) => To): Record<string, To> {
  const given = Object.entries(node as object).filter(([, child]) => child !== undefined);
  return Object.fromEntries(given.map(([name, child]) => [name, change(child)]));
}

/** Each definition once, in the order of the lines: the order of what is asked and answered. */
function definitionsOf(desired: CanonicalArea): string[] {
  const definitions = entriesOf(desired).map(({ value }) => splitLine(String(value)).definition);
  return [...new Set(definitions.filter((definition) => definition !== undefined))];
}

/** The lines that a modelled machine is to meet; where nobody has said where to look, there is nothing to bring about. */
function linesToMeet(desired: CanonicalArea, differing: readonly (readonly string[])[]): string[] {
  return entriesOf(desired).flatMap(({ path, value }) => {
    const differs = differing.some((each) => each.every((name, at) => path[at] === name));
    return differs && splitLine(String(value)).definition !== undefined ? [String(value)] : [];
  });
}

function directionOf(live: Scalar, desired: Scalar, safety: readonly string[] | undefined): Direction {
  if (live === desired) return "neutral";
  if (safety === undefined) return "unknown";
  return directionBySafety(live, desired, (line) => {
    const place = safety.indexOf(splitLine(String(line)).head);
    return place < 0 ? undefined : place;
  });
}
