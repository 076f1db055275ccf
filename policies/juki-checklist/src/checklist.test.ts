import { itemsByArea } from "@kijun/core";
import type { HostRole } from "@kijun/core";
import type { JudgedItem, MeasuredPart } from "@kijun/checklist";
import { settingAreas } from "@kijun/settings";
import { expect } from "chai";

import { checklist } from "./checklist.js";
import { DOCUMENT_ROWS } from "./document-words.fixture.test.js";

const ROLES: { readonly [section: string]: HostRole } = {
  端末: "terminal",
  CS: "communication-server",
  AD: "active-directory-server",
};

/** Areas of the design that are declared, compared and applied, as far as they bear on an item. */
const MANAGED_AREAS = [
  ...["firewall-profile", "firewall-rules", "account-lockout", "password-policy", "audit-policy", "event-log"],
  ...["screen-saver", "local-accounts", "local-groups", "shares", "services", "scheduled-tasks", "autorun"],
  ...["network-adapter", "hosts-file", "removable-media", "defender", "yarai", "access-restriction"],
  ...["encryption-tool", "oracle-connection-restriction"],
];

/** Areas of the design that are only observed on live machines. */
const OBSERVED_AREAS = [
  ...["installed-software", "devices", "listening-ports", "logon-failures", "malware-detections", "processes"],
  "specified-password",
];

type Machines = Readonly<Record<HostRole, number>>;

function sum(machines: Machines, count: (item: JudgedItem) => number): number {
  return checklist.reduce((total, item) => total + machines[item.role] * count(item), 0);
}

describe("checklist", () => {
  it("has the rows of the document, in its words and its order", () => {
    expect(checklist.map(({ id, title, requirement }) => `${id} ${title} ${requirement}`)).to.deep.equal(DOCUMENT_ROWS);
  });

  it("asks of each machine what the document asks of its kind", () => {
    for (const { id, role } of checklist) expect(ROLES[id.replace(/\d+$/, "")], id).to.equal(role);
  });

  it("holds the 39 items of the document, 28 without the retired AD servers", () => {
    expect(checklist).to.have.length(39);
    expect(checklist.filter(({ role }) => role !== "active-directory-server")).to.have.length(28);
  });

  it("leaves exactly the items that a person answers on the spot without an area", () => {
    const physical = checklist.filter(({ areas }) => areas.length === 0).map(({ id }) => id);
    expect(physical).to.deep.equal(["端末12", "端末13", "端末15", "CS12", "AD10"]);
  });

  it("names only areas of the design, each at most once per item", () => {
    for (const { id, areas } of checklist) {
      expect([...MANAGED_AREAS, ...OBSERVED_AREAS], id).to.include.members([...areas]);
      expect(new Set(areas).size, id).to.equal(areas.length);
    }
  });

  it("lets a declaration answer 29 of the 39 items, each by a statement that rests on a managed area", () => {
    const managed = new Set(settingAreas.map(({ id }) => id));
    const declarable = checklist.filter(({ parts }) =>
      parts.some((part) => part.kind !== "attested" && part.answeredByDeclaration),
    );
    expect(declarable).to.have.length(29);
    for (const { id, parts } of checklist)
      for (const part of parts.filter(({ kind }) => kind !== "attested") as MeasuredPart[])
        expect(
          part.areas.some((area) => managed.has(area)),
          id,
        ).to.equal(part.answeredByDeclaration);
  });

  it("makes two statements in 端末2, 端末6, CS5 and AD5, and one in every other item", () => {
    expect(checklist.filter(({ parts }) => parts.length > 1).map(({ id }) => id)).to.deep.equal([
      ...["端末2", "端末6", "CS5", "AD5"],
    ]);
    for (const { id, parts } of checklist)
      expect(new Set(parts.map((part) => part.id)).size, id).to.equal(parts.length);
  });

  it("asks for 1,953 answers before the refresh, and after it for 1,976 by 2,238 statements", () => {
    const rows = (machines: Machines): number => sum(machines, () => 1);
    const before = { terminal: 127, "communication-server": 2, "active-directory-server": 2 };
    const after = { terminal: 130, "communication-server": 2, "active-directory-server": 0 };
    expect(rows(before)).to.equal(1953);
    expect(rows(after)).to.equal(1976);
    expect(sum(after, ({ parts }) => parts.length)).to.equal(2238);
  });

  it("says in both languages what each statement is about, what to do about a failure, and what a person confirms", () => {
    for (const { id, parts } of checklist)
      for (const part of parts) {
        const texts = [part.title, part.remediation, ...(part.kind === "attested" ? [part.question] : [])];
        for (const { ja, en } of texts) {
          expect(ja, id).to.match(/[\u3040-\u30ff\u4e00-\u9fff]/);
          expect(en, id).to.match(/^[\x20-\x7e]+$/);
        }
        // A question would leave open whether ○ is yes or in order.
        if (part.kind === "attested") expect(part.question.ja, id).to.match(/こと。$/);
      }
  });

  it("keeps ids unique", () => {
    expect(new Set(checklist.map(({ id }) => id)).size).to.equal(checklist.length);
  });
});

describe("itemsByArea", () => {
  it("gives an area the items of one role only", () => {
    expect(itemsByArea(checklist, "terminal")["firewall-rules"]).to.deep.equal(["端末2"]);
    expect(itemsByArea(checklist, "communication-server")["firewall-rules"]).to.deep.equal(["CS1", "CS10"]);
    expect(itemsByArea(checklist, "active-directory-server")["firewall-rules"]).to.deep.equal(["AD1"]);
  });

  it("knows no lockout and no screen saver on servers, as the document asks about them on terminals only", () => {
    expect(itemsByArea(checklist, "terminal")).to.deep.include({
      "account-lockout": ["端末7"],
      "screen-saver": ["端末14"],
    });
    expect(itemsByArea(checklist, "communication-server")).to.not.have.any.keys("account-lockout", "screen-saver");
  });

  it("covers every item that an area bears on", () => {
    for (const role of Object.values(ROLES)) {
      const covered = new Set(Object.values(itemsByArea(checklist, role)).flat());
      const measurable = checklist.filter((item) => item.role === role && item.areas.length > 0);
      expect([...covered].sort()).to.deep.equal(measurable.map(({ id }) => id).sort());
    }
  });

  it("answers 34 of the 39 items from settings or observations, 24 without the AD servers", () => {
    const count = (roles: readonly HostRole[]): number =>
      roles.reduce((sum, role) => sum + new Set(Object.values(itemsByArea(checklist, role)).flat()).size, 0);
    expect(count(["terminal", "communication-server", "active-directory-server"])).to.equal(34);
    expect(count(["terminal", "communication-server"])).to.equal(24);
  });
});
