import {
  declaredAt,
  entriesOf,
  hostsInService,
  isDocumentationAddress,
  resolveProvenance,
  sourceFile,
} from "@kijun/core";
import { compileFleet } from "@kijun/provider/fleet";
import { expect } from "chai";

import { seatAddress } from "./sapporo-addresses.js";
import { fleet } from "./sapporo-fleet.js";

const BEFORE = "2025-04-01";
const BETWEEN = "2025-06-01";
const AFTER = "2025-07-01";

/** The table of 別紙1 §1(1): ＣＳ, then D588/T, D588/C, D7010/E; of 篠路出張所 the machines that the refresh brings. */
const DOCUMENT: { readonly [site: string]: readonly [number, number, number, number] } = {
  市役所2階住民情報課: [0, 2, 0, 0],
  中央区役所仮庁舎戸籍住民課: [0, 5, 6, 0],
  北区役所戸籍住民課: [0, 6, 7, 0],
  東区役所戸籍住民課: [0, 5, 7, 0],
  白石区役所戸籍住民課: [0, 5, 4, 0],
  厚別区役所戸籍住民課: [0, 4, 6, 0],
  豊平区役所戸籍住民課: [0, 5, 4, 0],
  清田区役所戸籍住民課: [0, 4, 6, 0],
  南区役所戸籍住民課: [0, 4, 6, 0],
  西区役所戸籍住民課: [0, 5, 3, 0],
  手稲区役所戸籍住民課: [0, 4, 6, 0],
  大通証明ｻｰﾋﾞｽｺｰﾅｰ: [0, 2, 0, 0],
  マイナンバーカードセンター: [0, 0, 0, 9],
  札幌市証明郵送センター: [0, 1, 0, 0],
  菊水分庁舎システム管理課: [2, 1, 0, 0],
  中央市税事務所: [0, 2, 0, 0],
  北部市税事務所: [0, 2, 0, 0],
  東部市税事務所: [0, 2, 0, 0],
  南部市税事務所: [0, 2, 0, 0],
  西部市税事務所: [0, 2, 0, 0],
  定山渓出張所: [0, 0, 0, 0],
  篠路出張所: [0, 0, 3, 0],
};
const NEW_SITE = "篠路出張所";

/** Machines in service on a day, counted by what `key` makes of them. */
function count(
  day: string,
  key: (host: { hostClass: string; site: string; role: string }) => string,
): Record<string, number> {
  const roles = new Map(fleet.classes.map(({ id, role }) => [id, role]));
  const counts: Record<string, number> = {};
  for (const host of hostsInService(fleet.hosts, day)) {
    const at = key({ ...host, role: roles.get(host.hostClass) ?? "" });
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}

function countAt(day: string, site: string): Record<string, number> {
  const id = fleet.sites.find(({ name }) => name === site)?.id;
  return count(day, (host) => (host.site === id ? host.hostClass : "elsewhere"));
}

describe("the machines of sapporo", () => {
  it("are 127 terminals of three models, 2 CS and 2 AD servers before the refresh", () => {
    expect(count(BEFORE, ({ hostClass }) => hostClass)).to.deep.equal({
      "terminal-d588t": 63,
      "terminal-d588c": 55,
      "terminal-d7010e": 9,
      "cs-rx2540m4": 2,
      "ad-rx1330m4": 2,
    });
  });

  it("are 130 terminals of one model and 2 CS after it", () => {
    expect(count(AFTER, ({ hostClass }) => hostClass)).to.deep.equal({ "terminal-d6012n": 130, "cs-rx2540m7": 2 });
  });

  it("are a mixture between, with every seat occupied once and the new CS in service", () => {
    const counts = count(BETWEEN, ({ hostClass }) => hostClass);
    expect(counts).to.include.keys(
      "terminal-d588t",
      "terminal-d588c",
      "terminal-d7010e",
      "terminal-d6012n",
      "ad-rx1330m4",
    );
    expect(counts).to.include({ "cs-rx2540m7": 2 }).and.not.have.property("cs-rx2540m4");
    expect(count(BETWEEN, ({ role }) => role)["terminal"]).to.equal(130);
  });

  it("stand where the document's table says before the refresh", () => {
    expect(fleet.sites.map(({ name }) => name)).to.deep.equal(Object.keys(DOCUMENT));
    for (const [site, [cs, ...models]] of Object.entries(DOCUMENT)) {
      const counts = countAt(BEFORE, site);
      const classes = ["cs-rx2540m4", "terminal-d588t", "terminal-d588c", "terminal-d7010e"];
      const expected = site === NEW_SITE ? [0, 0, 0, 0] : [cs, ...models];
      expect(
        classes.map((id) => counts[id] ?? 0),
        site,
      ).to.deep.equal(expected);
    }
  });

  it("stand at the same sites in the same number after it", () => {
    for (const [site, [cs, ...models]] of Object.entries(DOCUMENT)) {
      const counts = countAt(AFTER, site);
      const terminals = models.reduce((sum, model) => sum + model, 0);
      expect([counts["cs-rx2540m7"] ?? 0, counts["terminal-d6012n"] ?? 0], site).to.deep.equal([cs, terminals]);
    }
  });

  it("change on working days of May and June 2025", () => {
    const changes = fleet.hosts
      .flatMap(({ service }) => [service.from, service.until ?? ""])
      .filter((day) => day > BEFORE);
    for (const day of new Set(changes)) {
      expect(day).to.match(/^2025-0[56]-/);
      expect(new Date(day).getUTCDay(), day).to.be.within(1, 5);
    }
  });

  it("have documentation addresses only, each for one machine a day", () => {
    for (const { name, address } of fleet.hosts) expect(isDocumentationAddress(address), name).to.equal(true);
    for (const day of [BEFORE, BETWEEN, AFTER]) {
      const addresses = hostsInService(fleet.hosts, day).map(({ address }) => address);
      expect(new Set(addresses).size).to.equal(addresses.length);
    }
  });

  it("never run over into the address range of the next site", () => {
    expect(seatAddress(0, 13)).to.equal("198.51.100.14");
    expect(seatAddress(1, 1)).to.equal("198.51.100.18");
    expect(seatAddress(0, 14)).to.equal("none for seat 14: a site has 13");
  });

  it("have names of their own, also across the generations", () => {
    expect(new Set(fleet.hosts.map(({ name }) => name)).size).to.equal(fleet.hosts.length);
    for (const { name } of fleet.hosts) expect(name).to.match(/^[A-Z]{4}-(?:O?T\d{3}|O?CS\d|AD\d)$/);
  });
});

describe("the values of sapporo", () => {
  for (const hostClass of fleet.classes) {
    it(`say of ${hostClass.id} where each value comes from`, () => {
      const { values, declared } = resolveProvenance({ ...hostClass.settings, ...hostClass.expectations });
      const paths = leaves(values, "");
      expect(paths).to.not.be.empty;
      for (const path of paths) {
        const source = declaredAt(declared, path)?.provenance;
        expect(source, path).to.exist;
        expect(source?.reference, path).to.match(source?.kind === "assumed" ? /でしょうか|ください|ますか/ : /\S/);
      }
    });
  }

  it("declare every area of a terminal that its checklist items rest on", () => {
    const terminal = fleet.classes.find(({ id }) => id === "terminal-d6012n");
    expect(terminal?.settings).to.include.all.keys("firewallProfile", "firewallRules", "accountLockout", "screenSaver");
  });

  it("compile on every day of the refresh", () => {
    for (const day of [BEFORE, BETWEEN, AFTER]) {
      expect(compileFleet(fleet, day).length).to.equal(hostsInService(fleet.hosts, day).length);
    }
  });

  it("are at most 400 for one machine, which the engine carries for a whole fleet", () => {
    const machines = [BEFORE, AFTER].flatMap((day) => compileFleet(fleet, day));
    const counts = machines.map(({ settings }) =>
      Object.values(settings.areas).reduce((sum, area) => sum + entriesOf(area).length, 0),
    );
    expect(Math.max(...counts)).to.be.within(100, 400);
  });

  it("name the file in which they stand", () => {
    expect(fleet.classes.map(({ source }) => sourceFile(source))).to.satisfy((files: string[]) =>
      files.every((file) => file === "baselines/sapporo/src/sapporo-values.ts"),
    );
  });
});

function leaves(value: unknown, path: string): string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [path];
  return Object.entries(value).flatMap(([name, inner]) => leaves(inner, path === "" ? name : `${path}.${name}`));
}
