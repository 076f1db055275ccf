import { expect } from "chai";

import { chooseLanguage } from "./language.js";

describe("chooseLanguage", () => {
  it("prefers the option to the variable, and the variable to the locale", () => {
    expect(chooseLanguage(["preview", "--lang", "en"], { KIJUN_LANG: "ja", LANG: "ja_JP.UTF-8" })).to.equal("en");
    expect(chooseLanguage(["preview", "--lang=ja"], { LANG: "C" })).to.equal("ja");
    expect(chooseLanguage(["preview"], { KIJUN_LANG: "ja", LANG: "en_US.UTF-8" })).to.equal("ja");
  });

  it("takes the locale that counts when several variables disagree", () => {
    expect(chooseLanguage([], { LC_ALL: "C", LANG: "ja_JP.UTF-8" })).to.equal("en");
    expect(chooseLanguage([], { LC_ALL: "", LANG: "ja_JP.UTF-8" })).to.equal("ja");
  });

  it("speaks English where nothing says otherwise", () => {
    expect(chooseLanguage(["--lang"], { KIJUN_LANG: "fr" })).to.equal("en");
  });
});
