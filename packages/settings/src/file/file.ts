import { ABSENT, unreadable } from "@kijun/core";
import type { Direction } from "@kijun/core";
import { z } from "zod";

import { drivePathFault, twinPaths } from "../form/drive-path.js";
import { defineEntryArea } from "../form/entry-area.js";
import { entryLine } from "../form/entry-line.js";
import type { JsonValue, PropertyMeta } from "../form/setting-area.js";
import { DELETABLE_FOLDERS, deletionFault, PROTECTED_FOLDERS } from "./deletable-path.js";

/** What is hashed on a machine is bounded by what is declared: files of another size are not. */
const LARGEST_FILE_BYTES = 64 * 1_048_576;
const ALL_FILES_BYTES = 256 * 1_048_576;

const entrySchema = z
  .strictObject({
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/i, "must be the SHA-256 of the content: 64 hexadecimal digits")
      .toLowerCase()
      .optional()
      .meta({
        label: { ja: "内容のハッシュ値 (SHA-256)", en: "hash of the content (SHA-256)" },
        windowsKey: "SHA256",
        source: "Compared, never written: content travels with a signed package. FIPS 180-4",
      } satisfies PropertyMeta),
    sizeBytes: z
      .int()
      .min(0)
      .optional()
      .meta({
        label: { ja: "サイズ", en: "size" },
        unit: "bytes",
        windowsKey: "Length",
        source: "Files of up to 64 MiB are compared. Microsoft Learn, FileInfo.Length",
      } satisfies PropertyMeta),
  })
  .refine(({ sha256, sizeBytes }) => (sha256 === undefined) === (sizeBytes === undefined), {
    message: "needs both sha256 and sizeBytes: a file of another size need not be hashed",
  })
  .refine(({ sizeBytes = 0 }) => sizeBytes <= LARGEST_FILE_BYTES, {
    path: ["sizeBytes"],
    message: "must not be more than 67108864 (64 MiB): the file is read each time",
  });

const fileSchema = z.union([
  z.object({ sizeBytes: z.int(), sha256: z.string().optional() }),
  z.object({ failure: z.object({ code: z.string(), detail: z.string() }) }),
]);
const factsSchema = z.object({ files: z.record(z.string(), fileSchema) });

const line = entryLine(entrySchema);

const entryArea = defineEntryArea({
  id: "file",
  title: { ja: "ファイル", en: "files" },
  name: z.string().superRefine((path, context) => {
    const message = drivePathFault(path);
    if (message !== undefined) context.addIssue({ code: "custom", message });
  }),
  entry: entrySchema,
  nextSteps: {
    PATH_PROTECTED: {
      ja: "Windowsのフォルダーの下のファイルは削除しません。パスを確認してください。",
      en: "Nothing below the folders of Windows is deleted: check the path.",
    },
    CONTENT_NOT_DELIVERED: {
      ja: "ファイルの中身は配布しません。署名された媒体から機器に置いてください。",
      en: "The content of a file is not delivered: put it on the machine from the signed medium.",
    },
    NOT_THERE: {
      ja: "ファイルがありません。署名された媒体から機器に置いてください。",
      en: "The file is not there: put it on the machine from the signed medium.",
    },
  },
  facts: factsSchema,
  entries: ({ files }) =>
    new Map(
      Object.entries(files).map(([path, file]) => [
        path,
        "failure" in file ? unreadable(file.failure.code, file.failure.detail) : file,
      ]),
    ),
  write: ({ sha256, sizeBytes }) => ({ sha256: sha256 ?? "", sizeBytes: sizeBytes ?? 0 }),
  direction: (): Direction => "unknown",
});

/** Files that settings by order leave or must leave: which content is the safer one nobody can say. */
export const file = {
  ...entryArea,
  schema: entryArea.schema.superRefine((files, context) => {
    const issue = (path: string, message: string): void => {
      context.addIssue({ code: "custom", path: [path], message });
    };
    for (const path of twinPaths(Object.keys(files)))
      issue(path, "is declared twice: another path names the same file");
    let total = 0;
    for (const [path, declared] of Object.entries(files)) {
      const fault = declared === ABSENT ? deletionFault(path) : undefined;
      if (fault !== undefined) issue(path, fault);
      const { sizeBytes = 0 } = declared === ABSENT ? {} : declared;
      total += sizeBytes > LARGEST_FILE_BYTES ? 0 : sizeBytes;
      if (total > ALL_FILES_BYTES)
        issue(path, "is too much: all files together may have 256 MiB, which are read each time");
    }
  }),
  /** The declared size of each file; nothing for one that shall not be there, which is not hashed. */
  readRequest: (desired: Parameters<typeof entryArea.readRequest>[0]) => ({
    files: Object.fromEntries(Object.entries(desired).map(([path, declared]) => [path, hashed(declared)])),
  }),
  toWindows: (...given: Parameters<typeof entryArea.toWindows>) => ({
    ...entryArea.toWindows(...given),
    protectedFolders: PROTECTED_FOLDERS,
    deletableFolders: DELETABLE_FOLDERS,
  }),
};

function hashed(declared: unknown): JsonValue {
  if (typeof declared !== "string" || declared === ABSENT) return {};
  const { sizeBytes } = line.parse(declared);
  return sizeBytes === undefined ? {} : { sizeBytes };
}
