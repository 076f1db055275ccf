import { Writable } from "node:stream";

import { expect } from "chai";

import { whileShown } from "./passing-line.js";

const TEXT = { ja: "判定しています", en: "judging" };

function shown(isTTY: boolean, work: () => number): { readonly screen: string; readonly result: number | undefined } {
  let screen = "";
  const write = (chunk: Buffer, _: string, done: () => void): void => {
    screen += chunk.toString();
    done();
  };
  const stderr = Object.assign(new Writable({ write }), { isTTY, columns: 80 });
  const show = (): number => whileShown(TEXT, { output: { stderr, language: "en" }, environment: {} }, work);
  try {
    return { result: show(), screen };
  } catch {
    return { result: undefined, screen };
  }
}

describe("whileShown", () => {
  it("says on a terminal what is being done, and takes it away, whatever becomes of the work", () => {
    const done = shown(true, () => 7);
    expect(done.result).to.equal(7);
    expect(done.screen).to.include("judging");
    expect(done.screen.endsWith("\u001b[1G\u001b[2K")).to.equal(true);
    const failed = shown(true, () => {
      throw new Error("no");
    });
    expect(failed).to.deep.equal({ result: undefined, screen: done.screen });
  });

  it("writes nothing where there is no terminal", () => {
    expect(shown(false, () => 7)).to.deep.equal({ result: 7, screen: "" });
  });
});
