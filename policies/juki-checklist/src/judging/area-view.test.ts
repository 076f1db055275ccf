import type { CanonicalAreaOrReserved } from "@kijun/core";
import { expect } from "chai";

import { entryOf, overAreas } from "./area-view.js";
import { unchanged } from "./unchanged.js";

describe("a part over areas", () => {
  const area = "account-lockout";
  const part = overAreas({ [area]: [unchanged] });
  const declared = { [area]: { thresholdAttempts: 5 } };
  const judge = (
    held: Readonly<Record<string, CanonicalAreaOrReserved>>,
    wanted: Partial<typeof declared> = declared,
  ) => part.judge({ host: "KITA-T001", role: "terminal", parameters: {}, isLive: true, held, declared: { ...wanted } });

  it("rests on them, and on no area that there is not", () => {
    expect(part.areas).to.deep.equal([area]);
    expect(() => overAreas({ "account-lokout": [] })).to.throw(TypeError, "no setting area has the id account-lokout");
  });

  it("says of an area as a whole why it cannot be judged", () => {
    const why = (reason: { ja: string; en: string }, live?: string) => [
      { outcome: "error", area, path: "", ...(live === undefined ? {} : { live }), reason },
    ];
    expect(judge({})).to.deep.equal(why({ ja: "読み取っていない", en: "it was not read" }));
    expect(judge({ [area]: "unreadable: ACCESS_DENIED" })).to.deep.equal(
      why({ ja: "読み取れない: ACCESS_DENIED", en: "could not be read: ACCESS_DENIED" }, "unreadable: ACCESS_DENIED"),
    );
    expect(judge({ [area]: "absent" })).to.deep.equal(why({ ja: "機器に無い", en: "the machine has none" }, "absent"));
    expect(judge(declared, {})).to.deep.equal(
      why({ ja: "基準に宣言がない", en: "the baseline declares nothing of it" }),
    );
  });
});

describe("an entry of an area", () => {
  it("has its declared form", () => {
    expect(entryOf("shares", "Renkei", "path d:\\renkei")).to.deep.include({ path: "d:\\renkei" });
  });

  it("has none where there is no entry, and where nobody can declare what its line says", () => {
    expect(entryOf("shares", "Renkei", "absent")).to.equal(undefined);
    expect(entryOf("shares", "Renkei", "what is this")).to.equal(undefined);
  });
});
