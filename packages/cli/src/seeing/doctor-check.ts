import { KijunError } from "@kijun/core";
import type { ExitCause } from "@kijun/report";

import type { Text } from "../command-line/language.js";

/** `warn`: works, but a person should know. `fail`: something that Kijun needs does not work. */
export type CheckStatus = "ok" | "warn" | "fail";

/** One thing that was looked at. Holds no secret. */
export interface Check {
  /** What was looked at, in one word for programs: `engine`, `clock`. */
  readonly id: string;
  readonly title: Text;
  /** The machine; absent for what belongs to this computer. */
  readonly host?: string;
  readonly status: CheckStatus;
  readonly message: Text;
  /** Absent where there is nothing to do. */
  readonly next?: Text;
  /** What a failure means for the exit code. */
  readonly cause?: ExitCause;
}

/** What a check is about. */
export type CheckSubject = Pick<Check, "id" | "title" | "host">;

/** Machine-made words, such as a path or a version, are the same in both languages. */
export function same(text: string): Text {
  return { ja: text, en: text };
}

export function passed(subject: CheckSubject, message: Text): Check {
  return { ...subject, status: "ok", message };
}

export function warned(subject: CheckSubject, message: Text, next: Text): Check {
  return { ...subject, status: "warn", message, next };
}

export function failed(subject: CheckSubject, message: Text, next: Text, cause: ExitCause = "configuration"): Check {
  return { ...subject, status: "fail", message, next, cause };
}

/** Runs a look; an error of ours becomes a failed check with its code and next step, a defect stays what it is. */
export async function checked(subject: CheckSubject, look: () => Check | Promise<Check>): Promise<Check> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof KijunError)) throw error;
    return failed(subject, same(`${error.code} ${error.message}`), same(error.hint));
  }
}
