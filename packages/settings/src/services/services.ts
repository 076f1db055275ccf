import { unreadable } from "@kijun/core";
import type { Direction } from "@kijun/core";
import { z } from "zod";

import { defineEntryArea } from "../form/entry-area.js";
import { readFailureSchema, readFailureText } from "../form/read-failure.js";
import type { PropertyMeta } from "../form/setting-area.js";

/** How Windows starts a service, by the words of its service control tool. */
const START_MODES = {
  automatic: "auto",
  "automatic-delayed": "delayed-auto",
  manual: "demand",
  disabled: "disabled",
} as const;

const entrySchema = z
  .strictObject({
    start: z
      .enum(["automatic", "automatic-delayed", "manual", "disabled"])
      .optional()
      .meta({
        label: { ja: "スタートアップの種類", en: "startup type" },
        windowsKey: "StartMode and DelayedAutoStart",
        source: "Win32_Service; the delayed start is a flag of its own. Microsoft Learn, Win32_Service class",
      } satisfies PropertyMeta),
    state: z
      .enum(["running", "stopped"])
      .optional()
      .meta({
        label: { ja: "状態", en: "state" },
        windowsKey: "State",
        source: "A stopped service that starts by a trigger is normal. Microsoft Learn, Win32_Service class",
      } satisfies PropertyMeta),
    account: z
      .string()
      .min(1)
      .max(256)
      .optional()
      .meta({
        label: { ja: "ログオン アカウント", en: "log on account" },
        windowsKey: "StartName",
        source:
          "LocalSystem, NT AUTHORITY\\LocalService or an account; compared, never written. Microsoft Learn, Win32_Service class",
      } satisfies PropertyMeta),
  })
  .refine(({ start, state }) => !(start === "disabled" && state === "running"), {
    path: ["state"],
    message: 'cannot be "running" while start is "disabled": Windows starts no disabled service again',
  });

const serviceSchema = z.object({
  startMode: z.string(),
  delayed: z.boolean(),
  state: z.string(),
  account: z.string().nullable(),
});

const factsSchema = z.object({ services: z.record(z.string(), z.union([serviceSchema, readFailureSchema])) });

type Service = z.output<typeof entrySchema>;

/**
 * Services whose work protects the machine: less of them is less safety. Of these Windows' own, and only of what
 * protects; which other service a machine needs is the customer's to say. windows-settings A.2, A.3, A.7.
 */
const PROTECTING = new Set(["bfe", "mpssvc", "windefend", "wdnissvc", "mdcoresvc", "eventlog", "wscsvc", "w32time"]);

/** Services that open a machine to others, off on a client as Windows ships. windows-settings H.4. */
const EXPOSING = new Set(["remoteregistry", "remoteaccess", "ssh-agent", "sshd", "tlntsvr", "ftpsvc", "snmp", "w3svc"]);

export const services = defineEntryArea({
  id: "services",
  title: { ja: "サービス", en: "services" },
  name: z.string().regex(/^[^\\/\s*]{1,256}$/, "must be the short name of a service (WinDefend), not its display name"),
  entry: entrySchema,
  facts: factsSchema,
  nextSteps: {
    DEPENDENTS_RUNNING: {
      ja: "原因に示したサービスが動いているため止めていません。それらの宣言も見直すか、先に止めてください。",
      en: "The services that the cause names need it and run: declare them too, or stop them first.",
    },
    NOT_INSTALLED: {
      ja: "その名前のサービスがありません。短い名前を確認し、プログラムを導入するか、宣言から外してください。",
      en: "There is no service of this name: check the short name, install its program, or take it out of the declaration.",
    },
    NOT_REMOVED: {
      ja: "サービスは削除しません。プログラムをアンインストールしてください。",
      en: "A service is never deleted: uninstall its program.",
    },
  },
  entries: ({ services: found }) =>
    new Map(
      Object.entries(found).map(([name, service]) => [
        name,
        "failure" in service ? readFailureText(service) : entryFrom(service),
      ]),
    ),
  write: ({ start, state }) => ({
    ...(start === undefined ? {} : { startMode: START_MODES[start] }),
    ...(state === undefined ? {} : { state: state === "running" ? "Running" : "Stopped" }),
  }),
  direction: (live, desired, name) => directionOf(name.toLowerCase(), live, desired),
});

function entryFrom({ startMode, delayed, state, account }: z.output<typeof serviceSchema>): Service | string {
  const start = startOf(startMode, delayed);
  if (start === undefined) return unreadable("VALUE_UNKNOWN", `StartMode ${startMode}`);
  return {
    start,
    state: state === "Running" ? "running" : "stopped",
    ...(account === null ? {} : { account }),
  };
}

/** Undefined for `Boot` and `System`, which are drivers' words. */
function startOf(startMode: string, delayed: boolean): Service["start"] {
  if (startMode === "Auto") return delayed ? "automatic-delayed" : "automatic";
  if (startMode === "Manual") return "manual";
  return startMode === "Disabled" ? "disabled" : undefined;
}

function directionOf(name: string, live: Service | undefined, desired: Service | undefined): Direction {
  const sense = PROTECTING.has(name) ? 1 : EXPOSING.has(name) ? -1 : 0;
  const way = Math.sign(activity(desired, live) - activity(live, desired));
  if (sense === 0 || way === 0 || live?.account !== desired?.account) return "unknown";
  return way === sense ? "hardening" : "weakening";
}

/** How much a service works, as far as both sides say. */
function activity(service: Service | undefined, other: Service | undefined): number {
  if (service === undefined) return -1;
  const starts = ["disabled", "manual", "automatic-delayed", "automatic"];
  const start =
    service.start === undefined || (other !== undefined && other.start === undefined)
      ? 0
      : starts.indexOf(service.start);
  return start + (service.state === "running" ? 4 : 0);
}
