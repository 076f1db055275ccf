import { readFileSync } from "node:fs";

import { expect } from "chai";
import { z } from "zod";

import { probeKinds } from "./probe-kinds.js";

describe("kinds of probes", () => {
  const page = readFileSync(new URL("../../../../../docs/probes.md", import.meta.url), "utf8");

  for (const [kind, { shape }] of Object.entries(probeKinds)) {
    it(`documents each field of ${kind}`, () => {
      const row = page.split("\n").find((line) => line.startsWith(`| \`${kind}\` |`)) ?? "";
      const own = Object.entries<z.ZodType>(shape).filter(([field]) => field !== "probe" && field !== "words");
      const fields = own.map(([field, type]) =>
        type.safeParse(undefined).success ? `[\`${field}\`]` : `\`${field}\``,
      );
      expect(row.split(" | ")[1]).to.equal(fields.join(", "));
      const words = own.flatMap(([field, type]) => (field === "read" && type instanceof z.ZodEnum ? type.options : []));
      for (const word of words) expect(row).to.include(`\`${word}\``);
    });
  }
});
