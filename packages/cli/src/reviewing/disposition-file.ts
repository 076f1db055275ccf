import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { KijunError } from "@kijun/core";
import type { Issue } from "@kijun/core";
import { z } from "zod";

import { writeWhole } from "../attesting/write-file.js";

const dispositionSchema = z.strictObject({
  host: z.string().min(1).meta({ description: "computer name" }),
  area: z.string().min(1).meta({ description: "id of the setting area" }),
  key: z.string().min(1).meta({ description: "key of the group" }),
  upTo: z.iso
    .datetime()
    .meta({ description: "last entry that the person knew of; the group is open again with a later one" }),
  verdict: z.enum(["harmless", "incident"]).meta({ description: "a group that is an incident fails its item" }),
  by: z.string().regex(/\S/).meta({ description: "who has decided" }),
  at: z.iso.datetime().meta({ description: "when, UTC" }),
  reason: z.string().regex(/\S/),
});

const fileSchema = z.strictObject({
  schema: z.literal("kijun.dispositions/1"),
  dispositions: z.array(dispositionSchema),
});

/** The JSON Schema of the file. */
export function dispositionsJsonSchema(): object {
  return z.toJSONSchema(fileSchema);
}

/** What a person has decided about the entries of a machine's log that belong together. */
export type Disposition = z.output<typeof dispositionSchema>;

/**
 * What people have decided: every file of the folder `dispositions`, one for each time that somebody has. Empty where there is
 * none. Errors: ANSWERS_INVALID, naming every wrong place of all files.
 */
export function readDispositions(folder: string): Disposition[] {
  const issues: Issue[] = [];
  const place = dispositionsFolder(folder);
  const names = existsSync(place) ? readdirSync(place).filter((name) => name.endsWith(".json")) : [];
  const dispositions = names.sort().flatMap((name) => dispositionsIn(join(place, name), issues));
  if (issues.length === 0) return dispositions;
  throw KijunError.forIssuesIn("the files of decisions", issues, {
    code: "ANSWERS_INVALID",
    hint: "Put back the files as kijun review wrote them, or correct each place named above; nothing was judged.",
  });
}

function dispositionsIn(file: string, issues: Issue[]): readonly Disposition[] {
  const document = parsed(readFileSync(file, "utf8"));
  if (document instanceof Error) {
    issues.push({ file, path: "", message: `it is not JSON: ${document.message}` });
    return [];
  }
  const { data, error } = fileSchema.safeParse(document, { reportInput: true });
  issues.push(
    ...(error?.issues ?? []).map(({ path, message, input }) => ({
      ...{ file, path: pathText(path), message },
      ...(input === undefined ? {} : { value: JSON.stringify(input) }),
    })),
  );
  return data?.dispositions ?? [];
}

/**
 * Keeps decisions beside those that are kept already, in a file of their own: whoever decides at the same moment writes
 * another one. The same ones said again change nothing. Errors: ARGUMENT_INVALID where it cannot be written.
 */
export function addDispositions(folder: string, dispositions: readonly Disposition[]): void {
  const [first] = dispositions;
  if (first === undefined) return;
  const file: z.input<typeof fileSchema> = { schema: "kijun.dispositions/1", dispositions: [...dispositions] };
  const text = `${JSON.stringify(file, null, 2)}\n`;
  const digest = createHash("sha256").update(text).digest("hex");
  writeWhole(join(dispositionsFolder(folder), `${first.at.slice(0, 10)}-${digest.slice(0, 16)}.json`), text);
}

function dispositionsFolder(folder: string): string {
  return join(folder, "dispositions");
}

/** `dispositions[3].upTo` */
function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${String(part)}]`;
    return text === "" ? String(part) : `${text}.${String(part)}`;
  }, "");
}

function parsed(text: string): unknown {
  try {
    // Editors on Windows write a byte order mark.
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (cause) {
    return cause instanceof Error ? cause : new Error(String(cause));
  }
}
