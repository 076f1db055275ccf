import { KijunError } from "@kijun/core";
import { kitSystemSchema } from "@kijun/kit";
import { z } from "zod";

/** Bounds of every text: a report carries words of the kit and of Windows, and nothing that a machine is called. */
const word = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,59}$/, "must be one short word");
const code = z.string().regex(/^[A-Z][A-Z_]{0,59}$/, "must be a code");
const milliseconds = z.int().min(0);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "must be a SHA-256");
const id = z.string().max(120);

const claimSchema = z.union(
  [
    z.strictObject({ id, answer: z.union([z.boolean(), z.int(), z.string().max(100)]) }),
    z.strictObject({ id, skipped: word }),
    z.strictObject({ id, failure: code }),
  ],
  "must have an id, and an answer, a word for what was skipped or a code of failure",
);

const reportSchema = z.strictObject({
  schema: z.literal("kijun.pilot-report/1"),
  release: z.string().max(40),
  day: z.string().max(10),
  /** Whether the run came to its end. */
  complete: z.boolean(),
  /** Whether scripts stood in for Windows. */
  rehearsal: z.boolean(),
  /** SHA-256 of the kit's files. */
  files: z.record(z.string(), sha256),
  system: kitSystemSchema,
  /** Names of the security products that Windows knows of. */
  protection: z.array(z.string().max(100)).max(20),
  /** How PowerShell started, step by step. */
  start: z.array(
    z.strictObject({
      step: word,
      outcome: word,
      exitCode: z.int().nullable(),
      milliseconds,
      /** Identifier of PowerShell's error. */
      error: word.optional(),
    }),
  ),
  areas: z.array(z.strictObject({ id, milliseconds, code: code.optional() })),
  claims: z.array(claimSchema),
  /** SHA-256 of the readings that stayed at the machine's site. */
  readings: sha256,
});

export type PilotReport = z.output<typeof reportSchema>;

const readingsSchema = z.strictObject({
  schema: z.literal("kijun.pilot-readings/1"),
  release: z.string().max(40),
  areas: z.array(
    z.strictObject({
      id,
      desired: z.record(z.string(), z.union([scalar(), z.record(z.string(), scalar())])),
      answer: z.unknown(),
    }),
  ),
});

export type PilotReadings = z.output<typeof readingsSchema>;

function scalar() {
  return z.union([z.string(), z.number(), z.boolean()]);
}

/** Errors: PILOT_REPORT_INVALID, naming every wrong place. */
export function parseReport(text: string, file: string): PilotReport {
  return parsedAs(reportSchema, text, file, "report.json");
}

/** Errors: PILOT_REPORT_INVALID, naming every wrong place. */
export function parseReadings(text: string, file: string): PilotReadings {
  return parsedAs(readingsSchema, text, file, "readings.json");
}

function parsedAs<Schema extends z.ZodObject<{ schema: z.ZodLiteral<string> }>>(
  schema: Schema,
  text: string,
  file: string,
  name: string,
): z.output<Schema> {
  const hint = `Name the ${name} as the kit's script wrote it.`;
  const document = jsonOf(text, file, hint);
  // A document of another kind has a hundred faults, of which this one says all.
  const kind = schema.shape.schema.safeParse(valueAt(document, ["schema"]));
  if (!kind.success) throw refusal(file, [`schema: it is no ${name} of a pilot kit`], hint);
  const parsed = schema.safeParse(document);
  if (parsed.success) return parsed.data;
  const reasons = parsed.error.issues.map(({ path, message }) => {
    const value = valueAt(document, path);
    const shown = value === undefined ? "" : ` = ${JSON.stringify(value).slice(0, 60)}`;
    return `${path.join(".")}${shown}: ${message}`;
  });
  throw refusal(file, reasons, hint);
}

function jsonOf(text: string, file: string, hint: string): unknown {
  try {
    // Windows PowerShell writes a byte order mark.
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new KijunError("PILOT_REPORT_INVALID", `${file} is not JSON: ${reason}`, { hint, cause });
  }
}

function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, name) => (typeof value === "object" && value !== null ? (Reflect.get(value, name) as unknown) : undefined),
    document,
  );
}

const MOST_REASONS = 20;

/** One error that says everything that is wrong with a report. */
export function refusal(file: string, reasons: readonly string[], hint: string): KijunError {
  const named = reasons.slice(0, MOST_REASONS);
  const more = reasons.length > named.length ? [`and ${String(reasons.length - named.length)} more`] : [];
  const lines = [...named, ...more].map((reason) => `  ${reason}`);
  return new KijunError("PILOT_REPORT_INVALID", [`${file} is refused:`, ...lines].join("\n"), { hint });
}
