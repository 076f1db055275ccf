import { ABSENT, TO_BE_CONFIRMED } from "@kijun/core";
import { z } from "zod";

import { twinsOf } from "../entry-area.js";
import type { PropertyMeta } from "../setting-area.js";
import { expectation, otherwise } from "./expectation-schema.js";
import { contradictionsOf } from "./probe-contradiction.js";
import type { Expectation } from "./probe-expectation.js";
import { probeKinds } from "./probe-kinds.js";
import type { Probe, ProbeKind } from "./probe-kinds.js";

/** A probe as it is declared; `to-be-confirmed` alone where nobody has said yet where the fact is found. */
export type DeclaredProbe<Expected = Expectation> = typeof TO_BE_CONFIRMED | (Probe & { readonly expect: Expected });

/** Probes by name. */
export interface DeclaredProbes<Expected = Expectation> {
  readonly [name: string]: DeclaredProbe<Expected>;
}

type ProbeSchema<Expected> = z.ZodType<DeclaredProbe<Expected>, DeclaredProbe<Expected>>;

/** What a property that is a probe says of itself. */
export type ProbeMeta = Pick<PropertyMeta, "label" | "source" | "claims">;

/** A property whose value is whatever a probe finds. */
export function probe(meta: ProbeMeta): ProbeSchema<Expectation> {
  return described(probeSchema(expectation), meta, "a probe");
}

/** A property that has words for what there can be; `words` of a probe leads from what it finds to them. */
export function probeOfWords<const Word extends string>(
  meta: ProbeMeta,
  words: readonly [Word, ...Word[]],
): ProbeSchema<Word | typeof ABSENT | typeof TO_BE_CONFIRMED> {
  const schema = probeSchema(z.enum([...words, ABSENT, TO_BE_CONFIRMED]), words);
  return described(schema, meta, `a probe that finds ${words.map((word) => `\`${word}\``).join(", ")}`);
}

/** What a declarer calls a product or a fact. */
export const probeName = z
  .string()
  .regex(/^[^\s.*"'](?:[^.*"']{0,78}[^\s.*"'])?$/, "must be 1 to 80 characters without periods, quotes and *");

/** Probes under names of the declarer's choice. */
export function probes<Expected>(
  schema: ProbeSchema<Expected>,
): z.ZodType<DeclaredProbes<Expected>, DeclaredProbes<Expected>> {
  return z.record(probeName, schema).superRefine((given, context) => {
    for (const twin of twinsOf(Object.keys(given)))
      context.addIssue({ code: "custom", path: [twin], message: "is declared twice: only the case differs" });
  });
}

function described<Expected>(schema: ProbeSchema<Expected>, meta: ProbeMeta, values: string): ProbeSchema<Expected> {
  return schema.meta({ ...meta, windowsKey: "named by the probe", values } satisfies PropertyMeta);
}

function probeSchema<Expected>(
  expect: z.ZodType<Expected, Expected>,
  words?: readonly string[],
): ProbeSchema<Expected> {
  const [first, ...others] = (Object.keys(probeKinds) as ProbeKind[]).map((kind) =>
    probeKinds[kind].extend({ expect }),
  );
  if (first === undefined) throw new TypeError("there are no kinds of probes");
  const error = otherwise('must be a probe, { probe: "registry", ..., expect: ... }, or "to-be-confirmed"');
  const declared = z.discriminatedUnion("probe", [first, ...others], { error }).superRefine((given, context) => {
    for (const [field, message] of contradictionsOf(given, words))
      context.addIssue({ code: "custom", path: [field], message });
  });
  return z.union([z.literal(TO_BE_CONFIRMED, { error }), declared]);
}
