import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { KijunError } from "@kijun/core";
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

/** What people have decided; empty where there is no file. Errors: ANSWERS_INVALID, naming each wrong place. */
export function readDispositions(folder: string): Disposition[] {
  const path = dispositionsPath(folder);
  if (!existsSync(path)) return [];
  const { data, error } = fileSchema.safeParse(parsed(readFileSync(path, "utf8")));
  if (data !== undefined) return data.dispositions;
  const places = error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new KijunError("ANSWERS_INVALID", [`${path} is not as kijun review writes it`, ...places].join("\n"), {
    hint: "Put back the file as it was, or correct each place named above; nothing was judged.",
  });
}

/** Keeps decisions beside those that are kept already. Errors: ANSWERS_INVALID, ARGUMENT_INVALID where it cannot be written. */
export function addDispositions(folder: string, added: readonly Disposition[]): void {
  const dispositions = [...readDispositions(folder), ...added];
  const file: z.input<typeof fileSchema> = { schema: "kijun.dispositions/1", dispositions };
  writeWhole(dispositionsPath(folder), `${JSON.stringify(file, null, 2)}\n`);
}

function dispositionsPath(folder: string): string {
  return join(folder, "dispositions.json");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
