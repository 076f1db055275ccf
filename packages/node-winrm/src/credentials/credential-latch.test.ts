import { fork } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { accountOf, authorityOf, logonNames, type Credential } from "./credential.js";
import { CredentialLatch } from "./credential-latch.js";
import { Secret } from "./secret.js";

const PASSWORD = "the rejected one";
const account = (change: Partial<Credential> = {}): Credential => ({
  username: "Admin",
  domain: "corp",
  password: new Secret(PASSWORD),
  scheme: "ntlm",
  ...change,
});

describe("CredentialLatch", () => {
  let folder: string;
  let latch: CredentialLatch;
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), "latch-")), "made", "on", "demand");
    latch = new CredentialLatch(folder);
  });
  afterEach(() => {
    rmSync(join(folder, "../../.."), { recursive: true });
  });

  it("holds a rejected credential back, for every process that looks, and says when and how to release it", () => {
    latch.assertUsable("corp", account());
    latch.reject("corp", account(), new Date("2026-11-26T01:02:03Z"));
    const again = (): void => {
      new CredentialLatch(folder).assertUsable("corp", account({ username: "ADMIN", domain: "CORP" }));
    };
    expect(again)
      .to.throw(/corp\\admin .* by corp at 2026-11-26T01:02:03\.000Z/u)
      .with.property("code", "WINRM_CREDENTIAL_LATCHED");
    expect(again).to.throw().with.property("hint").that.includes(latch.list()[0]?.id);
  });

  it("lets a changed password, another account and another authority pass", () => {
    latch.reject("corp", account());
    latch.assertUsable("corp", account({ password: new Secret("corrected") }));
    latch.assertUsable("corp", account({ username: "other" }));
    latch.assertUsable("host-1", account());
  });

  it("releases by credential and by id, and takes nothing else for an id", () => {
    const { id } = latch.reject("corp", account());
    expect(latch.release(id)).to.equal(true);
    latch.assertUsable("corp", account());
    latch.reject("corp", account());
    expect(latch.release("corp", account())).to.equal(true);
    expect(latch.release("corp", account())).to.equal(false);
    expect(latch.release("../latch.key")).to.equal(false);
    expect(latch.list()).to.deep.equal([]);
  });

  it("keeps its files to the owner and the password out of them", () => {
    latch.reject("corp", account());
    expect(statSync(folder).mode & 0o777).to.equal(0o700);
    for (const name of readdirSync(folder)) {
      expect(statSync(join(folder, name)).mode & 0o777).to.equal(0o600);
      expect(readFileSync(join(folder, name), "utf8")).not.to.include(PASSWORD);
    }
    expect(latch.list()[0]).to.include({ authority: "corp", account: "corp\\admin" });
  });

  it("still latches by a damaged entry", () => {
    const { id } = latch.reject("corp", account());
    writeFileSync(join(folder, id), "{");
    expect(() => {
      latch.assertUsable("corp", account());
    }).to.throw(/unknown/u);
  });

  it("agrees on one key and one entry when several processes start at once", async () => {
    const module = new URL("./credential-latch.js", import.meta.url).href;
    const code = `import { CredentialLatch } from ${JSON.stringify(module)};
      const credential = { username: "u", domain: "d", password: { reveal: () => "p" }, scheme: "ntlm" };
      process.send(new CredentialLatch(process.argv[2]).reject("d", credential).id); process.disconnect();`;
    const script = join(folder, "../reject.mjs");
    latch.list();
    latch.reject("x", account());
    writeFileSync(script, code);
    rmSync(folder, { recursive: true });
    const ids = await Promise.all(
      Array.from(
        { length: 4 },
        () => new Promise((resolve, reject) => fork(script, [folder]).once("message", resolve).once("error", reject)),
      ),
    );
    expect(new Set(ids).size).to.equal(1);
    expect(latch.list()).to.have.length(1);
    expect(readdirSync(folder)).to.have.length(2);
  });
});

describe("credential names", () => {
  it("give the domain, the realm or the machine as authority", () => {
    const endpoint = { host: "Host-1" };
    expect(authorityOf(endpoint, account())).to.equal("corp");
    expect(authorityOf(endpoint, account({ domain: "" }))).to.equal("host-1");
    expect(authorityOf(endpoint, account({ domain: "." }))).to.equal("host-1");
    expect(authorityOf(endpoint, account({ domain: "", username: "a@Corp.Example" }))).to.equal("corp.example");
  });

  it("send a NetBIOS domain in capitals and a DNS domain as it is", () => {
    expect(logonNames(account())).to.deep.equal({ user: "Admin", domain: "CORP" });
    expect(logonNames(account({ domain: "corp.example" })).domain).to.equal("corp.example");
    expect(accountOf(account({ domain: "." }))).to.equal("admin");
  });
});
