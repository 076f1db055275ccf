import { valueAt } from "@kijun/core";
import { expect } from "chai";

import { machine } from "../form/machine-states.js";
import type { RegistryValue } from "../form/windows-state.js";
import { yarai } from "./yarai.js";
import { yaraiLive } from "./yarai.live.js";

const KEY = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Kijun Simulated Vendor\\yarai";
const stored = (value: string) =>
  ({ probe: "registry", key: KEY.replace("HKEY_LOCAL_MACHINE", "HKLM"), value }) as const;
const declared = {
  mode: { ...stored("Mode"), words: { "1": "block", "2": "log-output" }, expect: "block" },
  engines: { hips: { ...stored("Hips"), words: { "0": "off", "1": "on" }, expect: "on" } },
  version: { ...stored("Version"), expect: "to-be-confirmed" },
  licence: "to-be-confirmed",
} as const;
const desired = yarai.format(declared);

function found(values: Record<string, RegistryValue>) {
  const state = machine({ registry: { [KEY]: values } });
  return yarai.fromWindows(yaraiLive.read(state, yarai.readRequest(desired)), desired);
}

const dword = (value: number): RegistryValue => ({ kind: "DWord", value });

/** The line without what it was found by. */
const head = (line: unknown): string => String(line).replace(/ via .*$/, "");

describe("yarai", () => {
  it("shows what is stored in the words of the product, and a value that has none as it is", () => {
    expect(head(found({ Mode: dword(2) })["mode"])).to.equal("log-output");
    expect(head(found({ Mode: dword(7) })["mode"])).to.equal("7");
    expect(head(found({})["mode"])).to.equal("absent");
  });

  it("shows what nobody has confirmed, and asks about nothing where nobody has said where to look", () => {
    expect(head(found({ Version: { kind: "String", value: "3.6.1" } })["version"])).to.equal("3.6.1");
    expect(found({})["licence"]).to.equal("to-be-confirmed");
    const { probes } = yarai.readRequest(desired);
    expect(probes).to.have.lengthOf(3);
  });

  it("calls a machine that only logs, or an engine that is off, the less safe one", () => {
    const line = (head: string): string => String(valueAt(desired, ["mode"])).replace("block", head);
    expect(yarai.direction(["mode"], line("log-output"), line("block"))).to.equal("hardening");
    expect(yarai.direction(["engines", "hips"], "on via x", "off via x")).to.equal("weakening");
    expect(yarai.direction(["mode"], line("7"), line("block"))).to.equal("unknown");
    expect(yarai.direction(["version"], "3.5 via x", "3.6 via x")).to.equal("unknown");
  });
});
