import { readFileSync } from "node:fs";

import { z } from "zod";

const diagnosisSchema = z.object({
  computerName: z.string(),
  /** `FullLanguage`; anything else keeps the agent from working. */
  languageMode: z.string(),
  /** `5.1.22621.4391` */
  powershell: z.string(),
  /** `build.revision` of Windows. */
  build: z.string(),
  /** The logon has the full rights of an administrator, not the filtered ones that UAC gives local accounts. */
  administrator: z.boolean(),
  /** The machine's time while it answered: ISO 8601, UTC. */
  clock: z.string().refine((text) => !Number.isNaN(Date.parse(text)), "is not a time"),
});

/** What a machine says of itself before the agent is tried on it. */
export type Diagnosis = z.output<typeof diagnosisSchema>;

const SWITCHES = "powershell.exe -NoProfile -NonInteractive -OutputFormat Text -EncodedCommand ";

let command: string | undefined;

/** The command line that makes a machine say {@link Diagnosis}. */
export function diagnosisCommand(): string {
  command ??= SWITCHES + Buffer.from(statements(), "utf16le").toString("base64");
  return command;
}

/** Comments are for readers; a command line has only 8,191 characters. */
function statements(): string {
  const script = readFileSync(new URL("../src/powershell/diagnosis.ps1", import.meta.url), "utf8");
  return script
    .split("\n")
    .filter((line) => !line.startsWith("#"))
    .join("\n");
}

/** The answer in what the command has printed; undefined when there is none. */
export function parseDiagnosis(output: string): Diagnosis | undefined {
  const text = /^KIJUN (\{.*\})\s*$/m.exec(output)?.[1];
  if (text === undefined) return undefined;
  try {
    return diagnosisSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
