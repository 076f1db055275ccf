import fc from "fast-check";

import { exitCodes, exitFor } from "./exit-codes.js";
import type { ExitCause } from "./exit-codes.js";
import type { RunApplied, RunChange, RunHost, RunRecord, RunUnreadable } from "./run-record.js";
import { areas, run } from "./sample-run.fixture.test.js";

/** Texts as machines may hold them, in every script, with control characters, Markdown and HTML. */
export const anyText = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc
    .array(fc.constantFrom("端末", "ｶﾞ", "葛\u{e0100}", "|", "\\", "`", "\n", "@a", "#1", "<b>", "⚠️", " "), {
      maxLength: 20,
    })
    .map((parts) => parts.join("")),
);

const areaIds = areas.map(({ id }) => id);
const scalar = fc.oneof(fc.integer(), fc.boolean(), anyText, fc.constant("absent"));
const day = fc.constantFrom("2025-04-01", "2026-01-14");
const time = fc.constantFrom("2026-01-13T01:00:00Z", "2026-01-14T01:00:00.5Z");

function optional<Value extends object>(value: fc.Arbitrary<Value>): fc.Arbitrary<Partial<Value>> {
  return fc.oneof(value, fc.constant({}));
}

const hosts: fc.Arbitrary<RunHost[]> = fc.uniqueArray(
  fc
    .record({
      name: fc
        .tuple(fc.constantFrom("KITA-T", "HIGA-T", "CS"), fc.integer({ min: 1, max: 30 }))
        .map(([site, number]) => site + String(number)),
      site: fc.constantFrom("kita-ward", "higashi-ward"),
      status: fc.constantFrom("read", "read", "read", "unreachable", "failed"),
      areas: fc.subarray(areaIds),
    })
    .chain((host) =>
      optional(fc.record({ siteName: fc.constantFrom("北区役所", "東区役所") })).map((more) => ({ ...host, ...more })),
    ),
  { selector: ({ name }) => name, maxLength: 40 },
);

function change(name: string): fc.Arbitrary<RunChange> {
  const value: fc.Arbitrary<Omit<RunChange, "host" | "unit" | "provenance">> = fc.record({
    area: fc.constantFrom(...areaIds),
    path: fc.constantFrom("area.oneThing", "area.otherThing", "area.rule-1"),
    live: scalar,
    desired: scalar,
    direction: fc.constantFrom("hardening", "weakening", "neutral", "unknown"),
    items: fc.subarray(["端末7", "端末14"]),
    label: anyText,
  });
  const source = fc.record({
    provenance: fc.record({ kind: fc.constantFrom("assumed", "vendor"), reference: anyText, date: day }),
  });
  return fc
    .tuple(value, optional(fc.record({ unit: fc.constantFrom("attempts", "KiB") })), optional(source))
    .map(([required, unit, provenance]) => ({ host: name, ...required, ...unit, ...provenance }));
}

function unreadable(name: string): fc.Arbitrary<RunUnreadable> {
  const place = fc.oneof(
    fc.constant({}),
    fc.record({ area: fc.constantFrom(...areaIds) }),
    fc.record({ area: fc.constantFrom(...areaIds), path: fc.constantFrom("area.oneThing", "area.rule-1") }),
  );
  const why = fc.record({ code: fc.constantFrom("ACCESS_DENIED", "READ_FAILED"), message: anyText, hint: anyText });
  return fc
    .tuple(place, why, optional(fc.record({ lastRead: time })))
    .map(([where, required, lastRead]) => ({ host: name, ...where, ...required, ...lastRead }));
}

function applied(name: string): fc.Arbitrary<RunApplied> {
  const details = fc.record({ path: fc.constantFrom("area.oneThing", "area.rule-1"), code: anyText, detail: anyText });
  return fc
    .tuple(fc.constantFrom("changed", "already", "failed"), optional(details))
    .map(([outcome, more]) => ({ host: name, outcome, ...more }));
}

function ofHosts<Value>(names: readonly string[], each: (name: string) => fc.Arbitrary<Value>): fc.Arbitrary<Value[]> {
  return names.length === 0 ? fc.constant([]) : fc.array(fc.constantFrom(...names).chain(each), { maxLength: 30 });
}

const causes = exitCodes.flatMap(({ name }): ExitCause[] => (name === "done" ? [] : [name]));

const error = fc.record({ code: fc.constant("BASELINE_INVALID"), message: anyText, hint: anyText });

/** Any record that the type allows, its machines few enough for a test. */
export const anyRun: fc.Arbitrary<RunRecord> = hosts.chain((machines) => {
  const names = machines.map(({ name }) => name);
  return fc
    .record({
      exit: fc.subarray(causes).map(exitFor),
      changes: ofHosts(names, change),
      unreadable: ofHosts(names, unreadable),
      membership: fc.record({ joining: fc.subarray(names), leaving: fc.subarray(["OLD-T1", "OLD-T2"]) }),
    })
    .chain((parts) =>
      fc
        .tuple(optional(fc.record({ applied: ofHosts(names, applied) })), optional(fc.record({ error })))
        .map(([more, stopped]) => run({ hosts: machines, ...parts, ...more, ...stopped })),
    );
});
