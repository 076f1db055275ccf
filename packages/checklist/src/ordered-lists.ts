import { sortedText } from "./result-text.js";

/** In the order of a key of texts, by code unit. */
export function sortedBy<Value>(values: readonly Value[], keyOf: (value: Value) => readonly string[]): Value[] {
  return values
    .map((value) => ({ value, key: JSON.stringify(keyOf(value)) }))
    .sort((left, right) => Number(left.key > right.key) - Number(left.key < right.key))
    .map(({ value }) => value);
}

/** Equal values once, in an order that does not depend on the one they came in. */
export function distinct<Value>(values: readonly Value[]): Value[] {
  const unique = new Map(values.map((value) => [sortedText(value), value]));
  return sortedBy([...unique.values()], (value) => [sortedText(value)]);
}

/** Values with an equal key, in the order in which each key came first. No group is empty. */
export function groupedBy<Value>(
  values: readonly Value[],
  keyOf: (value: Value) => string,
): Map<string, [Value, ...Value[]]> {
  const groups = new Map<string, [Value, ...Value[]]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}
