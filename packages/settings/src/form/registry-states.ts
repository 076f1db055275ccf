import fc from "fast-check";

import type { AreaStates, MachineCase } from "./machine-states.js";
import type { RegistryArea } from "./registry-area.js";
import type { RegistryPlace, RegistryProperty } from "./registry-property.js";
import type { Registry, RegistryValue } from "./windows-state.js";

/**
 * The states of an area of registry values: whatever its schema accepts of the properties' examples, against whatever a
 * registry can hold there.
 */
export function registryStates(area: RegistryArea, special: readonly MachineCase[] = []): AreaStates {
  const properties = Object.entries(area.properties);
  const declared = fc
    .record(Object.fromEntries(properties.map(([name, { examples }]) => [name, fc.constantFrom(...examples)])), {
      requiredKeys: [],
    })
    .filter((given) => area.schema.safeParse(given).success);
  const stored = properties.map(([, property]) => storedValues(property));
  const live = fc.tuple(...stored).map((parts) => ({ changes: { registry: merged(parts.flat()) } }));
  return { area, declared, live, special };
}

interface Stored extends RegistryPlace {
  readonly value: RegistryValue;
}

function storedValues(property: RegistryProperty): fc.Arbitrary<Stored[]> {
  const value = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...property.examples).map((example) => property.encode(example)) },
    { weight: 1, arbitrary: fc.constantFrom(...ODD_VALUES) },
  );
  /** Stored in so many of four registries; where many policies held values, hardly anything could be written. */
  const at = ({ key, name }: RegistryPlace, quarters: number): fc.Arbitrary<Stored[]> =>
    fc.oneof(
      { weight: 4 - quarters, arbitrary: fc.constant<Stored[]>([]) },
      {
        weight: quarters,
        arbitrary: fc
          .tuple(fc.constantFrom(name, name.toUpperCase()), value)
          .map(([as, data]) => [{ key, name: as, value: data }]),
      },
    );
  const local = at(property, 3);
  if (property.policy === undefined) return local;
  return fc.tuple(local, at(property.policy, 1)).map((parts) => parts.flat());
}

/** What nobody meant to store and registries hold all the same. */
const ODD_VALUES: readonly [RegistryValue, ...RegistryValue[]] = [
  { kind: "DWord", value: 4_294_967_295 },
  { kind: "String", value: "" },
  { kind: "String", value: "1" },
  { kind: "String", value: "はい" },
  { kind: "ExpandString", value: "%SystemRoot%\\x" },
  { kind: "QWord", value: "4294967296" },
  { kind: "Binary", value: "AQI=" },
  { kind: "MultiString", value: ["1", "二"] },
];

function merged(values: readonly Stored[]): Registry {
  const registry: Registry = {};
  for (const { key, name, value } of values) {
    const path = `HKEY_LOCAL_MACHINE\\${key}`;
    registry[path] = { ...registry[path], [name]: value };
  }
  return registry;
}
