import { ABSENT, parseUnreadable } from "@kijun/core";
import type { CanonicalArea } from "@kijun/core";
import { z } from "zod";

import { drivePathFault } from "../form/drive-path.js";
import { directionOfOthers, OTHERS, othersText } from "../form/entry-others.js";
import { isInstalledProgram, isWindowsProcess } from "../form/process-place.js";
import { defineArea } from "../form/setting-area.js";
import type { PropertyMeta } from "../form/setting-area.js";

const RUNNING = "running";

const nameSchema = z.string().refine((name) => name === OTHERS || nameFault(name) === undefined, {
  error: ({ input }) => nameFault(String(input)) ?? "",
});

const processesSchema = z
  .record(
    nameSchema,
    z.enum([RUNNING, "allowed", ABSENT]).meta({
      label: { ja: "プロセス", en: "process" },
      windowsKey: "ExecutablePath",
      source: "running must run, allowed may run, absent must not. Microsoft Learn, Win32_Process class",
    } satisfies PropertyMeta),
  )
  .superRefine((given, context) => {
    const names = Object.keys(given).map((name) => name.toLowerCase());
    for (const [index, [name, value]] of Object.entries(given).entries()) {
      const isTwin = names.indexOf(name.toLowerCase()) < index;
      const message =
        name === OTHERS && value !== ABSENT
          ? `stands for all others and can only be "${ABSENT}"`
          : isTwin
            ? "is declared twice: Windows does not tell case apart"
            : undefined;
      if (message !== undefined) context.addIssue({ code: "custom", path: [name], message });
    }
  });

const runningSchema = z.object({
  name: z.string(),
  /** Null where not even an administrator may ask for it. */
  path: z.string().nullable(),
});

/** A program that runs, as facts tell it. */
export type RunningProgram = z.output<typeof runningSchema>;

export const processes = defineArea({
  id: "processes",
  title: { ja: "実行中のプロセス", en: "running processes" },
  schema: processesSchema,
  facts: z.object({ running: z.array(runningSchema) }),
  readOnly: true,
  observed: true,
  format: (declared) => declared,
  parse: (canonical) => processesSchema.parse(canonical),
  fromWindows({ running }, desired) {
    const strangers = running.filter(isStranger).map(({ name, path }) => path ?? name);
    return mapped(desired, (name, wanted) => {
      if (name === OTHERS) return othersText(new Set(strangers), desired, ABSENT);
      if (wanted === "allowed") return wanted;
      return running.some((program) => isNamed(program, name)) ? RUNNING : ABSENT;
    });
  },
  toWindows: (desired, differing) => ({
    programs: Object.fromEntries(
      Object.entries(processesSchema.parse(desired)).filter(
        ([name]) => name !== OTHERS && differing.some(([first]) => first === undefined || first === name),
      ),
    ),
    ...(differing.some(([first]) => first === undefined || first === OTHERS) && Object.hasOwn(desired, OTHERS)
      ? { keep: Object.keys(desired).filter((name) => name !== OTHERS) }
      : {}),
  }),
  direction: ([name], live, desired) => {
    if (name === OTHERS) return directionOfOthers(live, desired, ABSENT);
    return live === desired && parseUnreadable(live) === undefined ? "neutral" : "unknown";
  },
});

function nameFault(name: string): string | undefined {
  if (/^[^\\/:*?"<>|%]{1,255}$/.test(name)) return undefined;
  if (!/^[a-z]:\\/i.test(name))
    return "must be the full path of a program on a drive, C:\\JUKI\\app.exe, or the image of one whose path Windows keeps, MsMpEng.exe";
  return drivePathFault(name);
}

/** By its path; one whose path cannot be asked for by its image. */
export function isNamed({ name, path }: RunningProgram, declared: string): boolean {
  return (path ?? name).toLowerCase() === declared.toLowerCase();
}

/** Whether a program runs from a place where others than administrators may put one, or from none that is known. */
export function isStranger({ name, path }: RunningProgram): boolean {
  return !isWindowsProcess(name, path) && (path === null || !isInstalledProgram(path));
}

function mapped(
  desired: CanonicalArea,
  change: (name: string, wanted: CanonicalArea[string]) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(desired).map(([name, wanted]) => [name, change(name, wanted)]));
}
