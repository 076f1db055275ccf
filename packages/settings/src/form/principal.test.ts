import { expect } from "chai";
import fc from "fast-check";

import { principal, principalOfName, principalOfSid, principalReference } from "./principal.js";

const MACHINE = "S-1-5-21-1-2-3";
const local = new Map([
  [`${MACHINE}-500`, "Kanrisha"],
  [`${MACHINE}-1001`, "Gyomu"],
  [`${MACHINE}-1002`, "Users"],
  [`${MACHINE}-1500`, "業務ＡＰ"],
]);

describe("a declared principal", () => {
  it("has one text for its word, its SID, and either in another case", () => {
    for (const text of ["administrators", "Administrators", "S-1-5-32-544", "s-1-5-32-544"])
      expect(principal.parse(text)).to.equal("administrators");
    expect(principal.parse("Gyomu")).to.equal("gyomu");
    expect(principal.parse("s-1-5-21-1-2-3-512")).to.equal("S-1-5-21-1-2-3-512");
  });

  it("is refused by a name that has a word, with a domain, or that no account can have", () => {
    const fault = (text: string) => principal.safeParse(text).error?.issues[0]?.message;
    expect(fault("Remote Desktop Users")).to.equal("is declared by its word: remote-desktop-users");
    expect(fault("IIS_IUSRS")).to.equal("is declared by its word: iis-iusrs");
    expect(fault("DefaultAccount")).to.equal("is declared by its word: default-account");
    expect(fault("CITY\\Domain Admins")).to.include("by its SID");
    expect(fault("Absent")).to.equal('means something else here; right is ".\\\\Absent"');
    for (const text of ["", "a:b", "*-500", "..", "a,b"]) expect(fault(text), text).to.include("must be the name");
  });

  it("keeps its text when it is declared again", () => {
    const texts = fc.oneof(
      fc.constantFrom("Guest", ".\\Batch", ".\\gyomu", "S-1-5-11", "S-1-5-21-9-9-9-500"),
      fc.stringMatching(/^[a-zA-Zあ]{1,12}$/),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const first = principal.safeParse(text).data;
        if (first !== undefined) expect(principal.parse(first)).to.equal(first);
      }),
    );
  });
});

describe("a principal of a machine", () => {
  it("is its word whatever the account is called, else its name in lower case", () => {
    expect(principalOfSid("S-1-5-32-555", local)).to.equal("remote-desktop-users");
    expect(principalOfSid(`${MACHINE}-500`, local)).to.equal("administrator");
    expect(principalOfSid(`${MACHINE}-1500`, local)).to.equal("業務ａｐ");
    expect(principalOfName("GYOMU", local)).to.equal("gyomu");
    expect(principalOfName("kanrisha", local)).to.equal("administrator");
  });

  it("is its name behind a dot and a backslash where the name is a word that means another", () => {
    expect(principalOfSid(`${MACHINE}-1002`, local)).to.equal(".\\users");
    expect(principal.parse(".\\Users")).to.equal(".\\users");
    expect(principal.parse(".\\Gyomu")).to.equal("gyomu");
    expect(principalReference(".\\users")).to.equal("users");
  });

  it("is its SID where nobody of the machine has it", () => {
    expect(principalOfSid("S-1-5-21-9-9-9-500", local)).to.equal("S-1-5-21-9-9-9-500");
    expect(principalOfSid("S-1-5-21-9-9-9-1002", local)).to.equal("S-1-5-21-9-9-9-1002");
  });

  it("is no word when only a name that the machine does not know says so", () => {
    expect(principalOfName("Administrators", local)).to.equal("unknown:administrators");
    expect(principalOfName("absent", local)).to.equal("unknown:absent");
    expect(principalOfName("CITY\\Operator", local)).to.equal("city\\operator");
  });
});

describe("principalReference", () => {
  it("tells Windows by SID, by the end of a SID, or by name", () => {
    expect(["administrators", "guest", "gyomu", "S-1-5-21-1-2-3-4"].map(principalReference)).to.deep.equal([
      "S-1-5-32-544",
      "*-501",
      "gyomu",
      "S-1-5-21-1-2-3-4",
    ]);
  });
});
