import { ABSENT, quoteLiteral, unreadable } from "@kijun/core";
import type { Scalar } from "@kijun/core";
import { z } from "zod";

import { directionBySafety, safetyOfSwitch } from "../form/direction.js";
import { directionOfMixture, mixtureOf, unreadableProfiles } from "../form/profile-mixture.js";
import { ownRegistryValue } from "../form/registry-owner.js";
import { defineArea } from "../form/setting-area.js";
import type { PropertyMeta, WindowsRequest } from "../form/setting-area.js";
import { definedOnly } from "../form/named-values.js";

/** A file name of the system folder or a path on a drive; Windows expands no variables in a REG_SZ (claim `no-variables`). */
const EXECUTABLE = /^(?:[a-z]:\\(?:[^\\/:*?"<>|%]+\\)*)?[^\\/:*?"<>|%]+\.scr$/i;

/** What Windows waits where no profile says otherwise: the policy's own help text, "The default is 15 minutes". */
const WINDOWS_DEFAULT_SECONDS = 900;

const screenSaverSchema = z.strictObject({
  active: z
    .boolean()
    .optional()
    .meta({
      label: { ja: "スクリーン セーバーを有効にする", en: "screen saver" },
      windowsKey: "ScreenSaveActive",
      source: "Starts after the wait when an executable is set. ControlPanelDisplay.admx, Enable screen saver",
    } satisfies PropertyMeta),
  passwordProtected: z
    .boolean()
    .optional()
    .meta({
      label: { ja: "スクリーン セーバーをパスワードで保護する", en: "password protection of the screen saver" },
      windowsKey: "ScreenSaverIsSecure",
      source: "Locks the session. ControlPanelDisplay.admx, Password protect the screen saver",
    } satisfies PropertyMeta),
  timeoutSeconds: z
    .int()
    .min(1)
    .max(599_940)
    .optional()
    .meta({
      label: { ja: "スクリーン セーバーのタイムアウト", en: "wait of the screen saver" },
      unit: "seconds",
      windowsKey: "ScreenSaveTimeOut",
      source: "The policy takes 0 to 599,940; 0 never starts it. ControlPanelDisplay.admx, Screen saver timeout",
    } satisfies PropertyMeta),
  executable: z
    .string()
    .max(259)
    .regex(EXECUTABLE, "must be a file name ending in .scr, or its full path on a drive")
    .toLowerCase()
    .optional()
    .meta({
      label: { ja: "特定のスクリーン セーバー", en: "executable of the screen saver" },
      windowsKey: "SCRNSAVE.EXE",
      source: "Without an existing one nothing starts. ControlPanelDisplay.admx, Force specific screen saver",
    } satisfies PropertyMeta),
});

/** REG_SZ as a rule; numbers and lists are other kinds of registry values, answered as they are stored. */
const storedSchema = z.union([z.string(), z.number(), z.array(z.union([z.string(), z.number()]))]);

type Stored = z.output<typeof storedSchema>;

const valuesSchema = z.record(z.string(), storedSchema);
const profileSchema = z.union([
  z.object({ policy: valuesSchema, user: valuesSchema }),
  z.object({ failure: z.object({ code: z.string(), detail: z.string() }) }),
]);
const factsSchema = z.object({ profiles: z.object({ default: profileSchema }).catchall(profileSchema) });

/** By SID, and `default` for the profile that new users start from. */
type ScreenSaverFacts = z.output<typeof factsSchema>;

interface StoredAs {
  readonly windowsKey: string;
  readonly decode: (stored: string) => Scalar;
  readonly encode: (desired: Scalar) => string;
}

const SWITCH = { decode: decodeSwitch, encode: (desired: Scalar) => (desired === true ? "1" : "0") };

const PROPERTIES: { readonly [name: string]: StoredAs } = {
  active: { windowsKey: "ScreenSaveActive", ...SWITCH },
  passwordProtected: { windowsKey: "ScreenSaverIsSecure", ...SWITCH },
  timeoutSeconds: { windowsKey: "ScreenSaveTimeOut", decode: decodeSeconds, encode: String },
  executable: { windowsKey: "SCRNSAVE.EXE", decode: decodeExecutable, encode: String },
};

export const screenSaver = defineArea({
  id: "screen-saver",
  title: { ja: "スクリーン セーバー", en: "screen saver" },
  schema: screenSaverSchema,
  facts: factsSchema,
  format: (declared) => definedOnly(declared),
  parse: (canonical) => screenSaverSchema.parse(canonical),
  fromWindows(facts: ScreenSaverFacts, desired) {
    const failure = failureOf(facts);
    return Object.fromEntries(
      Object.keys(desired).map((name) => [name, failure ?? liveValue(facts, PROPERTIES[name])]),
    );
  },
  toWindows(desired, differing) {
    const request: Record<string, string> = {};
    for (const [name, property] of Object.entries(PROPERTIES)) {
      const value = desired[name];
      const differs = differing.some(([first]) => first === undefined || first === name);
      if (differs && value !== undefined && typeof value !== "object")
        request[property.windowsKey] = property.encode(value);
    }
    return request satisfies WindowsRequest;
  },
  direction(path, live, desired) {
    const safety = SAFETY[path[0] ?? ""] ?? (() => undefined);
    return directionOfMixture(live, desired, (from, to) =>
      bothStartOne(path, from, to) ? "unknown" : directionBySafety(from, to, safety),
    );
  },
});

const POLICY = "Software\\Policies\\Microsoft\\Windows\\Control Panel\\Desktop";

for (const [name, { windowsKey }] of Object.entries(PROPERTIES)) {
  for (const key of [POLICY, "Control Panel\\Desktop"])
    ownRegistryValue("HKU", key, windowsKey, `${screenSaver.property}.${name}`);
}

function failureOf({ profiles }: ScreenSaverFacts): string | undefined {
  return unreadableProfiles(
    Object.entries(profiles).flatMap(([key, profile]) =>
      "failure" in profile ? [{ key, code: profile.failure.code }] : [],
    ),
  );
}

function liveValue(facts: ScreenSaverFacts, property: StoredAs | undefined): Scalar {
  const values = new Map<string, Scalar>();
  for (const [key, profile] of Object.entries(facts.profiles)) {
    if (property === undefined || "failure" in profile) continue;
    const stored = profile.policy[property.windowsKey] ?? profile.user[property.windowsKey];
    values.set(key, stored === undefined ? ABSENT : liveOf(stored, property));
  }
  return mixtureOf(values);
}

/** A number counts as its text; what Windows makes of a list or of bytes, nobody says. */
function liveOf(stored: Stored, { decode, windowsKey }: StoredAs): Scalar {
  return typeof stored === "object" ? unreadable("VALUE_UNKNOWN", `${windowsKey} is a list`) : decode(String(stored));
}

function decodeSwitch(stored: string): Scalar {
  return stored === "0" || stored === "1" ? stored === "1" : JSON.stringify(stored);
}

function decodeSeconds(stored: string): Scalar {
  return /^\d{1,10}$/.test(stored) ? Number(stored) : JSON.stringify(stored);
}

function decodeExecutable(stored: string): Scalar {
  return stored !== "" ? quoteLiteral(stored.toLowerCase()) : JSON.stringify(stored);
}

const SAFETY: { readonly [name: string]: (value: Scalar) => number | undefined } = {
  active: safetyOfSwitch(true),
  passwordProtected: safetyOfSwitch(true),
  timeoutSeconds: safetyOfTimeout,
  executable: safetyOfExecutable,
};

/** A shorter wait is safer; 0 never starts the screen saver. */
function safetyOfTimeout(value: Scalar): number | undefined {
  if (value === ABSENT) return -WINDOWS_DEFAULT_SECONDS;
  if (value === 0) return -Infinity;
  return typeof value === "number" && value > 0 ? -value : undefined;
}

/** Without an executable nothing starts. */
function safetyOfExecutable(value: Scalar): number | undefined {
  return value === ABSENT || value === '""' ? 0 : 1;
}

/** Which of two executables is the safer one cannot be known from their names. */
function bothStartOne([name]: readonly string[], live: Scalar, desired: Scalar): boolean {
  return (
    name === "executable" && live !== desired && safetyOfExecutable(live) === 1 && safetyOfExecutable(desired) === 1
  );
}
