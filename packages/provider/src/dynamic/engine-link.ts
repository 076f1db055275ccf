import { connectivityState, credentials } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb.js";
// Its exports are made at run time, so only the module as a whole can be imported.
import messages from "@pulumi/pulumi/proto/engine_pb.js";

/** How long shells may take to close once the engine is gone or the run is cancelled. */
const CLOSE_DEADLINE_MS = 4_000;

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
    this.client = new EngineClient(address, credentials.createInsecure());
    this.client.waitForReady(Infinity, () => {
      this.watch(connectivityState.READY);
    });
    process.once("SIGINT", () => void this.end());
    process.once("SIGTERM", () => void this.end());
  }

  /**
   * Shows a message under a resource; resolves once the engine has it, since a run may end right after the call that
   * made it. A message that cannot be shown is no reason to fail a run.
   */
  log(severity: "info" | "warning", text: string, urn: string): Promise<void> {
    const request = new messages.LogRequest();
    request.setSeverity(severity === "warning" ? messages.LogSeverity.WARNING : messages.LogSeverity.INFO);
    request.setMessage(text);
    request.setUrn(urn);
    return new Promise((resolve) => {
      this.client.log(request, () => {
        resolve();
      });
    });
  }

  private watch(current: connectivityState): void {
    const channel = this.client.getChannel();
    channel.watchConnectivityState(current, Infinity, () => {
      const next = channel.getConnectivityState(true);
      if (next === connectivityState.TRANSIENT_FAILURE || next === connectivityState.SHUTDOWN) void this.end();
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
