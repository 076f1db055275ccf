import { expect } from "chai";

import { deleteRegistryValue, registryData, registryKey, registryValue, setRegistryValue } from "./windows-state.js";
import type { Registry, RegistryValue } from "./windows-state.js";

const one: RegistryValue = { kind: "DWord", value: 1 };
const two: RegistryValue = { kind: "DWord", value: 2 };

describe("the modelled registry", () => {
  it("finds keys and values without regard to case", () => {
    const registry: Registry = { "HKEY_USERS\\Control Panel": { Name: one } };
    expect(registryKey(registry, "hkey_users\\CONTROL panel")).to.equal(registry["HKEY_USERS\\Control Panel"]);
    expect(registryValue(registry, "hkey_users\\control panel", "NAME")).to.equal(one);
    expect(registryValue(registry, "hkey_users\\control panel", "toString")).to.equal(undefined);
    expect(registryValue(registry, "constructor", "name")).to.equal(undefined);
  });

  it("creates a key for a value and keeps the case of an existing name", () => {
    const registry: Registry = {};
    setRegistryValue(registry, "A", "Name", one);
    setRegistryValue(registry, "a", "NAME", two);
    expect(registry).to.deep.equal({ A: { Name: two } });
  });

  it("removes a value and leaves the key", () => {
    const registry: Registry = { A: { Name: one } };
    deleteRegistryValue(registry, "a", "name");
    deleteRegistryValue(registry, "a", "other");
    deleteRegistryValue(registry, "b", "name");
    expect(registry).to.deep.equal({ A: {} });
  });

  it("answers data as JSON carries it", () => {
    expect(registryData({ kind: "Binary", value: "AQI=" })).to.deep.equal([1, 2]);
    expect(registryData({ kind: "QWord", value: "600" })).to.equal(600);
    expect(registryData({ kind: "MultiString", value: ["a"] })).to.deep.equal(["a"]);
    expect(registryData({ kind: "ExpandString", value: "%A%" })).to.equal("%A%");
  });
});
