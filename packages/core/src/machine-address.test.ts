import { expect } from "chai";

import { isMachineAddress } from "./machine-address.js";

describe("isMachineAddress", () => {
  it("takes IP addresses and DNS names", () => {
    for (const address of ["10.1.2.3", "fe80::1", "2001:db8::1", "cs1", "KITA-T001.city.example", "a_b.example."])
      expect(isMachineAddress(address), address).to.equal(true);
  });

  it("takes neither an empty text, a port, words, nor what only looks like an IPv4 address", () => {
    for (const address of [
      "",
      " ",
      "10.1.2.300",
      "10.1.2",
      "cs1:5985",
      "http://cs1",
      "none for seat 14",
      "a..b",
      "c\ns",
    ])
      expect(isMachineAddress(address), address).to.equal(false);
  });
});
