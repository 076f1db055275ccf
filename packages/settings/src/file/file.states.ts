import { createHash } from "node:crypto";

import type { CanonicalArea } from "@kijun/core";
import fc from "fast-check";

import { usualPath } from "../form/drive-path.js";
import { fileOf } from "../form/file-store.live.js";
import type { FileState } from "../form/file-store.live.js";
import { machineCase, replaced } from "../form/machine-states.js";
import type { AreaStates, LiveState, MachineCase } from "../form/machine-states.js";
import { file } from "./file.js";

const PATHS = [
  "C:\\ProgramData\\JUKI\\renkei\\riyosha.dat",
  "D:\\業務\\連携 情報.csv",
  "C:\\Windows\\Temp\\setup.log",
  "C:\\link\\inside.txt",
] as const;
const SPELLINGS = [
  "%ProgramData%\\JUKI\\renkei\\riyosha.dat",
  "d:\\業務\\連携 情報.CSV",
  "%windir%\\temp\\setup.log",
] as const;
const CONTENTS = ["", "v1", "連携"] as const;

const content = (text: string) => ({
  sha256: createHash("sha256").update(text).digest("hex"),
  sizeBytes: Buffer.from(text).length,
});

const stored: fc.Arbitrary<FileState> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        fc.constantFrom(...CONTENTS),
        fc.constantFrom({}, {}, { readOnly: true }, { inUse: true }, { denied: true }, { guarded: true }),
      )
      .map(([text, mark]) => ({ ...fileOf(Buffer.from(text)), ...mark })),
  },
  { weight: 1, arbitrary: fc.constantFrom<FileState>({ kind: "folder" }, { kind: "link" }, { sizeBytes: 70_000_000 }) },
);

/** Cases also say what no declaration does, since the machine does not trust one. */
function fileCase(name: string, files: Record<string, FileState>, desired: CanonicalArea): MachineCase {
  return machineCase(name, file, { changes: { files } }, desired);
}

const [LEFT] = PATHS;
const v1 = fileOf(Buffer.from("v1"));
const { sha256, sizeBytes } = content("v1");
const declaredV1 = `sha256 ${sha256}, sizeBytes ${String(sizeBytes)}`;

export const fileStates: AreaStates = {
  area: file,
  drift: (declared) => replaced(declared, /^absent$/, "sizeBytes 36"),
  declared: fc
    .uniqueArray(fc.constantFrom(...PATHS, ...SPELLINGS), {
      maxLength: 3,
      selector: (path) => usualPath(path).toLowerCase(),
    })
    .chain((paths) =>
      fc.tuple(
        ...paths.map((path) => fc.tuple(fc.constant(path), fc.constantFrom("absent", ...CONTENTS.map(content)))),
      ),
    )
    .map((entries) => Object.fromEntries(entries)),
  live: fc
    .dictionary(fc.constantFrom(...PATHS, "C:\\link"), stored)
    .map((files): LiveState => ({ changes: { files } })),
  special: [
    fileCase("a file that was left behind", { [LEFT]: v1 }, { "%PROGRAMDATA%\\JUKI\\renkei\\RIYOSHA.dat": "absent" }),
    fileCase("a read-only file that was left behind", { [LEFT]: { ...v1, readOnly: true } }, { [LEFT]: "absent" }),
    fileCase("a file that a program holds", { [LEFT]: { ...v1, inUse: true } }, { [LEFT]: "absent" }),
    fileCase("a file that protects itself", { [LEFT]: { ...v1, guarded: true, readOnly: true } }, { [LEFT]: "absent" }),
    fileCase("a file that is not there", {}, { [LEFT]: "absent", [PATHS[1]]: declaredV1 }),
    fileCase("the declared content", { [LEFT]: v1 }, { [LEFT]: declaredV1 }),
    fileCase("another content of the same size", { [LEFT]: fileOf(Buffer.from("v2")) }, { [LEFT]: declaredV1 }),
    fileCase("a file too large to be hashed", { [LEFT]: { sizeBytes: 70_000_000 } }, { [LEFT]: declaredV1 }),
    fileCase("a large file that was left behind", { [LEFT]: { sizeBytes: 70_000_000 } }, { [LEFT]: "absent" }),
    fileCase("a folder in its place", { [LEFT]: { kind: "folder" } }, { [LEFT]: "absent" }),
    fileCase("a link in its place", { [LEFT]: { kind: "link" } }, { [LEFT]: "absent" }),
    fileCase(
      "a folder on the way that is a link",
      { "C:\\ProgramData\\JUKI": { kind: "link" }, [LEFT]: v1 },
      { [LEFT]: "absent" },
    ),
    fileCase(
      "a file of Windows",
      { "C:\\Windows\\System32\\a.dll": v1, "C:\\WINDOWS\\temp\\a.log": v1 },
      {
        "c:\\windows\\system32\\a.dll": "absent",
        "c:\\windows\\Temp\\a.log": "absent",
      },
    ),
    fileCase("nothing declared", { [LEFT]: v1 }, {}),
  ],
};
