/** The values of a map that are there; what a declaration leaves out is undefined. */
export function definedOnly<Value>(map: { readonly [name: string]: Value | undefined }): Record<string, Value> {
  const defined = Object.entries(map).filter((entry): entry is [string, Value] => entry[1] !== undefined);
  return Object.fromEntries(defined);
}
