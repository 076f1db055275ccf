import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { buildBootstrap, parseBootstrap } from "./bootstrap.js";
import { encodeFrameLines, encodeRequest, REQUEST_PREFIX } from "./frames.js";
import { EngineProcess, findEngine, PENDING_NOTE } from "./powershell-engine.fixture.test.js";

const TOKEN = "0123456789abcdef";

const SCRIPT = `
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$counter = 0
Write-Output 'loaded'
function Invoke-SessionRequest([string]$Method, [object]$Params) {
  switch ($Method) {
    'echo' { if ($null -eq $Params) { return 'null' }; return ConvertTo-Json -InputObject $Params -Depth 20 -Compress }
    'count' { $script:counter++; return [string]$script:counter }
    'fail' { throw 'the area cannot be read' }
    'noisy' { Write-Host 'host text'; Write-Warning 'a warning'; 'a stray line'; 42; Write-Error 'a soft error' -ErrorAction Continue; return '{"noisy":true}' }
    'nothing' { return }
    'large' { return ConvertTo-Json -Compress -InputObject ([string]::Concat((1..$Params.kilobytes | ForEach-Object { [guid]::NewGuid().ToString('N') * 32 }))) }
    'progress' { Write-SessionProgress @{ done = 1; of = 2 }; Write-SessionProgress @{ done = 2; of = 2 }; return 'true' }
    default { throw "unknown $Method" }
  }
}
`;

describe("bootstrap command line", () => {
  it("stays below the limit of cmd.exe and names its token again", () => {
    const line = buildBootstrap(TOKEN);
    expect(line.length).to.be.lessThan(8000);
    expect(line).to.match(
      /^powershell\.exe -NoProfile -NonInteractive -ExecutionPolicy Bypass -OutputFormat Text -EncodedCommand [A-Za-z0-9+/=]+$/u,
    );
    expect(parseBootstrap(line)).to.deep.equal({ token: TOKEN });
  });

  it("is not recognised in other commands, and takes no other token", () => {
    expect(parseBootstrap("ipconfig /all")).to.equal(undefined);
    expect(parseBootstrap(buildBootstrap(TOKEN).slice(0, -8))).to.equal(undefined);
    expect(() => buildBootstrap("'; Remove-Item C:\\")).to.throw(RangeError);
  });
});

describe(`bootstrap on a PowerShell engine${PENDING_NOTE}`, function () {
  const engine = findEngine();
  let session: EngineProcess;

  before(function () {
    if (engine === undefined) this.skip();
    this.timeout(60_000);
    session = new EngineProcess(engine);
    session.write(
      Buffer.concat([encodeRequest(0, { script: SCRIPT }), encodeRequest(1, { method: "echo", params: null })]),
    );
    return session.answer(1);
  });

  after(async () => {
    if (engine === undefined) return;
    session.process.stdin.end();
    expect(await session.exit).to.equal(0);
  });

  let id = 1;
  const request = async (method: string, params: unknown = {}): Promise<{ kind?: string; payload: unknown }> => {
    id += 1;
    session.write(encodeRequest(id, { method, params }));
    return session.answer(id);
  };

  it("answers the first request while stdin is still open, and not the script", () => {
    expect(session.answers[0]).to.deep.equal({ id: 1, kind: "result", payload: null });
    expect(session.stray).to.include("loaded");
  });

  it("carries Japanese text, arrays of one element, nesting and empty things both ways", async () => {
    const value = {
      名前: "住基ネット統合端末 ①髙﨑",
      one: ["一"],
      none: [],
      nothing: null,
      nested: [[1, [2, { a: "\u{20bb7}" }]]],
      n: 1.5,
      yes: true,
    };
    expect((await request("echo", value)).payload).to.deep.equal(value);
    expect((await request("echo", ["only"])).payload).to.deep.equal(["only"]);
  });

  it("keeps the script's state between requests", async () => {
    expect((await request("count")).payload).to.equal(1);
    expect((await request("count")).payload).to.equal(2);
  });

  it("answers a thrown error with its message, id and script stack, and goes on", async () => {
    const { kind, payload } = await request("fail");
    expect(kind).to.equal("error");
    expect(payload).to.include({ message: "the area cannot be read", errorId: "the area cannot be read" });
    expect((payload as { scriptStackTrace: string }).scriptStackTrace).to.match(/Invoke-SessionRequest/u);
    expect((await request("nothing")).payload).to.include({ message: "Invoke-SessionRequest returned no JSON text." });
    expect((await request("echo", [1])).payload).to.deep.equal([1]);
  });

  it("keeps output of other streams out of the answer", async () => {
    const before = session.stray.length;
    expect((await request("noisy")).payload).to.deep.equal({ noisy: true });
    const stray = session.stray.slice(before).join("\n");
    for (const text of ["host text", "a warning", "a stray line", "42", "a soft error"]) expect(stray).to.include(text);
  });

  it("sends progress before the answer", async () => {
    await request("progress");
    const progress = session.answers.filter((answer) => answer.id === id && answer.kind === "progress");
    expect(progress.map((answer) => answer.payload)).to.deep.equal([
      { done: 1, of: 2 },
      { done: 2, of: 2 },
    ]);
  });

  it("returns an answer of 2 MB in several parts", async function () {
    this.timeout(60_000);
    const { payload } = await request("large", { kilobytes: 2048 });
    expect((payload as string).length).to.equal(2 * 1024 * 1024);
  });

  it("takes a request of several parts and drops parts that come twice", async () => {
    id += 1;
    const text = Array.from({ length: 3000 }, (_, index) => Math.sin(index).toString(36)).join();
    const lines = encodeFrameLines({ prefix: REQUEST_PREFIX, id }, { method: "echo", params: text }, 7000);
    expect(lines.length).to.be.greaterThan(2);
    const doubled = lines.flatMap((line, index) => (index === 1 ? [lines[0], line, line] : [line]));
    session.write(Buffer.from([...doubled, ...lines, ""].join("\r\n")));
    expect((await session.answer(id)).payload).to.equal(text);
    await request("echo", 1);
    expect(session.answers.filter((answer) => answer.id === id - 1)).to.have.length(1);
  });

  it("answers a gap and a wrong checksum with an error, and goes on", async () => {
    const lines = encodeFrameLines({ prefix: REQUEST_PREFIX, id: ++id }, { method: "echo", params: SCRIPT }, 200);
    session.write(Buffer.from(`${lines[0]}\r\n${lines[2]}\r\n${lines[3]}\r\n`));
    expect((await session.answer(id)).payload).to.include({
      message: "A part of the request is missing.",
      errorId: "FrameDamaged",
    });
    const [line = ""] = encodeFrameLines({ prefix: REQUEST_PREFIX, id: ++id }, { method: "echo", params: 1 });
    session.write(Buffer.from(`${line.replace(/ [0-9a-f]{8} /u, " 00000000 ")}\r\n`));
    expect((await session.answer(id)).payload).to.include({ message: "The checksum of a part is wrong." });
    expect((await request("echo", 7)).payload).to.equal(7);
  });

  it("reports a script that does not load under id 0", async function () {
    this.timeout(60_000);
    const broken = new EngineProcess(engine as string);
    broken.write(
      Buffer.concat([encodeRequest(0, { script: "function {" }), encodeRequest(1, { method: "echo", params: null })]),
    );
    expect((await broken.answer(0)).kind).to.equal("error");
    expect((await broken.answer(1)).payload)
      .to.have.property("message")
      .that.matches(/Invoke-SessionRequest/u);
    broken.process.stdin.end();
    await broken.exit;
  });

  it("uses nothing that Windows PowerShell 5.1 lacks", function () {
    const lint = join(dirname(engine as string), "pwsh-lint51");
    const folder = mkdtempSync(join(tmpdir(), "bootstrap-"));
    const file = join(folder, "bootstrap.ps1");
    const encoded = buildBootstrap(TOKEN).split(" ").at(-1) ?? "";
    writeFileSync(file, `\ufeff${Buffer.from(encoded, "base64").toString("utf16le")}`);
    const run = spawnSync(lint, ["--allow", "Invoke-SessionRequest", file], { encoding: "utf8" });
    rmSync(folder, { recursive: true });
    if (run.error !== undefined) this.skip();
    expect(run.stdout + run.stderr).to.equal("");
    expect(run.status).to.equal(0);
  });
});
