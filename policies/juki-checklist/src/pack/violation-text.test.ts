import { compileSettings } from "@kijun/settings";
import { expect } from "chai";

import { violationText } from "./violation-text.js";

describe("the text of a violation", () => {
  const machine = {
    host: { name: "KITA-T001" },
    hostClass: { id: "terminal-a", role: "terminal" },
    settings: compileSettings({}, "baselines/a.ts", "", []),
    expectations: compileSettings({}, "baselines/a.ts", "", []),
  } as const;
  const place = { area: "shares", path: "Himitsu" };
  const english = (observed: { live?: string; wanted?: string; reason?: { ja: string; en: string } }): string => {
    const text = violationText({ id: "端末4", title: "フォルダ共有の確認" }, machine, [{ ...place, ...observed }]);
    return text.split("\n")[1]?.replace("端末4 フォルダ共有の確認 (terminal-a): ", "") ?? "";
  };

  it("names the value, and the declared one where it is another and not that there is none", () => {
    expect(english({ live: "path c:\\a", wanted: "path c:\\b" })).to.equal(
      'shares.Himitsu = "path c:\\\\a": declared path c:\\b [baselines/a.ts]',
    );
    expect(english({ live: "path c:\\a", wanted: "absent" })).to.equal(
      'shares.Himitsu = "path c:\\\\a" [baselines/a.ts]',
    );
    expect(english({ live: "same", wanted: "same" })).to.equal('shares.Himitsu = "same" [baselines/a.ts]');
    expect(english({ wanted: "other" })).to.equal("shares.Himitsu: declared other [baselines/a.ts]");
  });

  it("says before it what would be right", () => {
    const reason = { ja: "不要", en: "nobody needs it" };
    expect(english({ live: "a", reason })).to.equal('shares.Himitsu = "a": nobody needs it [baselines/a.ts]');
    expect(english({ live: "a", wanted: "b", reason })).to.include(": nobody needs it, declared b [");
  });
});
