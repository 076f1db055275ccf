import fc from "fast-check";

import { encodeAnsi } from "../form/code-page.live.js";
import { fileOf } from "../form/file-store.live.js";
import type { FileState } from "../form/file-store.live.js";
import { machineCase, replaced } from "../form/machine-states.js";
import type { AreaStates, LiveState, MachineCase } from "../form/machine-states.js";
import type { Registry } from "../form/windows-state.js";
import { iniValue } from "./ini-value.js";

const PATHS = ["C:\\ProgramData\\JUKI\\app.ini", "D:\\業務\\設定.ini"] as const;
const NAMES = ["表示/文字サイズ", "Pointer/Target", "/version", "ゾーン/ソ", "a b/c d/e"] as const;
const VALUES = ["1", "標準", "ソ表‥", '"C:\\x y"', "absent", "a=b ; c"] as const;

const NLS = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Nls\\CodePage";
const japanese: Registry = { [NLS]: { ACP: { kind: "String", value: "932" } } };

const line = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom("[表示]", " [Pointer] ; x", "[pointer]", "[ゾーン]", "[a b]", "[ a b ]") },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        fc.constantFrom("文字サイズ", "Target", "TARGET ", "version", "ソ", "\tc d/e"),
        fc.constantFrom("=", " = "),
        fc.constantFrom(...VALUES, "", "2 "),
      )
      .map((parts) => parts.join("")),
  },
  { weight: 2, arbitrary: fc.constantFrom("", "  ", "; コメント=1", "# Target=9", "[開いたまま", "ただの行", "=1") },
);

const text = fc
  .tuple(fc.array(line, { maxLength: 9 }), fc.constantFrom("\r\n", "\n"), fc.boolean())
  .map(([lines, end, ended]) => lines.join(end) + (ended ? end : ""));

/** A text as programs write it: in the code page of Japanese Windows, in UTF-8 and UTF-16 with and without a mark. */
const ENCODINGS: readonly [(written: string) => Buffer, ...((written: string) => Buffer)[]] = [
  (written) => encodeAnsi(written, "932") ?? Buffer.alloc(0),
  (written) => Buffer.from(written),
  (written) => Buffer.from(`\ufeff${written}`),
  (written) => Buffer.from(`\ufeff${written}`, "utf16le"),
  (written) => Buffer.from(`\ufeff${written}`, "utf16le").swap16(),
];

const stored: fc.Arbitrary<FileState> = fc
  .tuple(text, fc.constantFrom(...ENCODINGS), fc.constantFrom({}, {}, {}, { readOnly: true as const }))
  .map(([written, encode, mark]) => ({ ...fileOf(encode(written)), ...mark }));

const [APP] = PATHS;

function ansi(written: string): FileState {
  return fileOf(encodeAnsi(written, "932") ?? Buffer.alloc(0));
}

function iniCase(
  name: string,
  file: FileState | undefined,
  values: Record<string, string>,
  registry: Registry = japanese,
): MachineCase {
  const files = file === undefined ? {} : { [APP]: file };
  return machineCase(name, iniValue, { changes: { files, registry } }, iniValue.format({ [APP]: values }));
}

const pointer = { "Pointer/Target": "TouchPanel", "表示/文字サイズ": "標準", "Pointer/Old": "absent" };
const usual = ansi("; 設定 表\r\n[pointer]\r\n TARGET = 1 \r\nOld=1\r\n\r\n[表示]\r\n");

export const iniValueStates: AreaStates = {
  area: iniValue,
  drift: (declared) => replaced(declared, /^.+$/, "0"),
  declared: fc.dictionary(
    fc.constantFrom(...PATHS),
    fc.dictionary(fc.constantFrom(...NAMES), fc.constantFrom(...VALUES, ""), { maxKeys: 4 }),
  ),
  live: fc
    .tuple(fc.dictionary(fc.constantFrom(...PATHS), stored), fc.constantFrom(japanese, japanese, japanese, {}))
    .map(([files, registry]): LiveState => ({ changes: { files, registry } })),
  special: [
    iniCase("a value, one that is missing, and one that must go", usual, pointer),
    iniCase("no file", undefined, pointer),
    iniCase("an empty file", ansi(""), pointer),
    iniCase("a section twice", ansi("[a]\r\nx=1\r\n[b]\r\n[A]\r\nX=2\r\ny=3"), {
      "a/x": "9",
      "a/y": "absent",
      "a/z": "1",
    }),
    iniCase("a key twice that must go", ansi("[a]\nx=1\nX=2\n"), { "a/x": "absent" }),
    iniCase("a text that the code page cannot say", usual, { "Pointer/Target": "한글", "表示/文字サイズ": "大" }),
    iniCase(
      "a file of western Windows",
      fileOf(Buffer.from([0x5b, 0x61, 0x5d, 0x0a, 0x78, 0x3d, 0xe9])),
      { "a/x": "è", "a/y": "表" },
      {},
    ),
    iniCase("bytes that no text has", fileOf(Buffer.from([0x23, 0x81, 0x20, 0xff, 0x0d, 0x0a])), { "a/x": "1" }),
    iniCase("a file of bytes", fileOf(Buffer.from([0x5b, 0x61, 0x5d, 0, 1])), { "a/x": "1" }),
    iniCase("UTF-16 cut short", fileOf(Buffer.from([0xff, 0xfe, 0x61])), { "a/x": "1" }),
    iniCase("a read-only file", { ...usual, readOnly: true }, pointer),
    iniCase("a file that protects itself", { ...usual, guarded: true }, pointer),
    iniCase("a file that a program holds", { ...usual, inUse: true }, pointer),
    iniCase("a file that may not be read", { ...usual, denied: true }, pointer),
    iniCase("a folder in its place", { kind: "folder" }, pointer),
    iniCase("nothing declared of a file", usual, {}),
  ],
};
