import type { Issue } from "@kijun/core";
import { expect } from "chai";
import { z } from "zod";

import { documentOf } from "./data-file.js";

describe("what a schema does not allow", () => {
  const schema = z.strictObject({
    name: z.string().min(2),
    day: z.string().min(10).meta({ description: "Day, YYYY-MM-DD" }),
  });
  const messages = (document: unknown): string[] => {
    const issues: Issue[] = [];
    documentOf(schema, { name: "a.json", text: JSON.stringify(document) }, issues);
    return issues.map(({ path, message }) => `${path} ${message}`);
  };

  it("is named with what would be right, in the words of the schema where it has some", () => {
    expect(messages({})).to.deep.equal(["name it is missing", "day it is missing: Day, YYYY-MM-DD"]);
    expect(messages({ name: "x", day: "y" })).to.deep.equal([
      ...["name must meet minLength 2", "day is not right: Day, YYYY-MM-DD"],
    ]);
    expect(messages({ name: 1, day: 1 })).to.deep.equal([
      ...['name must be of the type "string"', 'day must be of the type "string": Day, YYYY-MM-DD'],
    ]);
  });
});
