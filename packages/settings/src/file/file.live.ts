import { createHash } from "node:crypto";

import { z } from "zod";

import { usualPath } from "../form/drive-path.js";
import { addFiles, fileOf, openedSize, plainFile, removeFile } from "../form/file-store.live.js";
import { AreaFailure, failureOf } from "../form/live-form.js";
import type { LiveForm, UsedMachineOrigin, WriteFailure } from "../form/live-form.js";
import { SeededRandom } from "../form/seeded-random.js";
import type { JsonValue } from "../form/setting-area.js";
import type { WindowsState } from "../form/windows-state.js";

const requestSchema = z.object({ files: z.record(z.string(), z.object({ sizeBytes: z.int().optional() })) });
const desiredSchema = z.object({
  entries: z.record(z.string(), z.union([z.literal("absent"), z.object({ sha256: z.string(), sizeBytes: z.int() })])),
  protectedFolders: z.array(z.string()),
  deletableFolders: z.array(z.string()),
});

type Desired = z.output<typeof desiredSchema>;

export const fileLive: LiveForm = {
  area: "file",
  read(machine, request) {
    const files: Record<string, JsonValue> = {};
    for (const [path, { sizeBytes }] of Object.entries(requestSchema.parse(request).files)) {
      try {
        const fact = fileFact(machine, path, sizeBytes);
        if (fact !== undefined) files[path] = { ...fact };
      } catch (error) {
        files[path] = { failure: { ...failureOf(error) } };
      }
    }
    return { files };
  },
  write(machine, given) {
    const desired = desiredSchema.parse(given);
    const failures: WriteFailure[] = [];
    for (const [key, wanted] of Object.entries(desired.entries)) {
      try {
        if (wanted === "absent") removeUnprotected(machine, key, desired);
        else if (fileFact(machine, key, wanted.sizeBytes)?.sha256 !== wanted.sha256)
          throw new AreaFailure(
            "CONTENT_NOT_DELIVERED",
            "content travels with a signed package, which is not delivered yet: put the file there by hand",
          );
      } catch (error) {
        failures.push({ key, ...failureOf(error) });
      }
    }
    return failures;
  },
  byHand(machine, given) {
    for (const [path, wanted] of Object.entries(desiredSchema.parse(given).entries)) {
      const content = wanted === "absent" ? undefined : fileOf(Buffer.alloc(wanted.sizeBytes));
      if (content !== undefined) addFiles(machine, { [usualPath(path)]: content });
    }
  },
  furnish(machine, { role, seed }: UsedMachineOrigin) {
    if (role !== "terminal") return;
    const random = new SeededRandom(seed, "file");
    const folder = "C:\\ProgramData\\JUKI";
    addFiles(machine, { [`${folder}\\version.txt`]: fileOf(Buffer.from("JUKI-AP 1.0\r\n")) });
    // A fault of the business application left these files on some terminals (the order of 別紙2, row 3; names fictional).
    if (random.chance(0.15))
      addFiles(machine, { [`${folder}\\renkei\\riyosha.dat`]: fileOf(Buffer.from(random.guid())) });
  },
};

function fileFact(
  machine: WindowsState,
  path: string,
  size: number | undefined,
): { sizeBytes: number; sha256?: string } | undefined {
  const file = plainFile(machine, path);
  if (file === undefined) return undefined;
  const sizeBytes = openedSize(file, path);
  if (sizeBytes !== size) return { sizeBytes };
  const sha256 = createHash("sha256")
    .update(Buffer.from(file.content ?? "", "base64"))
    .digest("hex");
  return { sizeBytes, sha256 };
}

function removeUnprotected(machine: WindowsState, path: string, { protectedFolders, deletableFolders }: Desired): void {
  if (plainFile(machine, path) === undefined) return;
  const target = usualPath(path).toLowerCase();
  const isBelow = (folder: string): boolean => target.startsWith(`${usualPath(folder).toLowerCase()}\\`);
  if (protectedFolders.some(isBelow) && !deletableFolders.some(isBelow))
    throw new AreaFailure("PATH_PROTECTED", `nothing is deleted below ${protectedFolders.join(", ")}`);
  removeFile(machine, path);
}
