import { expect } from "chai";
import fc from "fast-check";

import { coverageFault, coveredSpan } from "../form/event-history.js";
import { failureMinutes, logonFailureReading, minutesText } from "./failure-reading.js";
import type { LogonFailureReading } from "./failure-reading.js";
import { joinedReadings } from "./joined-readings.js";

const START = Date.parse("2025-04-01T00:00:00Z");
const DAY_MS = 86_400_000;
const at = (days: number, minutes = 0): string => new Date(START + days * DAY_MS + minutes * 60_000).toISOString();

/** What a reading at the end of a day says whose log goes back so many days; failures as days, with minutes in `offset`. */
function reading(
  day: number,
  logDays: number,
  failures: readonly { day: number; offset?: number }[],
): LogonFailureReading {
  const to = at(day);
  const times = failures
    .map((failure) => at(failure.day, failure.offset))
    .filter((time) => time <= to && time >= at(day - logDays))
    .sort();
  const group = {
    ...{ event: 4625, name: "gyomu", domain: null, sid: null, unknownNames: 0, address: "192.0.2.7" },
    ...{ workstation: null, logonType: "3", reason: "0xc000006a", detail: null, folded: false },
    ...{ count: times.length, first: times[0] ?? to, last: times.at(-1) ?? to },
    times: minutesText(
      times.map((time) => Math.floor(Date.parse(time) / 60_000)),
      to,
    ),
  };
  return logonFailureReading.parse({
    ...{ computerName: "T1", utcOffsetMinutes: 540, system: null, accounts: null },
    security: {
      ...{ from: at(day - 366), to, readUntil: null, installed: null },
      log: { enabled: true, mode: 0, full: false, oldest: at(day - logDays), oldestId: 4624, oldestRecord: 9 },
    },
    groups: times.length === 0 ? [] : [group],
  });
}

describe("joinedReadings", () => {
  it("covers a year by monthly readings of a log that keeps 40 days", () => {
    const months = Array.from({ length: 14 }, (_, month) => reading(month * 30, 40, []));
    const [first, ...others] = months;
    if (first === undefined) throw new Error("no months");
    const { security } = joinedReadings([first, ...others], 365);
    expect(coveredSpan(security)).to.deep.equal({ from: at(390 - 365), to: at(390) });
  });

  it("covers a period that a log goes back over by itself, however the agent writes its times", () => {
    const one = reading(100, 40, []);
    const written = (time: string): string => time.replace(".000Z", "Z");
    const { from, to, log } = one.security;
    const security = {
      ...one.security,
      from: written(from),
      to: written(to),
      log: { ...log, oldest: written(at(60)) },
    };
    expect(coverageFault(joinedReadings([{ ...one, security }], 40).security)).to.equal(undefined);
    expect(coverageFault(joinedReadings([{ ...one, security }], 41).security)).to.match(/LOG_TOO_SHORT/);
  });

  it("begins after a gap that no reading covers, and still tells of what was before it", () => {
    const joined = joinedReadings([reading(100, 40, [{ day: 90 }]), reading(30, 40, [{ day: 20 }])], 100);
    expect(coveredSpan(joined.security)?.from).to.equal(at(60));
    expect(joined.groups.map(({ count, first, last }) => [count, first, last])).to.deep.equal([[2, at(20), at(90)]]);
  });

  it("tells once of what several readings tell of, in whatever order they are given", () => {
    const failure = fc.record({ day: fc.integer({ min: 0, max: 99 }), offset: fc.integer({ min: 0, max: 1439 }) });
    const days = fc.uniqueArray(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(failure, { maxLength: 40 }), days, (failures, readOn) => {
        const readings = [...readOn, 100].map((day) => reading(day, 110, failures));
        const whole = reading(100, 110, failures);
        for (const [first, ...others] of [readings, readings.toReversed()]) {
          if (first === undefined) continue;
          const joined = joinedReadings([first, ...others, ...others], 110);
          const minutesOf = (from: LogonFailureReading): number[] =>
            from.groups.flatMap((group) => failureMinutes(from, group));
          expect(minutesOf(joined)).to.deep.equal(minutesOf(whole));
          expect(joined.groups.map(({ key, count }) => [key, count])).to.deep.equal(
            whole.groups.map(({ key, count }) => [key, count]),
          );
        }
      }),
    );
  });

  it("counts nothing from before the period", () => {
    const { groups } = joinedReadings([reading(100, 110, [{ day: 10 }, { day: 95, offset: 3 }])], 30);
    expect(groups.map(({ count, first }) => [count, first])).to.deep.equal([[1, at(95, 3)]]);
  });
});
