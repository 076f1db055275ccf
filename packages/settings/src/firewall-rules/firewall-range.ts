/** A closed range of whole numbers: ports, or addresses of one family. */
export interface Range {
  readonly first: bigint;
  readonly last: bigint;
}

/** The same numbers in the fewest ranges, ascending: overlapping and adjacent ranges become one. */
export function mergeRanges(ranges: readonly Range[]): Range[] {
  const merged: Range[] = [];
  for (const range of [...ranges].sort((left, right) => (left.first < right.first ? -1 : 1))) {
    const previous = merged.at(-1);
    if (previous === undefined || range.first > previous.last + 1n) merged.push(range);
    else if (range.last > previous.last) merged[merged.length - 1] = { first: previous.first, last: range.last };
  }
  return merged;
}

/** Whether every number of `inner` lies in `outer`; both merged. */
export function rangesCover(outer: readonly Range[], inner: readonly Range[]): boolean {
  return inner.every(({ first, last }) => outer.some((range) => range.first <= first && last <= range.last));
}
