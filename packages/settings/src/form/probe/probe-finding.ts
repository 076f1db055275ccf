import { ABSENT, unreadable } from "@kijun/core";
import { z } from "zod";

import { mixtureOf } from "../profile-mixture.js";
import { joinLine } from "./probe-line.js";
import type { Probe } from "./probe-kinds.js";
import { tokenText } from "./probe-token.js";

const failureSchema = z.object({ failure: z.object({ code: z.string(), detail: z.string() }) });
const absentSchema = z.object({ absent: z.literal(true) });
const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
/** A registry value comes with its type. */
const typedSchema = z.object({ kind: z.string(), value });
const one = z.union([failureSchema, absentSchema, typedSchema, z.object({ value })]);

/** What `Read-Probe` answers for one probe. */
export const findingSchema = z.union([
  one,
  /** By profile, for a probe of every user. */
  z.object({ profiles: z.record(z.string(), one) }),
  z.object({ status: z.string(), thumbprint: z.string(), subject: z.string() }),
  z.object({ exitCode: z.int(), match: z.string().nullable() }),
]);

export type ProbeFinding = z.output<typeof findingSchema>;

/** A finding that is about one place. */
export type SimpleFinding = z.output<typeof one>;

/** The line of what a probe found, or the reserved text of one that could not be evaluated. */
export function findingText(probe: Probe, definition: string, finding: ProbeFinding): string {
  if ("profiles" in finding) return profilesText(probe, definition, finding.profiles);
  if ("failure" in finding) return unreadable(finding.failure.code, finding.failure.detail);
  const found = foundBy(probe, finding);
  return "code" in found ? unreadable(found.code, found.detail) : joinLine({ head: headOf(probe, found), definition });
}

type Found = { readonly value: string | number | undefined } | { readonly code: string; readonly detail: string };

/** What the entries of programs are, as Windows has them. */
const TEXTS: ReadonlySet<string> = new Set(["String", "ExpandString"]);

function headOf({ words = {} }: Probe, { value }: { readonly value: string | number | undefined }): string {
  if (value === undefined) return ABSENT;
  const text = String(value);
  return tokenText((Object.hasOwn(words, text) ? words[text] : undefined) ?? text);
}

function foundBy(probe: Probe, finding: Exclude<ProbeFinding, { profiles: unknown } | { failure: unknown }>): Found {
  if ("absent" in finding) return { value: undefined };
  if ("exitCode" in finding) return commandFound(probe, finding);
  if ("status" in finding) return { value: signatureOf(probe, finding) };
  if (probe.probe === "uninstall" && "kind" in finding && !TEXTS.has(finding.kind))
    return { code: "VALUE_UNKNOWN", detail: `kind ${finding.kind}` };
  const { value } = finding;
  if (probe.probe === "port" && Array.isArray(value)) {
    if (probe.read === "state") return { value: value.length === 0 ? "not-listening" : "listening" };
    return { value: value.length === 0 ? undefined : value.join(", ") };
  }
  if (probe.probe === "scheduled-task" && probe.read === "state")
    return { value: value === true ? "enabled" : "disabled" };
  const text = Array.isArray(value) ? value.join("; ") : typeof value === "boolean" ? String(value) : value;
  const type = probe.probe === "registry" ? probe.type : undefined;
  const strange = "kind" in finding && type !== undefined && finding.kind !== type;
  return { value: strange ? `${finding.kind} ${String(text)}` : text };
}

function commandFound(probe: Probe, { exitCode, match }: { exitCode: number; match: string | null }): Found {
  if (probe.probe !== "command" || probe.read === "exit-code") return { value: exitCode };
  if (exitCode !== 0) return { code: "COMMAND_FAILED", detail: `exit code ${String(exitCode)}` };
  return { value: match ?? undefined };
}

/** Only a valid signature says who signed; of another one Windows' word is shown. */
function signatureOf(
  probe: Probe,
  { status, thumbprint, subject }: { status: string; thumbprint: string; subject: string },
): string {
  if (status !== "Valid") return `signature ${status}`;
  if (probe.probe === "file" && probe.read === "thumbprint") return thumbprint.toUpperCase();
  const [, quoted, plain] = /(?:^|, )CN=(?:"((?:[^"]|"")*)"|([^,]*))/.exec(subject) ?? [];
  return quoted?.replaceAll('""', '"') ?? plain ?? subject;
}

/** Every user counts: one whose registry cannot be read makes the whole unreadable, whatever the others hold. */
function profilesText(
  probe: Probe,
  definition: string,
  profiles: { readonly [profile: string]: SimpleFinding },
): string {
  const heads = new Map<string, string>();
  for (const profile of Object.keys(profiles).sort()) {
    const finding = profiles[profile] ?? { absent: true as const };
    if ("failure" in finding) return unreadable(finding.failure.code, profile);
    const found = foundBy(probe, finding);
    heads.set(profile, "code" in found ? found.code : headOf(probe, found));
  }
  const [only, ...others] = new Set(heads.values());
  if (only !== undefined && others.length === 0) return joinLine({ head: only, definition });
  return joinLine({ head: `mixed: ${String(mixtureOf(heads))}`, definition });
}
