import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Http2Server, type ServerHttp2Session } from "node:http2";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { credentials } from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/language_grpc_pb.js";
import messages, { type RunResponse } from "@pulumi/pulumi/proto/language_pb.js";
import { expect } from "chai";
import empty from "google-protobuf/google/protobuf/empty_pb.js";

const HOST = fileURLToPath(new URL("../../../../scripts/engine/language-host/main.mjs", import.meta.url));
const REPOSITORY = fileURLToPath(new URL("../../../../", import.meta.url));

/** Stands in for `cmd/run` and `cmd/run-policy-pack`: writes what it was given and ends as its last argument says. */
const FAKE_COMMAND = `
const { writeFileSync } = require("node:fs");
const { PULUMI_CONFIG, PULUMI_CONFIG_SECRET_KEYS, PULUMI_NODEJS_TYPESCRIPT } = process.env;
const [command, name] = process.argv.slice(-2);
const seen = { args: process.argv.slice(2), folder: process.cwd(), pid: process.pid,
  env: { PULUMI_CONFIG, PULUMI_CONFIG_SECRET_KEYS, PULUMI_NODEJS_TYPESCRIPT } };
const error = new Error("boom");
error.stack = "Error: boom\\n    at /app/node_modules/@pulumi/resource.ts:1:1";
if (command === "inspect") writeFileSync(name, require("node:util").inspect(error, { colors: true }));
else writeFileSync(__dirname + "/../seen.json", JSON.stringify(seen));
if (command === "wait") setInterval(() => {}, 1000);
else if (command === "exit") process.exitCode = Number(name);
else console.log("4711");
`;

interface Seen {
  readonly args: string[];
  readonly folder: string;
  readonly pid: number;
  readonly env: Record<string, string>;
}

describe("language host", function () {
  this.timeout(10_000);
  this.slow(1_000);

  let folder: string;
  let engine: Http2Server;
  let engineAddress: string;
  let connections: ServerHttp2Session[];
  let host: ChildProcess;
  let client: InstanceType<typeof services.LanguageRuntimeClient>;

  before(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "kijun-language-host-")));
    const pulumi = join(folder, "node_modules", "@pulumi", "pulumi");
    for (const command of ["run", "run-policy-pack"]) {
      mkdirSync(join(pulumi, "cmd", command), { recursive: true });
      writeFileSync(join(pulumi, "cmd", command, "index.js"), FAKE_COMMAND);
    }
    writeFileSync(join(pulumi, "package.json"), "{}");
    connections = [];
    engine = createServer().on("session", (session) => connections.push(session));
    await once(engine.listen(0, "127.0.0.1"), "listening");
    engineAddress = `127.0.0.1:${String((engine.address() as AddressInfo).port)}`;
    host = spawn(process.execPath, [HOST, engineAddress], { cwd: REPOSITORY, stdio: ["ignore", "pipe", "inherit"] });
    const [firstLine] = (await once(host.stdout ?? host, "data")) as [Buffer];
    client = new services.LanguageRuntimeClient(
      `127.0.0.1:${firstLine.toString().trim()}`,
      credentials.createInsecure(),
    );
  });

  after(() => {
    client.close();
    host.kill("SIGKILL");
    engine.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const seenFile = (): string => join(folder, "node_modules", "@pulumi", "pulumi", "cmd", "seen.json");
  const seen = (): Seen => JSON.parse(readFileSync(seenFile(), "utf8")) as Seen;

  beforeEach(() => {
    rmSync(seenFile(), { force: true });
  });

  async function started(): Promise<void> {
    while (!existsSync(seenFile()) || readFileSync(seenFile(), "utf8") === "") await delay(10);
  }

  function program(): messages.ProgramInfo {
    return new messages.ProgramInfo().setRootDirectory(folder).setProgramDirectory(folder).setEntryPoint("main.js");
  }

  async function run(...args: string[]): Promise<RunResponse> {
    const request = new messages.RunRequest()
      .setInfo(program())
      .setArgsList(args)
      .setProject("fleet")
      .setStack("pilot");
    request.setMonitorAddress("127.0.0.1:1").setParallel(4).setDryrun(true).setConfigsecretkeysList(["fleet:key"]);
    request.getConfigMap().set("fleet:site", "kita");
    return promisify<messages.RunRequest, RunResponse>(client.run.bind(client))(request);
  }

  it("gives the program its stack, its configuration and the engine's address", async () => {
    const response = await run("exit", "0");
    expect([response.getError(), response.getBail()]).to.deep.equal(["", false]);
    expect(seen().args).to.include.members(["--monitor=127.0.0.1:1", `--engine=${engineAddress}`, `--pwd=${folder}`]);
    expect(seen().args.slice(-7)).to.deep.equal([
      "--stack=pilot",
      `--pwd=${folder}`,
      "--parallel=4",
      "--dry-run",
      "main.js",
      "exit",
      "0",
    ]);
    expect(seen().env).to.deep.equal({
      PULUMI_CONFIG: '{"fleet:site":"kita"}',
      PULUMI_CONFIG_SECRET_KEYS: '["fleet:key"]',
      PULUMI_NODEJS_TYPESCRIPT: "true",
    });
  });

  it("tells an error that was shown from one that was not", async () => {
    expect((await run("exit", "32")).getBail()).to.equal(true);
    expect((await run("exit", "3")).getError()).to.contain("exit code 3");
  });

  it("shows an error whose stack makes Node loop when it is coloured", async () => {
    await run("inspect", join(folder, "inspected.txt"));
    expect(readFileSync(join(folder, "inspected.txt"), "utf8")).to.contain("node_modules/@pulumi/resource.ts:1:1");
  });

  it("names the folder in which the SDK is missing", async () => {
    const bare = mkdtempSync(join(tmpdir(), "kijun-language-host-"));
    const request = new messages.RunRequest().setInfo(program().setProgramDirectory(bare));
    const response = await promisify<messages.RunRequest, RunResponse>(client.run.bind(client))(request);
    rmSync(bare, { recursive: true });
    expect(response.getError()).to.equal(
      `@pulumi/pulumi is not installed for ${bare}: run "npm install" in that folder or in the repository around it`,
    );
  });

  it("interrupts the program when the engine cancels", async () => {
    const ended = run("wait", "");
    await started();
    client.cancel(new empty.Empty(), () => undefined);
    expect((await ended).getError()).to.contain("SIGINT");
  });

  it("runs a policy pack in the pack's folder and passes on what it prints", async () => {
    const request = new messages.RunPluginRequest().setInfo(program()).setKind("analyzer").setPwd(tmpdir());
    request.setArgsList([engineAddress]).setEnvList(Object.entries(process.env).map((entry) => entry.join("=")));
    const stream = client.runPlugin(request);
    const answers: messages.RunPluginResponse[] = [];
    stream.on("data", (answer: messages.RunPluginResponse) => answers.push(answer));
    await once(stream, "end");
    expect(Buffer.concat(answers.map((answer) => Buffer.from(answer.getStdout_asU8()))).toString()).to.equal("4711\n");
    expect(answers.at(-1)?.getExitcode()).to.equal(0);
    expect(seen()).to.deep.include({ args: [engineAddress, folder], folder });
  });

  it("ends itself and its program when the engine is gone", async () => {
    void run("wait", "").catch(() => undefined);
    await started();
    engine.close();
    for (const connection of connections) connection.destroy();
    await once(host, "exit");
    expect(() => process.kill(seen().pid, 0)).to.throw("ESRCH");
  });
});
