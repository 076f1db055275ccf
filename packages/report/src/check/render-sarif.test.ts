import { Ajv } from "ajv";
import { expect } from "chai";
import fc from "fast-check";

import type { CheckRecord, DeclaredPlace } from "./check-record.js";
import { renderSarif } from "./render-sarif.js";
import { checkOf, findingOf, partOf } from "./sample-check.fixture.test.js";

interface Log {
  readonly $schema: string;
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
      readonly automationDetails: { readonly id: string };
      readonly results: readonly Result[];
    },
  ];
}

interface Result {
  readonly ruleId: string;
  readonly message: { readonly text: string };
  readonly locations?: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string };
      readonly region: { readonly startLine: number };
    };
  }[];
  readonly partialFingerprints: { readonly [name: string]: string };
  readonly properties: { readonly hostClass: string; readonly hosts: readonly string[] };
}

const text = { type: "object", required: ["text"], properties: { text: { type: "string", minLength: 1 } } };
/** What SARIF 2.1.0 (3.14, 3.19, 3.27, 3.29, 3.30, 3.49) demands of the parts of a log that we write. */
const isSarif = new Ajv().compile<Log>({
  type: "object",
  required: ["version", "runs"],
  properties: {
    $schema: { type: "string", pattern: "sarif-schema-2\\.1\\.0\\.json$" },
    version: { const: "2.1.0" },
    runs: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        required: ["tool", "results"],
        properties: {
          tool: {
            type: "object",
            required: ["driver"],
            properties: {
              driver: {
                type: "object",
                required: ["name", "rules"],
                properties: {
                  name: { type: "string", minLength: 1 },
                  version: { type: "string", minLength: 1 },
                  rules: {
                    type: "array",
                    uniqueItems: true,
                    items: {
                      type: "object",
                      required: ["id"],
                      properties: {
                        ...{
                          id: { type: "string", minLength: 1 },
                          shortDescription: text,
                          fullDescription: text,
                          help: text,
                        },
                        defaultConfiguration: {
                          type: "object",
                          properties: { level: { enum: ["none", "note", "warning", "error"] } },
                        },
                        properties: {
                          type: "object",
                          properties: {
                            "security-severity": { type: "string", pattern: "^(?:\\d\\.\\d|10\\.0)$" },
                            tags: { type: "array", uniqueItems: true, items: { type: "string" } },
                          },
                        },
                      },
                    },
                  },
                },
              },
            },
          },
          results: {
            type: "array",
            items: {
              type: "object",
              required: ["message", "ruleId", "level"],
              properties: {
                ...{ message: text, ruleId: { type: "string" }, level: { enum: ["none", "note", "warning", "error"] } },
                locations: {
                  type: "array",
                  minItems: 1,
                  items: {
                    type: "object",
                    required: ["physicalLocation"],
                    properties: {
                      physicalLocation: {
                        type: "object",
                        required: ["artifactLocation", "region"],
                        properties: {
                          artifactLocation: {
                            type: "object",
                            required: ["uri"],
                            // A relative reference of RFC 3986 with the characters that need no escape.
                            properties: {
                              uri: { type: "string", pattern: "^(?:[\\w.~!$&'()*+,;=@/-]|%[0-9A-F]{2})+$" },
                            },
                          },
                          region: {
                            type: "object",
                            required: ["startLine"],
                            properties: { startLine: { type: "integer", minimum: 1 } },
                          },
                        },
                      },
                    },
                  },
                },
                partialFingerprints: { type: "object", additionalProperties: { type: "string" } },
              },
            },
          },
        },
      },
    },
  },
});

function sarifOf(record: CheckRecord, language: "ja" | "en" = "en"): Log["runs"][0] {
  const log: unknown = JSON.parse(renderSarif(record, language));
  if (!isSarif(log)) throw new Error(JSON.stringify(isSarif.errors));
  return log.runs[0];
}

function declared(findings: Parameters<typeof checkOf>[0], places: readonly DeclaredPlace[] = []): CheckRecord {
  const record = checkOf(findings);
  const hosts = record.hosts.map((host) => ({
    ...host,
    hostClass: host.name.replace(/\d+$/, ""),
    status: "declared" as const,
  }));
  return { ...record, command: "check", hosts, places };
}

const PLACE: DeclaredPlace = {
  ...{ hostClass: "T", area: "account-lockout", path: "thresholdAttempts" },
  ...{ file: "baselines/札幌 市\\src\\terminal#1.ts", line: 12 },
};

describe("renderSarif", () => {
  it("has a rule for every statement that is measured, also where nothing fails", () => {
    const { tool, results, automationDetails } = sarifOf(declared([findingOf(partOf("T1", "pass", [{ live: 5 }]))]));
    expect(tool.driver).to.deep.include({ name: "kijun", version: "1.2.3" });
    expect(tool.driver.rules.map(({ id }) => id)).to.deep.equal(["端末7/lockout"]);
    expect(automationDetails.id).to.equal("kijun/checklist/fixture/");
    expect(results).to.deep.equal([]);
  });

  it("leaves out statements that a person answers", () => {
    const record = declared([findingOf(partOf("T1", "notchecked"))]);
    const items = record.items.map((item) => ({
      ...item,
      parts: item.parts.map((part) => ({ ...part, kind: "attested" as const })),
    }));
    expect(sarifOf({ ...record, items }).tool.driver.rules).to.deep.equal([]);
  });

  it("has one result for each class and value, with its machines, on the line that declares it", () => {
    const failed = (host: string) => findingOf(partOf(host, "fail", [{ live: 10, wanted: 5 }]));
    const record = declared([failed("T1"), failed("T2"), failed("T3"), failed("S1")], [PLACE]);
    const [second, first, ...others] = sarifOf(record).results;
    expect(others).to.deep.equal([]);
    expect(first?.message.text).to.equal("端末7 T: account-lockout.thresholdAttempts = 10 (T[1-3])");
    expect(first?.properties).to.deep.equal({ hostClass: "T", hosts: ["T1", "T2", "T3"] });
    expect(first?.locations?.[0]?.physicalLocation).to.deep.equal({
      artifactLocation: { uri: "baselines/%E6%9C%AD%E5%B9%8C%20%E5%B8%82/src/terminal%231.ts" },
      region: { startLine: 12 },
    });
    expect(second?.properties.hostClass).to.equal("S");
    expect(second).to.not.have.property("locations");
  });

  it("reports what fails and what is an error, and nothing that is unknown, remarked on or not checked", () => {
    const record = declared([
      findingOf(partOf("T1", "fail", [{ live: 10 }, { outcome: "remark", path: "durationMinutes", live: 1 }])),
      findingOf(partOf("U1", "error", [{ path: "", reason: { ja: "宣言なし", en: "not declared" } }])),
      findingOf(partOf("V1", "unknown", [{ live: 5 }])),
      findingOf(partOf("W1", "notchecked")),
    ]);
    expect(sarifOf(record).results.map(({ message }) => message.text)).to.deep.equal([
      "端末7 T: account-lockout.thresholdAttempts = 10 (T1)",
      "端末7 U: account-lockout: not declared (U1)",
    ]);
    expect(sarifOf(record, "ja").results[1]?.message.text).to.equal("端末7 U: account-lockout: 宣言なし (U1)");
  });

  it("stays valid whatever is declared and wherever, each result with a rule and a fingerprint of its own", () => {
    const path = fc.constantFrom("", "thresholdAttempts", "a.b", "日本 語");
    const live = fc.oneof(fc.string({ unit: "binary" }), fc.integer(), fc.boolean(), fc.constant(undefined));
    const observation = fc.record({ path, live }).map(({ path: at, live: value }) => ({
      ...{ path: at },
      ...(value === undefined ? {} : { live: value }),
    }));
    const observations = fc.uniqueArray(observation, { minLength: 1, maxLength: 3, selector: (one) => one.path });
    const finding = fc
      .record({
        host: fc.constantFrom("T1", "T2", "S1"),
        status: fc.constantFrom("fail", "error", "pass"),
        observations,
      })
      .map(({ host, status, observations: seen }) => findingOf(partOf(host, status as "fail", seen)));
    const file = fc
      .array(fc.string({ unit: "grapheme", minLength: 1 }), { minLength: 1, maxLength: 3 })
      .map((parts) => parts.join("/"));
    fc.assert(
      fc.property(fc.uniqueArray(finding, { selector: ({ host }) => host }), file, (findings, name) => {
        const { tool, results } = sarifOf(declared(findings, [{ ...PLACE, file: name }]));
        const rules = new Set(tool.driver.rules.map(({ id }) => id));
        expect(results.every(({ ruleId }) => rules.has(ruleId))).to.equal(true);
        const prints = results.map(({ partialFingerprints, properties }) =>
          JSON.stringify([partialFingerprints, properties.hosts]),
        );
        expect(new Set(prints).size).to.equal(prints.length);
      }),
    );
  });

  it("keeps the fingerprint of an alert when the value or the line changes", () => {
    const print = (live: number, line: number): unknown =>
      sarifOf(declared([findingOf(partOf("T1", "fail", [{ live }]))], [{ ...PLACE, line }])).results[0]
        ?.partialFingerprints;
    expect(print(10, 12)).to.deep.equal(print(20, 40));
  });
});
