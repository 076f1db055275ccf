import { createRequire } from "node:module";

import type { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import type { LogSeverity } from "@pulumi/pulumi/proto/engine_pb.js";

/** How long shells may take to close once the engine is gone or the run is cancelled. */
const CLOSE_DEADLINE_MS = 4_000;

const require = createRequire(import.meta.url);

/**
 * The provider process's own line to the engine: messages under a resource, and the sign that the engine has gone. A
 * killed command leaves its providers behind otherwise, with open shells on the machines.
 */
export class EngineLink {
  private readonly client: EngineClient;

  constructor(
    address: string,
    private readonly abort: AbortController,
    private readonly closeSessions: () => Promise<void>,
  ) {
    // Required, not imported: the stubs must be the ones of the SDK copy that this process runs.
    const { EngineClient: Client } = require("@pulumi/pulumi/proto/engine_grpc_pb.js") as typeof import("@pulumi/pulumi/proto/engine_grpc_pb.js");
    const grpc = require("@grpc/grpc-js") as typeof import("@grpc/grpc-js");
    this.client = new Client(address, grpc.credentials.createInsecure());
    this.client.waitForReady(Infinity, () => {
      this.watch(grpc.connectivityState.READY);
    });
    process.once("SIGINT", () => void this.end());
    process.once("SIGTERM", () => void this.end());
  }

  /** Shows a message under a resource. A message that cannot be shown is no reason to fail a run. */
  log(severity: "info" | "warning", text: string, urn: string): void {
    const proto = require("@pulumi/pulumi/proto/engine_pb.js") as typeof import("@pulumi/pulumi/proto/engine_pb.js");
    const request = new proto.LogRequest();
    const level: LogSeverity = severity === "warning" ? proto.LogSeverity.WARNING : proto.LogSeverity.INFO;
    request.setSeverity(level);
    request.setMessage(text);
    request.setUrn(urn);
    this.client.log(request, () => undefined);
  }

  private watch(current: number): void {
    const channel = this.client.getChannel();
    channel.watchConnectivityState(current, Infinity, () => {
      const next = channel.getConnectivityState(true);
      const grpc = require("@grpc/grpc-js") as typeof import("@grpc/grpc-js");
      if (next === grpc.connectivityState.TRANSIENT_FAILURE || next === grpc.connectivityState.SHUTDOWN) void this.end();
      else this.watch(next);
    });
  }

  private async end(): Promise<void> {
    this.abort.abort();
    const deadline = new Promise<void>((resolve) => setTimeout(resolve, CLOSE_DEADLINE_MS));
    await Promise.race([this.closeSessions(), deadline]);
    process.exit(1);
  }
}
