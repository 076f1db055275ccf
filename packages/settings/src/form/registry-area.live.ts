import { z } from "zod";

import type { LiveForm, WriteFailure } from "./live-form.js";
import type { JsonValue } from "./setting-area.js";
import { deleteRegistryValue, isSameValue, registryValue, setRegistryValue } from "./windows-state.js";
import type { RegistryValue, WindowsState } from "./windows-state.js";

const placeSchema = z.object({ key: z.string(), name: z.string() });
const requestSchema = z.object({ values: z.record(z.string(), placeSchema) });
const valueSchema = z.object({
  kind: z.enum(["String", "ExpandString", "DWord", "QWord", "Binary", "MultiString"]),
  value: z.union([z.string(), z.number(), z.array(z.string())]),
});
const desiredSchema = z.object({
  values: z.record(
    z.string(),
    z.intersection(
      placeSchema.extend({ policy: placeSchema.optional() }),
      z.union([valueSchema, z.object({ absent: z.literal(true) })]),
    ),
  ),
});

type Place = z.output<typeof placeSchema>;

/** The live form of an area of registry values, as `Read-RegistrySetting` and `Set-RegistrySetting` answer for it. */
export function registryLive(area: string): LiveForm {
  return {
    area,
    read: (machine, request) => ({ values: readPlaces(machine, requestSchema.parse(request).values) }),
    write(machine, desired) {
      const failures: WriteFailure[] = [];
      for (const [key, wanted] of Object.entries(desiredSchema.parse(desired).values)) {
        const { policy } = wanted;
        if (policy !== undefined && storedAt(machine, policy) !== undefined)
          failures.push({ key, code: "OVERRIDDEN_BY_POLICY", detail: `HKLM\\${policy.key}\\${policy.name}` });
        else writePlace(machine, wanted, "absent" in wanted ? undefined : { kind: wanted.kind, value: wanted.value });
      }
      return failures;
    },
  };
}

function readPlaces(machine: WindowsState, places: Record<string, Place>): Record<string, JsonValue> {
  const values: Record<string, JsonValue> = {};
  for (const [name, place] of Object.entries(places)) {
    const stored = storedAt(machine, place);
    if (stored !== undefined) values[name] = { kind: stored.kind, value: stored.value };
  }
  return values;
}

function storedAt(machine: WindowsState, { key, name }: Place): RegistryValue | undefined {
  return registryValue(machine.registry, `HKEY_LOCAL_MACHINE\\${key}`, name);
}

function writePlace(machine: WindowsState, place: Place, wanted: RegistryValue | undefined): void {
  const key = `HKEY_LOCAL_MACHINE\\${place.key}`;
  if (wanted === undefined) deleteRegistryValue(machine.registry, key, place.name);
  else if (!isSameValue(storedAt(machine, place), wanted)) setRegistryValue(machine.registry, key, place.name, wanted);
}
