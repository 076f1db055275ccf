import { expect } from "chai";
import { z } from "zod";

import { defineEntryArea } from "./entry-area.js";

const meta = { label: { ja: "色", en: "colour" }, windowsKey: "Colour", source: "test" };
const entry = z.strictObject({
  colour: z.string().optional().meta(meta),
  lit: z.boolean().optional().meta(meta),
});
const facts = z.object({ lamps: z.record(z.string(), z.union([entry, z.string()])) });

const lamps = defineEntryArea({
  id: "test-lamps",
  title: { ja: "灯", en: "lamps" },
  name: z.string(),
  entry,
  facts,
  entries: ({ lamps: found }) => new Map(Object.entries(found)),
  others: { word: "dark", against: ({ lit }) => lit === true },
  windowsName: (name) => `no. ${name}`,
  contradiction: (name, declared) =>
    name === "exit" && (declared === "absent" || declared.lit === false) ? "must always be lit" : undefined,
  asDeclared: (live, desired) => ({ ...live, ...(desired.colour === "any" ? { colour: "any" } : {}) }),
  write: (wanted, windowsName) => ({ which: windowsName, lit: wanted.lit ?? false }),
  direction: () => "unknown",
});

function live(found: z.output<typeof facts>["lamps"], declared: Parameters<typeof lamps.format>[0]) {
  return lamps.fromWindows({ lamps: found }, lamps.format(declared));
}

function faults(declared: unknown): string[] {
  return (lamps.schema.safeParse(declared).error?.issues ?? []).map(
    ({ path, message }) => `${path.join(".")}: ${message}`,
  );
}

describe("an area of named entries", () => {
  it("keeps the word of all others, and lists who speaks against it", () => {
    const desired = lamps.format({ exit: { lit: true }, "*": "dark" });
    expect(desired).to.deep.equal({ exit: "lit true", "*": "dark" });
    expect(lamps.format(lamps.parse(desired))).to.deep.equal(desired);
    expect(live({ exit: { lit: true }, desk: { lit: false } }, { exit: { lit: true }, "*": "dark" })).to.deep.equal(
      desired,
    );
    expect(live({ exit: { lit: true }, desk: { lit: true }, hall: "unreadable: X" }, { "*": "dark" })).to.deep.equal({
      "*": '"desk", "exit", "hall"',
    });
  });

  it("says that others could not be read only where no other one speaks against the word", () => {
    const found = { "*": "unreadable: X", desk: { lit: true } };
    expect(live(found, { desk: { lit: true }, "*": "dark" })["*"]).to.equal("unreadable: X");
    expect(live(found, { "*": "dark" })["*"]).to.equal('"desk"');
  });

  it("takes the word for all others alone, and nothing else for them", () => {
    expect(faults({ desk: "dark" })).to.deep.equal(['desk: only "*" can be "dark"']);
    expect(faults({ "*": "absent" })).to.deep.equal(['*: stands for all others and can only be "dark"']);
    expect(faults({ "*": { lit: true } })).to.deep.equal(['*: stands for all others and can only be "dark"']);
  });

  it("refuses what contradicts the name of an entry", () => {
    expect(faults({ exit: "absent" })).to.deep.equal(["exit: must always be lit"]);
    expect(faults({ exit: { lit: false } })).to.deep.equal(["exit: must always be lit"]);
    expect(faults({ desk: { lit: false } })).to.deep.equal([]);
  });

  it("tells Windows by its own names, and to leave every declared one alone where others are not removed", () => {
    const desired = lamps.format({ exit: { lit: true }, old: "absent", "*": "dark" });
    expect(lamps.readRequest(desired)).to.deep.equal({ names: ["no. exit", "no. old"], others: true });
    expect(lamps.toWindows(desired, [["exit"], ["*"]])).to.deep.equal({
      entries: { exit: { which: "no. exit", lit: true } },
      keep: ["no. exit", "no. old"],
    });
  });

  it("compares what is there as it is declared", () => {
    expect(live({ desk: { colour: "red", lit: true } }, { desk: { colour: "any" } })).to.deep.equal({
      desk: "colour any",
    });
  });

  it("calls it hardening when nobody speaks against the word any more", () => {
    expect(lamps.direction(["*"], '"desk"', "dark")).to.equal("hardening");
    expect(lamps.direction(["*"], "dark", '"desk"')).to.equal("weakening");
    expect(lamps.direction(["*"], "unreadable: X", "dark")).to.equal("unknown");
  });
});
