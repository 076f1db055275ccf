import fc from "fast-check";

import { encodeAnsi } from "../form/code-page.live.js";
import { fileOf } from "../form/file-store.live.js";
import type { FileState } from "../form/file-store.live.js";
import { machineCase, replaced } from "../form/machine-states.js";
import type { AreaStates, LiveState, MachineCase } from "../form/machine-states.js";
import type { Registry } from "../form/windows-state.js";
import { hostsFile } from "./hosts-file.js";

const PATH = "C:\\Windows\\System32\\drivers\\etc\\hosts";
const NAMES = ["cs1.juki.example", "cs1", "oldcs", "localhost"] as const;
const ADDRESSES = ["192.0.2.4", "192.0.2.5", "2001:db8::4", "::1", "127.0.0.1"] as const;

const line = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        fc.constantFrom("", " ", "\t"),
        fc.constantFrom(...ADDRESSES, "0:0:0:0:0:0:0:1", "999.1.1.1", "FE80::1%3"),
        fc.constantFrom("\t", "   "),
        fc.uniqueArray(fc.constantFrom(...NAMES, "CS1", "サーバ"), { minLength: 1, maxLength: 3 }),
        fc.constantFrom("", " ", " # 表示用ソフト ", "#x"),
      )
      .map(([lead, address, gap, names, comment]) => `${lead}${address}${gap}${names.join(" ")}${comment}`),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom("", "# 127.0.0.1 localhost", "#表", "not a line", "cs1 192.0.2.4", "192.0.2.4", "  "),
  },
);

const content = fc
  .tuple(fc.array(line, { maxLength: 6 }), fc.constantFrom("\r\n", "\n"), fc.boolean())
  .map(([lines, end, ended]) => lines.join(end) + (ended ? end : ""));

const file: fc.Arbitrary<FileState> = fc
  .tuple(content, fc.constantFrom({}, {}, {}, { readOnly: true as const }))
  .map(([text, marks]) => ({ ...hosts(text), ...marks }));

/** A file as programs on Japanese Windows write it. */
function hosts(text: string): FileState {
  return fileOf(encodeAnsi(text, "932") ?? Buffer.from(text));
}

function hostsCase(
  name: string,
  files: Record<string, FileState>,
  declared: Record<string, string>,
  registry: Registry = {},
): MachineCase {
  return machineCase(name, hostsFile, { changes: { files, registry } }, hostsFile.format(declared));
}

const servers = { "cs1.juki.example": "192.0.2.4", cs1: "192.0.2.4" };
const PARAMETERS = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters";
const elsewhere: Registry = {
  [PARAMETERS]: { DataBasePath: { kind: "ExpandString", value: "%SystemRoot%\\juki\\" } },
};

export const hostsFileStates: AreaStates = {
  area: hostsFile,
  drift: (declared) => replaced(declared, /^\d[\d.]*$/, "192.0.2.99"),
  declared: fc
    .tuple(
      fc.dictionary(fc.constantFrom(...NAMES), fc.constantFrom("absent", ...ADDRESSES), { maxKeys: 3 }),
      fc.constantFrom({}, { "*": "absent" as const }),
    )
    .map(([entries, others]) => ({ ...entries, ...others })),
  live: fc
    .oneof(
      { weight: 1, arbitrary: fc.constant({}) },
      { weight: 5, arbitrary: file.map((given) => ({ [PATH]: given })) },
    )
    .map((files): LiveState => ({ changes: { files } })),
  special: [
    hostsCase("no file", {}, { ...servers, "*": "absent" }),
    hostsCase("an empty file", { [PATH]: hosts("") }, servers),
    hostsCase("no line end at the end", { [PATH]: hosts("# 表\n192.0.2.9 cs1 x") }, servers),
    hostsCase(
      "a file that a killed session left beside it",
      {
        [PATH]: hosts("#"),
        [`${PATH}.kijun-999999999-${"0".repeat(32)}`]: hosts("half"),
        [`${PATH}.kijun-notes`]: hosts(""),
      },
      servers,
    ),
    hostsCase("a read-only file", { [PATH]: { ...hosts("# ソ\r\n"), readOnly: true } }, servers),
    hostsCase(
      "a file that protects itself",
      { [PATH]: { ...hosts("#"), guarded: true } },
      { ...servers, "*": "absent" },
    ),
    hostsCase("a file that may not be read", { [PATH]: { ...hosts("#"), denied: true } }, servers),
    hostsCase("a file that a program holds", { [PATH]: { ...hosts("#"), inUse: true } }, servers),
    hostsCase("a folder in its place", { [PATH]: { kind: "folder" } }, servers),
    hostsCase("a link in its place", { [PATH]: { kind: "link" } }, servers),
    hostsCase("a file that is much too large", { [PATH]: { sizeBytes: 1_048_577 } }, servers),
    hostsCase("UTF-16", { [PATH]: fileOf(Buffer.from("\ufeff127.0.0.1 a", "utf16le")) }, servers),
    hostsCase(
      "UTF-8 with a mark",
      { [PATH]: fileOf(Buffer.from("\ufeff127.0.0.1 a\r\n192.0.2.4 cs1 # 運用系")) },
      servers,
    ),
    hostsCase("a name with two addresses", { [PATH]: hosts("192.0.2.4 cs1 a\r\n192.0.2.5 CS1 # 待機系\r\n") }, servers),
    hostsCase(
      "the same address written otherwise",
      { [PATH]: hosts("2001:DB8:0:0::4 cs1 # 表\r\n") },
      { cs1: "2001:db8::4" },
    ),
    hostsCase(
      "names that nobody declared",
      { [PATH]: hosts("203.0.113.9 update.example # 不明\r\n127.0.0.1 localhost a\r\n") },
      { "*": "absent" },
    ),
    hostsCase(
      "localhost that leads elsewhere",
      { [PATH]: hosts("203.0.113.9 localhost\r\n::1 localhost\r\n") },
      { "*": "absent" },
    ),
    hostsCase(
      "a folder that the registry names",
      { [PATH]: hosts("192.0.2.9 cs1"), "C:\\Windows\\JUKI\\HOSTS": hosts("192.0.2.4 cs1") },
      servers,
      elsewhere,
    ),
    hostsCase("nothing declared", { [PATH]: hosts("192.0.2.9 cs1") }, {}),
  ],
};
