/** A name that may end in a number: `KITA-T` and `001`. */
export interface NumberedName {
  readonly prefix: string;
  /** At most nine; empty where the name ends in none. */
  readonly digits: string;
}

/** Takes a name apart into its text and the number at its end. */
export function numberedName(name: string): NumberedName {
  const digits = /\d{1,9}$/.exec(name)?.[0] ?? "";
  return { prefix: name.slice(0, name.length - digits.length), digits };
}

/** Orders names by text, then by number: T2 before T10. */
export function compareHostNames(left: string, right: string): number {
  const [a, b] = [numberedName(left), numberedName(right)];
  if (a.prefix !== b.prefix) return a.prefix < b.prefix ? -1 : 1;
  const difference = Number(a.digits) - Number(b.digits);
  if (difference !== 0) return difference;
  return left === right ? 0 : left < right ? -1 : 1;
}
