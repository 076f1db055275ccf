import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import { credentials, Server, ServerCredentials } from "@grpc/grpc-js";
import type { ServiceError } from "@grpc/grpc-js";
import { openContacts } from "@kijun/provider/run";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb.js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import status from "@pulumi/pulumi/proto/status_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";

import { repositoryRoot } from "../conventions/repository.js";

const require = createRequire(import.meta.url);

export type Properties = Record<string, struct.JavaScriptValue>;

/** A call that failed, with what the engine would show and record. */
export interface FailedCall {
  readonly message: string;
  /** `id`, `properties` and `reasons` of a partial failure travel in this header. */
  readonly details: boolean;
}

/** What the engine records of a resource of which a part failed. */
export interface PartialFailure {
  readonly id: string;
  readonly properties: Properties;
  readonly reasons: readonly string[];
}

/** The SDK whose process is tested: that of the repository, or the one in the folder `KIJUN_TEST_SDK`. */
function dynamicProviderScript(): string {
  const folder = process.env["KIJUN_TEST_SDK"];
  const script = "cmd/dynamic-provider/index.js";
  return folder === undefined ? require.resolve(`@pulumi/pulumi/${script}`) : join(folder, script);
}

/**
 * The dynamic provider process of the Pulumi SDK, driven over its own protocol by an engine that only keeps messages:
 * the contract between our handler and the process that loads it from a state.
 */
export class StockProvider {
  readonly exited: Promise<number | null>;

  private constructor(
    private readonly child: ChildProcess,
    private readonly client: ResourceProviderClient,
    private readonly engine: Server,
    readonly engineAddress: string,
    /** What the handler had shown under a resource. */
    readonly messages: readonly { readonly urn: string; readonly text: string }[],
  ) {
    this.exited = new Promise((resolve) => child.on("exit", resolve));
  }

  /** Starts the process with a working folder from which `@kijun/provider` is found. */
  static async start(environment: NodeJS.ProcessEnv): Promise<StockProvider> {
    const messages: { urn: string; text: string }[] = [];
    const engine = new Server();
    engine.addService(EngineService, {
      log: (call: { request: LogRequest }, answer: (error: null, value: empty.Empty) => void) => {
        messages.push({ urn: call.request.getUrn(), text: call.request.getMessage() });
        answer(null, new empty.Empty());
      },
    });
    const port = await new Promise<number>((resolve, reject) => {
      engine.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => {
        if (error === null) resolve(bound);
        else reject(error);
      });
    });
    const engineAddress = `127.0.0.1:${String(port)}`;
    const script = dynamicProviderScript();
    const env = { ...process.env, ...environment };
    const child = spawn(process.execPath, [script, engineAddress], {
      cwd: repositoryRoot,
      env,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const own = await new Promise<string>((resolve) =>
      child.stdout.once("data", (chunk: Buffer) => {
        resolve(String(chunk).trim());
      }),
    );
    const client = new ResourceProviderClient(`127.0.0.1:${own}`, credentials.createInsecure());
    return new StockProvider(child, client, engine, engineAddress, messages);
  }

  async check(olds: Properties, news: Properties): Promise<Properties> {
    const request = new provider.CheckRequest();
    request.setOlds(struct.Struct.fromJavaScript(olds));
    request.setNews(struct.Struct.fromJavaScript(news));
    const answer = await new Promise<provider.CheckResponse>((resolve, reject) =>
      this.client.check(request, settle(resolve, reject)),
    );
    return plain(answer.getInputs());
  }

  async read(id: string, outputs: Properties): Promise<{ outputs: Properties; inputs: Properties }> {
    const request = new provider.ReadRequest();
    request.setId(id);
    request.setProperties(struct.Struct.fromJavaScript(outputs));
    const answer = await new Promise<provider.ReadResponse>((resolve, reject) =>
      this.client.read(request, settle(resolve, reject)),
    );
    return { outputs: plain(answer.getProperties()), inputs: plain(answer.getInputs()) };
  }

  async diff(id: string, outputs: Properties, news: Properties): Promise<{ changes: number; replaces: string[] }> {
    const request = new provider.DiffRequest();
    request.setId(id);
    request.setOlds(struct.Struct.fromJavaScript(outputs));
    request.setNews(struct.Struct.fromJavaScript(news));
    const answer = await new Promise<provider.DiffResponse>((resolve, reject) =>
      this.client.diff(request, settle(resolve, reject)),
    );
    return { changes: answer.getChanges(), replaces: answer.getReplacesList() };
  }

  async create(inputs: Properties): Promise<{ id: string; outputs: Properties }> {
    const request = new provider.CreateRequest();
    request.setProperties(struct.Struct.fromJavaScript(inputs));
    const answer = await new Promise<provider.CreateResponse>((resolve, reject) =>
      this.client.create(request, settle(resolve, reject)),
    );
    return { id: answer.getId(), outputs: plain(answer.getProperties()) };
  }

  async update(id: string, outputs: Properties, news: Properties): Promise<Properties> {
    const request = new provider.UpdateRequest();
    request.setId(id);
    request.setOlds(struct.Struct.fromJavaScript(outputs));
    request.setNews(struct.Struct.fromJavaScript(news));
    const answer = await new Promise<provider.UpdateResponse>((resolve, reject) =>
      this.client.update(request, settle(resolve, reject)),
    );
    return plain(answer.getProperties());
  }

  async delete(id: string, outputs: Properties): Promise<void> {
    const request = new provider.DeleteRequest();
    request.setId(id);
    request.setProperties(struct.Struct.fromJavaScript(outputs));
    await new Promise<empty.Empty>((resolve, reject) => this.client.delete(request, settle(resolve, reject)));
  }

  /** Answers whether the process takes secrets as such; it gets them in plain text otherwise. */
  async configure(args: Properties): Promise<boolean> {
    const request = new provider.ConfigureRequest();
    request.setArgs(struct.Struct.fromJavaScript(args));
    const answer = await new Promise<provider.ConfigureResponse>((resolve, reject) =>
      this.client.configure(request, settle(resolve, reject)),
    );
    return answer.getAcceptsecrets();
  }

  async cancel(): Promise<void> {
    await new Promise<empty.Empty>((resolve, reject) => this.client.cancel(new empty.Empty(), settle(resolve, reject)));
  }

  /** The engine is gone, as after a SIGKILL of the command. */
  loseEngine(): void {
    this.engine.forceShutdown();
  }

  async stop(): Promise<void> {
    this.client.close();
    this.engine.forceShutdown();
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill("SIGKILL");
    await this.exited;
  }
}

/** Waits until the handler has said all it has to say of new machines, as the program of a preview does. */
export async function contactsTold(contactFile: string): Promise<void> {
  while (openContacts(contactFile).length > 0) await delay(5);
}

/** What a failed call carries besides its text. */
export function failureOf(error: unknown): FailedCall {
  const { message, metadata } = error as ServiceError;
  return { message, details: metadata.get("grpc-status-details-bin").length > 0 };
}

/** What the engine records after a failed call; undefined when that is nothing. */
export function recordedBy(error: unknown): PartialFailure | undefined {
  const { metadata } = error as ServiceError;
  const [packed] = metadata.get("grpc-status-details-bin");
  if (packed === undefined) return undefined;
  const [detail] = status.Status.deserializeBinary(Buffer.from(packed)).getDetailsList();
  const failed = provider.ErrorResourceInitFailed.deserializeBinary(Buffer.from(detail?.getValue_asU8() ?? []));
  return { id: failed.getId(), properties: plain(failed.getProperties()), reasons: failed.getReasonsList() };
}

function settle<Value>(
  resolve: (value: Value) => void,
  reject: (error: Error) => void,
): (error: Error | null, value: Value) => void {
  return (error, value) => {
    if (error === null) resolve(value);
    else reject(error);
  };
}

function plain(value: struct.Struct | undefined): Properties {
  return value?.toJavaScript() ?? {};
}
