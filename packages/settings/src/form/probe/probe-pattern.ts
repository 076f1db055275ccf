/**
 * A pattern as .NET and JavaScript understand it alike; undefined where one of them does not. .NET evaluates it on the
 * machine, this one checks its example and reads modelled logs.
 */
export function patternOf(pattern: string): RegExp | undefined {
  // Of the groups that begin with (? both know these alone.
  if (/\(\?(?!:|=|!|<[=!]|<[A-Za-z]\w*>)/.test(pattern)) return undefined;
  try {
    return new RegExp(pattern, "d");
  } catch {
    return undefined;
  }
}

const TOKENS = /yyyy|MM|dd|HH|mm|ss/g;

/** A time of a log in the machine's own zone, as ISO 8601 and UTC; undefined where the text is no such time. */
export function logTime(text: string, format: string): string | undefined {
  const names: readonly string[] = format.match(TOKENS) ?? [];
  const digits = format.replaceAll(/[.]/g, "\\.").replaceAll(TOKENS, (part) => `(\\d{${String(part.length)}})`);
  const [whole, ...values] = new RegExp(`^${digits}$`).exec(text) ?? [];
  if (whole === undefined) return undefined;
  const part = (name: string): number => Number(values[names.indexOf(name)] ?? 0);
  const time = new Date(part("yyyy"), part("MM") - 1, part("dd"), part("HH"), part("mm"), part("ss"));
  const iso = secondsOf(time);
  // A month 13 or an hour 25 would become another time.
  return logTimeText(iso, format) === text ? iso : undefined;
}

/** The inverse, for modelled logs. */
export function logTimeText(iso: string, format: string): string {
  const time = new Date(iso);
  const parts: { readonly [token: string]: number } = {
    ...{ yyyy: time.getFullYear(), MM: time.getMonth() + 1, dd: time.getDate() },
    ...{ HH: time.getHours(), mm: time.getMinutes(), ss: time.getSeconds() },
  };
  return format.replaceAll(TOKENS, (token) => String(parts[token] ?? 0).padStart(token.length, "0"));
}

/** ISO 8601 and UTC without fractions of a second. */
export function secondsOf(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}
