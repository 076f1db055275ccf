import { expect } from "chai";

import { formatNetwork, isInNetwork, parseNetwork } from "./ip-network.js";

function normal(text: string): string | undefined {
  const network = parseNetwork(text);
  return network === undefined ? undefined : formatNetwork(network);
}

function isIn(address: string, text: string): boolean | undefined {
  const network = parseNetwork(text);
  return network === undefined ? undefined : isInNetwork(address, network);
}

describe("networks", () => {
  it("have one text whatever their host bits", () => {
    expect(["10.1.2.3/16", "192.0.2.7", "192.0.2.7/32", "2001:DB8:0::1/32", "0.0.0.0/0"].map(normal)).to.deep.equal([
      "10.1.0.0/16",
      "192.0.2.7",
      "192.0.2.7",
      "2001:db8::/32",
      "0.0.0.0/0",
    ]);
  });

  it("hold the addresses of their own family alone", () => {
    expect(isIn("10.1.255.255", "10.1.0.0/16")).to.equal(true);
    expect(isIn("10.2.0.0", "10.1.0.0/16")).to.equal(false);
    expect(isIn("::1", "0.0.0.0/0")).to.equal(false);
    expect(isIn("SEAT-1", "0.0.0.0/0")).to.equal(false);
    expect(isIn("fe80::9", "fe80::/10")).to.equal(true);
  });

  it("are refused where they are none", () => {
    expect(["10.1.0.0/33", "10.1.0/16", "::/129", "seat", ""].map(normal)).to.deep.equal(Array(5).fill(undefined));
  });
});
