import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { KijunError } from "@kijun/core";
import { expect } from "chai";

import { resolveCredential } from "./resolve-credential.js";

const CANARY = "canary-value";

describe("resolveCredential", () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "kijun-credentials-"));
    path = join(folder, "credentials.json");
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const write = (content: unknown, mode = 0o600): void => {
    const text = typeof content === "string" ? content : JSON.stringify(content);
    writeFileSync(path, text, { mode });
  };

  async function passwordOf(entry: object, environment: NodeJS.ProcessEnv = {}): Promise<string> {
    write({ admin: { username: "operator", ...entry } });
    const credential = await resolveCredential("admin", { ...environment, KIJUN_CREDENTIALS: path });
    return credential.password.reveal();
  }

  /** Text of the CREDENTIAL_MISSING error that has to come; it names file and reference and repeats no secret. */
  async function refusal(environment: NodeJS.ProcessEnv = {}, reference = "admin"): Promise<string> {
    try {
      await resolveCredential(reference, { ...environment, KIJUN_CREDENTIALS: path });
    } catch (error) {
      if (!(error instanceof KijunError) || error.code !== "CREDENTIAL_MISSING") throw error;
      const text = `${error.message} | ${error.hint}`;
      expect(text).to.include(path).and.to.include(`"${reference}"`).and.not.to.include(CANARY);
      return text;
    }
    throw new Error("the credential was resolved");
  }

  async function refusalOf(entry: object, environment: NodeJS.ProcessEnv = {}): Promise<string> {
    write({ admin: { username: "operator", ...entry } });
    return refusal(environment);
  }

  it("finds an account by its reference and keeps the password out of every text", async () => {
    write({ admin: { username: "operator", password: CANARY, domain: "CORP" } });
    const credential = await resolveCredential("admin", { KIJUN_CREDENTIALS: path });
    expect(credential).to.include({ username: "operator", domain: "CORP" });
    expect(credential.password.reveal()).to.equal(CANARY);
    expect(`${JSON.stringify(credential)} ${String(credential.password)}`).to.not.include(CANARY);
  });

  it("says what to set when no file is named", async () => {
    const error: unknown = await resolveCredential("admin", {}).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(KijunError).with.property("message").that.includes("no credential file is named");
  });

  it("refuses a file that is missing, is none, or that others can read", async () => {
    expect(await refusal()).to.include("does not exist");
    mkdirSync(path);
    expect(await refusal()).to.include("is not an ordinary file");
    rmSync(path, { recursive: true });
    if (process.platform === "win32") return;
    write({ admin: { username: "a", password: CANARY } }, 0o640);
    expect(await refusal())
      .to.include("can be read by others")
      .and.to.include("chmod 600");
  });

  it("does not repeat the content of a damaged file or entry", async () => {
    write(`{"admin": {"username": "operator", "password": "${CANARY}"`);
    expect(await refusal()).to.include("is not JSON");
    write([CANARY]);
    expect(await refusal()).to.include("not a JSON object");
    expect(await refusalOf({ pasword: CANARY }))
      .to.include("the entry is not valid")
      .and.to.include("pasword");
    expect(await refusalOf({ password: [CANARY] })).to.include("admin.password");
    writeFileSync(path, Buffer.from(`\uFEFF{"a":"${CANARY}"}`, "utf16le"));
    expect(await refusal()).to.include("is not UTF-8 text");
  });

  it("names the reference that the file does not hold, also one that every object has", async () => {
    write({ other: { username: "a", password: CANARY } });
    expect(await refusal()).to.include("no credential of that name");
    expect(await refusal({}, "constructor")).to.include("no credential of that name");
  });

  it("judges only the entry that is asked for", async () => {
    write({ broken: 7, admin: { username: "a", password: CANARY } });
    expect((await resolveCredential("admin", { KIJUN_CREDENTIALS: path })).username).to.equal("a");
  });

  it("wants exactly one place for the password", async () => {
    expect(await refusalOf({})).to.include("names 0 places");
    expect(await refusalOf({ password: CANARY, environment: "X" })).to.include("names 2 places");
  });

  it("refuses a domain inside the user name, which would count as an account of every machine", async () => {
    expect(await refusalOf({ username: "CORP\\operator", password: CANARY })).to.include('"domain"');
    expect(await refusalOf({ username: "a@corp.example", domain: "CORP", password: CANARY })).to.include("realm");
  });

  it("takes a password from a variable", async () => {
    expect(await passwordOf({ environment: "FLEET_PASSWORD" }, { FLEET_PASSWORD: CANARY })).to.equal(CANARY);
    expect(await refusalOf({ environment: "FLEET_PASSWORD" })).to.include("variable FLEET_PASSWORD is not set");
    expect(await refusalOf({ environment: "FLEET_PASSWORD" }, { FLEET_PASSWORD: "" })).to.include("empty password");
  });

  it("takes a password from a protected file of one line, named from the credential file", async () => {
    const secret = join(folder, "secret.txt");
    for (const content of [CANARY, `${CANARY}\n`, `\uFEFF${CANARY}\r\n`]) {
      writeFileSync(secret, content, { mode: 0o600 });
      expect(await passwordOf({ file: "secret.txt" })).to.equal(CANARY);
    }
    writeFileSync(secret, `${CANARY}\n${CANARY}\n`);
    expect(await refusalOf({ file: secret })).to.include(`${secret} holds more than one line`);
    writeFileSync(secret, "");
    expect(await refusalOf({ file: secret })).to.include("empty password");
    rmSync(secret);
    expect(await refusalOf({ file: secret })).to.include(`${secret} does not exist`);
    if (process.platform === "win32") return;
    writeFileSync(secret, CANARY);
    chmodSync(secret, 0o604);
    expect(await refusalOf({ file: secret })).to.include(`${secret} can be read by others`);
  });

  it("resolves each reference once per process, a failed one too", async () => {
    const environment = { KIJUN_CREDENTIALS: path };
    const first: unknown = await resolveCredential("admin", environment).catch((error: unknown) => error);
    write({ admin: { username: "a", password: CANARY } });
    expect(await resolveCredential("admin", environment).catch((error: unknown) => error)).to.equal(first);
    const other = { KIJUN_CREDENTIALS: path };
    expect(await resolveCredential("admin", other)).to.equal(await resolveCredential("admin", other));
  });
});
