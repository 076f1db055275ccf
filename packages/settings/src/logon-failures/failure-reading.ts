import { z } from "zod";

import { historySchema } from "../form/event-history.js";

const time = z.iso.datetime();
const failureSchema = z.object({ failure: z.object({ code: z.string(), detail: z.string() }) });

const groupFactsSchema = z.object({
  /** Of failures 4625, and on a domain controller 4768, 4771, 4776; 4740 locked out, 1102 and 104 cleared, 4719 unrecorded. */
  event: z.int(),
  /** As entries name the account, of 1102, 104 and 4719 whoever did it; of a failure null where no account has the name today. */
  name: z.string().nullable(),
  domain: z.string().nullable(),
  sid: z.string().nullable(),
  /** How many different names were given that no account has. */
  unknownNames: z.int(),
  address: z.string().nullable(),
  workstation: z.string().nullable(),
  logonType: z.string().nullable(),
  /** SubStatus, or Status where there is none: an NTSTATUS or a Kerberos error in hexadecimal. */
  reason: z.string().nullable(),
  /** The file name of the process that asked; of 1102 and 104 the log that was cleared. */
  detail: z.string().nullable(),
  /** The groups beyond those that an answer has room for, put together. */
  folded: z.boolean(),
  count: z.int(),
  first: time,
  last: time,
  /** Minutes before the reading, see {@link failureMinutes}. */
  times: z.string(),
});

/** Entries of the same event, account, source, kind and reason. */
export type LogonFailureGroup = z.output<typeof groupSchema>;

const groupSchema = groupFactsSchema.transform((facts) => ({
  ...facts,
  /** Names the group in every reading of the machine: made of what its entries say. */
  key: keyOf(facts),
}));

/** What a machine's logs say of failed logons over a span of time. It can be kept as JSON and read again with this schema. */
export const logonFailureReading = z.object({
  computerName: z.string(),
  /** How far local time is ahead of UTC; null where the machine does not say. */
  utcOffsetMinutes: z.int().nullable(),
  security: historySchema,
  /** The log in which the clearing of other logs stands; null where it was not asked for. */
  system: z.union([failureSchema, historySchema]).nullable(),
  /** Why the accounts of the machine are not known, so that nobody can say which one is the built-in administrator. */
  accounts: z.object({ code: z.string(), detail: z.string() }).nullable(),
  groups: z.array(groupSchema),
});

export type LogonFailureReading = z.output<typeof logonFailureReading>;

function keyOf(group: z.output<typeof groupFactsSchema>): string {
  if (group.folded) return `${String(group.event)}|...`;
  const { event, name, domain, address, workstation, logonType, reason, detail } = group;
  const parts = [name, domain, address, workstation, logonType, reason, detail].map((part) => part ?? "");
  return [String(event), ...parts].join("|").toLowerCase();
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/**
 * The minutes (since 1970, UTC) in which the entries of a group were made, the newest first, one for each entry. In the
 * answer they are minutes before the reading, of each only how many more than the one before, five bits a character.
 */
export function failureMinutes({ security: { to } }: LogonFailureReading, { times }: LogonFailureGroup): number[] {
  const minutes: number[] = [];
  let [at, value, shift] = [Math.floor(Date.parse(to) / 60_000), 0, 0];
  for (const character of times) {
    const digit = ALPHABET.indexOf(character);
    value += (digit & 31) << shift;
    shift += 5;
    if (digit >= 32) continue;
    at -= value;
    minutes.push(at);
    [value, shift] = [0, 0];
  }
  return minutes;
}

/** The inverse of {@link failureMinutes}; minutes in any order. */
export function minutesText(minutes: readonly number[], to: string): string {
  let at = Math.floor(Date.parse(to) / 60_000);
  return minutes
    .toSorted((left, right) => right - left)
    .map((minute) => {
      const steps = stepText(Math.max(at - minute, 0));
      at = minute;
      return steps;
    })
    .join("");
}

function stepText(minutes: number): string {
  const rest = Math.floor(minutes / 32);
  return (ALPHABET[(minutes % 32) + (rest > 0 ? 32 : 0)] ?? "") + (rest > 0 ? stepText(rest) : "");
}
