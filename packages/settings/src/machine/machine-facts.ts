import { z } from "zod";

import { readFailureSchema } from "../form/read-failure.js";
import type { WindowsRequest } from "../form/setting-area.js";
import { namedValue } from "../form/windows-state.js";

/** What is asked for at once and fails at once; only parts of which something is declared are asked for. */
export const PARTS = ["clock", "cluster", "drives", "registry", "system"] as const;

export type Part = (typeof PARTS)[number];

const keySchema = z.object({
  values: z.record(
    z.string(),
    z.object({ kind: z.string(), value: z.union([z.string(), z.number(), z.array(z.string())]) }),
  ),
  /** How many keys are directly below it, where that is asked for. */
  subKeys: z.int().optional(),
});

/** Keys below HKEY_LOCAL_MACHINE with the values that are asked for; null where there is no such key. */
const keysSchema = z.record(z.string(), keySchema.nullable());

export type Keys = z.output<typeof keysSchema>;

const partSchemas = {
  clock: z.object({ aheadSeconds: z.int() }),
  /** Null on a machine without a cluster. */
  cluster: z.object({
    computerName: z.string(),
    groups: z.record(z.string(), z.object({ owner: z.string(), state: z.int() })).nullable(),
  }),
  /** Free bytes of local disks. */
  drives: z.object({ free: z.record(z.string(), z.number()) }),
  registry: z.object({ keys: keysSchema }),
  system: z.object({ manufacturer: z.string(), model: z.string(), serialNumber: z.string() }),
} satisfies { [Name in Part]: z.ZodType };

export const factsSchema = z.object({
  clock: z.union([readFailureSchema, partSchemas.clock]).optional(),
  cluster: z.union([readFailureSchema, partSchemas.cluster]).optional(),
  drives: z.union([readFailureSchema, partSchemas.drives]).optional(),
  registry: z.union([readFailureSchema, partSchemas.registry]).optional(),
  system: z.union([readFailureSchema, partSchemas.system]).optional(),
});

export type Facts = z.output<typeof factsSchema>;

/** What a part answers where it does not fail. */
export type Found<Name extends Part> = z.output<(typeof partSchemas)[Name]>;

export const CURRENT_VERSION = "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion";
export const TIME_ZONE = "SYSTEM\\CurrentControlSet\\Control\\TimeZoneInformation";

/** Values of Windows' own that say which Windows it is, by key. */
export const WINDOWS_PLACES: WindowsRequest = {
  [CURRENT_VERSION]: ["EditionID", "DisplayVersion", "ReleaseId", "CurrentBuildNumber", "UBR"],
  [TIME_ZONE]: ["TimeZoneKeyName"],
};

/** Thrown for a value of another type than Windows has there. */
export class ValueUnknown extends Error {
  constructor(name: string, kind: string) {
    super(`${name} of kind ${kind}`);
  }
}

/** A value of a key that is of this type; undefined where key or value are not there. Throws {@link ValueUnknown}. */
export function valueAt(keys: Keys, key: string, name: string, type: "String" | "DWord" | "MultiString") {
  const stored = namedValue(keys[key]?.values ?? {}, name);
  if (stored === undefined) return undefined;
  if (stored.kind !== type) throw new ValueUnknown(name, stored.kind);
  return stored.value;
}

/** A text; undefined where key or value are not there. */
export function textAt(keys: Keys, key: string, name: string): string | undefined {
  return valueAt(keys, key, name, "String")?.toString();
}
