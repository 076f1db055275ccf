import type { RegistryValue } from "../form/windows-state.js";

/** The kinds of registry values by the words of a canonical line. */
const KINDS = {
  dword: "DWord",
  qword: "QWord",
  string: "String",
  expand: "ExpandString",
  multi: "MultiString",
  binary: "Binary",
} as const;

/** A registry value as one line: `dword 1`, `string "x"`, `multi "a" "b"`, `binary 0aff`. */
export function registryLine({ kind, value }: RegistryValue): string {
  const [word = ""] = Object.entries(KINDS).find(([, known]) => known === kind) ?? [];
  return [word, ...dataTexts(kind, value)].join(" ");
}

/** Throws a TypeError for a text that is no line. */
export function parseRegistryLine(line: unknown): RegistryValue {
  if (typeof line !== "string") throw new TypeError("a registry value is one line of text");
  const [, word = "", data = ""] = /^(\w+) ?(.*)$/s.exec(line) ?? [];
  const kind = Object.hasOwn(KINDS, word) ? KINDS[word as keyof typeof KINDS] : undefined;
  const texts = (data.match(/"(?:[^"\\]|\\.)*"/g) ?? []).map((text) => String(JSON.parse(text)));
  if (kind === "DWord" && /^\d{1,10}$/.test(data)) return { kind, value: Number(data) };
  if (kind === "QWord" && /^-?\d{1,19}$/.test(data)) return { kind, value: data };
  if (kind === "Binary" && /^(?:[0-9a-f]{2})*$/.test(data))
    return { kind, value: Buffer.from(data, "hex").toString("base64") };
  if (kind === "MultiString") return { kind, value: texts };
  const [only, more] = texts;
  if ((kind === "String" || kind === "ExpandString") && only !== undefined && more === undefined)
    return { kind, value: only };
  throw new TypeError(
    `"${line}" is no registry value; right are dword 1, qword 1, string "x", expand "%x%", multi "a" "b", binary 0aff`,
  );
}

function dataTexts(kind: RegistryValue["kind"], value: RegistryValue["value"]): string[] {
  if (kind === "DWord" || kind === "QWord") return [String(value)];
  if (kind === "Binary") return value === "" ? [] : [Buffer.from(String(value), "base64").toString("hex")];
  return (typeof value === "object" ? value : [String(value)]).map((text) => JSON.stringify(text));
}
