import { expect } from "chai";
import fc from "fast-check";

import {
  ABSENT,
  entriesOf,
  isAbsent,
  isToBeConfirmed,
  mapArea,
  parseUnreadable,
  quoteLiteral,
  TO_BE_CONFIRMED,
  unquoteLiteral,
  unreadable,
  valueAt,
} from "./canonical.js";

describe("the canonical form", () => {
  it("keeps every literal of Windows apart from the reserved words", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constantFrom(ABSENT, TO_BE_CONFIRMED, unreadable("X"), '"', '"absent"')),
        (literal) => {
          const text = quoteLiteral(literal);
          expect(isAbsent(text)).to.equal(false);
          expect(parseUnreadable(text)).to.equal(undefined);
          expect(isToBeConfirmed(text)).to.equal(false);
          expect(unquoteLiteral(text)).to.equal(literal);
        },
      ),
    );
  });

  it("knows a value that nobody has approved, also with what belongs to it behind it", () => {
    for (const value of [TO_BE_CONFIRMED, `${TO_BE_CONFIRMED} via file x`])
      expect(isToBeConfirmed(value)).to.equal(true);
    for (const value of ["to-be-confirmed-x", "x to-be-confirmed", 5]) expect(isToBeConfirmed(value)).to.equal(false);
  });

  it("takes an unreadable text apart into code and detail", () => {
    expect(parseUnreadable(unreadable("ACCESS_DENIED"))).to.deep.equal({ code: "ACCESS_DENIED", detail: "" });
    expect(parseUnreadable(unreadable("PROFILE_LOCKED", "S-1-5-21-1 (a)"))).to.deep.equal({
      code: "PROFILE_LOCKED",
      detail: "S-1-5-21-1 (a)",
    });
    expect(parseUnreadable(5)).to.equal(undefined);
  });

  it("lists values in one order, whatever the order they were made in", () => {
    const area = { b: 1, a: { z: true, y: "x" } };
    expect(entriesOf(area)).to.deep.equal(entriesOf({ a: { y: "x", z: true }, b: 1 }));
    expect(entriesOf(area).map(({ path }) => path.join("."))).to.deep.equal(["a.y", "a.z", "b"]);
  });

  it("changes each value in its place", () => {
    const area = { domain: { enabled: true, name: "x" }, size: 1 };
    const paths = mapArea(area, (value, path) => `${path.join(".")}=${String(value)}`);
    expect(paths).to.deep.equal({ domain: { enabled: "domain.enabled=true", name: "domain.name=x" }, size: "size=1" });
  });

  it("finds a value by its path and nothing of an object's own machinery", () => {
    const area = { domain: { enabled: true } };
    expect(valueAt(area, ["domain", "enabled"])).to.equal(true);
    for (const path of [["domain"], ["toString"], ["domain", "constructor"], ["x", "y"]])
      expect(valueAt(area, path)).to.equal(undefined);
  });
});
