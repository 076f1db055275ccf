import { parseFiscalYear } from "@kijun/core";
import type { Host, HostRole } from "@kijun/core";
import { expect } from "chai";

import { attestationForm } from "./attestation-form.js";
import { ROLE_NAMES, sampleForm, sampleItem } from "./sheet-samples.fixture.test.js";

describe("the form of a site", () => {
  it("has a worksheet for each role, in the order of the checklist", () => {
    const { id, year, sections } = sampleForm(2);
    expect([id, year]).to.deep.equal(["R7-kita-ward", "R7"]);
    expect(sections.map(({ role, name, hosts }) => [role, name, hosts.map(({ host }) => host)])).to.deep.equal([
      ["terminal", "統合端末", ["KITA-T001", "KITA-T002"]],
      ["communication-server", "ＣＳ", ["KITA-CS1", "KITA-CS2"]],
    ]);
  });

  it("asks in the item's own words, and for a part of an item with its question too", () => {
    const words = sampleForm().sections.flatMap(({ parts }) => parts.map((part) => [part.heading, part.words]));
    expect(words).to.deep.equal([
      ["端末12", "端末12の確認\u3000端末12のとおりであること。"],
      ["端末13", "端末13の確認\u3000端末13のとおりであること。"],
      ["CS12/posted", "CS12の確認\u3000CS12のとおりであること。\u3000確認事項：postedを見ること。"],
      ["CS12/memo", "CS12の確認\u3000CS12のとおりであること。\u3000確認事項：memoを見ること。"],
    ]);
  });

  it("is none where nothing is attested, or nobody is there to be asked about", () => {
    const site = { id: "kita-ward", name: "北区役所戸籍住民課" };
    const content = { year: parseFiscalYear("R7"), site, roleName: (role: HostRole) => ROLE_NAMES[role] };
    const host: Host = { name: "A", hostClass: "a", site: site.id, address: "a", service: { from: "2025-01-01" } };
    const items = [sampleItem("端末12", "terminal", "posted")];
    const terminal = { host, role: "terminal" as const };
    expect(attestationForm({ ...content, machines: [terminal], items: [] })).to.equal(undefined);
    expect(attestationForm({ ...content, machines: [], items })).to.equal(undefined);
    expect(attestationForm({ ...content, machines: [{ host, role: "communication-server" }], items })).to.equal(
      undefined,
    );
    expect(attestationForm({ ...content, machines: [terminal], items })?.sections).to.have.length(1);
  });
});
