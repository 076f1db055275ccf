/** One word of a probe's line; quoted ones may be any text. */
export interface Token {
  readonly text: string;
  readonly quoted: boolean;
}

/** Words that mean something at the beginning of a line; as a text of the machine they are quoted. */
const RESERVED = /^(?:absent|to-be-confirmed|at|via|mixed:|unreadable:?)$/;
/** A text that stands in a line as it is. */
const PLAIN = /^[^\s,'"]+$/;
// eslint-disable-next-line no-control-regex -- these are what a line cannot show
const CONTROL = /[\u0000-\u001f\u007f]/;
const TOKEN = /\s*(?:'((?:[^']|'')*)'|("(?:[^"\\]|\\.)*")|([^\s,'"]+)|(,))/y;

/**
 * Writes a text as one word of a line. Texts with spaces stand between single quotes as in PowerShell, in which a
 * backslash is itself; texts with control characters are JSON.
 */
export function tokenText(text: string): string {
  if (PLAIN.test(text) && !RESERVED.test(text)) return text;
  return CONTROL.test(text) ? JSON.stringify(text) : `'${text.replaceAll("'", "''")}'`;
}

/** The words of a line, commas among them. Throws a TypeError where it is no line. */
export function tokensOf(line: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < line.length;) {
    TOKEN.lastIndex = at;
    const [whole, single, json, plain, comma] = TOKEN.exec(line) ?? [];
    if (whole === undefined) throw new TypeError(`${JSON.stringify(line)} is no probe at character ${String(at)}`);
    if (single !== undefined) tokens.push({ text: single.replaceAll("''", "'"), quoted: true });
    else if (json !== undefined) tokens.push({ text: String(JSON.parse(json)), quoted: true });
    else tokens.push({ text: plain ?? comma ?? "", quoted: false });
    at = TOKEN.lastIndex;
  }
  return tokens;
}
