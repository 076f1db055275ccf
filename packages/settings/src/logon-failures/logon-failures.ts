import { mapEntries, unreadable } from "@kijun/core";
import type { CanonicalArea, Scalar } from "@kijun/core";

import { groupsLine } from "../form/event-groups.js";
import { coverageFault, coveredSpan, historyNextSteps } from "../form/event-history.js";
import { defineArea } from "../form/setting-area.js";
import { formatRules, parseRules } from "./failure-lines.js";
import type { RuleLines } from "./failure-lines.js";
import { logonFailureReading } from "./failure-reading.js";
import type { LogonFailureReading } from "./failure-reading.js";
import { joinedReadings } from "./joined-readings.js";
import { logonAnomalies } from "./failure-rules.js";
import type { AnomalyRule, AnomalyRules } from "./failure-rules.js";
import { logonFailuresSchema } from "./logon-failures-schema.js";
import type { DeclaredLogonFailures } from "./logon-failures-schema.js";

const SWITCHES = ["unknownAccount", "builtInAdministrator", "lockout", "clearedLog", "unrecorded"] as const;

export const logonFailures = defineArea({
  id: "logon-failures",
  title: { ja: "ログオン失敗の履歴", en: "logon failures" },
  schema: logonFailuresSchema,
  facts: logonFailureReading,
  readOnly: true,
  observed: true,
  nextSteps: {
    ...historyNextSteps,
    TIME_ZONE_UNKNOWN: {
      ja: "機器のタイム ゾーンが読めないため、業務時間と比べられません。日付と時刻の設定を確認してください。",
      en: "The time zone of the machine cannot be read, so that working hours cannot be told: check its date and time settings.",
    },
  },
  format: (declared) => ({ periodDays: declared.periodDays, ...formatRules(rulesOf(declared)) }),
  parse: (canonical) => {
    const { burst, outsideHours, otherSource, ...switches } = parseRules(linesOf(canonical));
    return logonFailuresSchema.parse({
      ...{ periodDays: canonical["periodDays"], burst, outsideHours, otherSource },
      ...mapEntries(switches, () => "none"),
    });
  },
  fromWindows(reading, desired) {
    const anomalies = logonAnomalies(reading, parseRules(linesOf(desired)));
    return mapEntries(scalarsOf(desired), (line, name): Scalar => {
      if (name === "periodDays") return coverageFault(reading.security) ?? line;
      const against = anomalies.filter(({ rule }) => rule === name);
      // What is found in a part of the period speaks against the whole of it; that nothing is found speaks for that part alone.
      return against.length > 0 ? groupsLine(against) : (faultOf(reading, name as AnomalyRule) ?? String(line));
    });
  },
  toWindows: (desired, differing) => ({
    expected: Object.fromEntries(
      Object.entries(scalarsOf(desired)).filter(([name]) => differing.some(([first]) => (first ?? name) === name)),
    ),
    days: Number(desired["periodDays"]),
  }),
  readRequest: (desired) => ({ days: Number(desired["periodDays"]), cleared: Object.hasOwn(desired, "clearedLog") }),
  history: {
    join: (readings, desired) => joinedReadings(readings, Number(desired["periodDays"])),
    covered: ({ security }) => {
      const covered = coveredSpan(security);
      return { askedFrom: security.from, to: security.to, ...(covered === undefined ? {} : { from: covered.from }) };
    },
  },
  review: { properties: ["burst", "outsideHours", "otherSource", ...SWITCHES], undecided: "unknown" },
  // How many failures are no sign of an attack is the customer's to say.
  direction: (_, live, desired) => (live === desired ? "neutral" : "unknown"),
});

function rulesOf(declared: DeclaredLogonFailures): AnomalyRules {
  const { burst, outsideHours, otherSource } = declared;
  const switches = SWITCHES.flatMap((rule) => (declared[rule] === undefined ? [] : [[rule, true as const]]));
  return { burst, outsideHours, otherSource, ...(Object.fromEntries(switches) as AnomalyRules) };
}

/** No property of the area is a map. */
function scalarsOf(canonical: CanonicalArea): Record<string, Scalar> {
  return canonical as Record<string, Scalar>;
}

function linesOf(canonical: CanonicalArea): RuleLines {
  const lines = Object.entries(scalarsOf(canonical)).filter(([name]) => name !== "periodDays");
  return mapEntries(Object.fromEntries(lines), String);
}

/** Why nobody can say that nothing speaks against a rule; undefined where the whole period is known. */
function faultOf({ security, system, accounts, utcOffsetMinutes }: LogonFailureReading, rule: AnomalyRule) {
  const fault = coverageFault(security);
  if (fault !== undefined) return fault;
  if (rule === "outsideHours" && utcOffsetMinutes === null)
    return unreadable("TIME_ZONE_UNKNOWN", "ActiveTimeBias is not there");
  if (rule === "builtInAdministrator" && accounts !== null) return unreadable(accounts.code, accounts.detail);
  if (rule !== "clearedLog" || system === null) return undefined;
  return "failure" in system ? unreadable(system.failure.code, system.failure.detail) : coverageFault(system);
}
