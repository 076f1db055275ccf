/** What happened on the wire, without content: safe to log. */
export type TraceEvent =
  | { kind: "connected"; host: string; milliseconds: number }
  | { kind: "logon"; host: string; outcome: "accepted" | "rejected" | "unknown"; form: "combined" | "split" | "basic" }
  | {
      kind: "exchange";
      host: string;
      /** WS-Management operation, or `Negotiate` for a step of the handshake */
      operation: string;
      /** HTTP status */
      status: number;
      milliseconds: number;
      bytesSent: number;
      bytesReceived: number;
    }
  | {
      kind: "shell";
      host: string;
      id: string;
      /** `opening` comes before the request; `over` when the shell was deleted, never came to be, or is left to its idle limit */
      state: "opening" | "over";
    }
  | { kind: "recovery"; host: string; operation: string; reason: string };

/** Running totals of one client. */
export interface Statistics {
  /** HTTP requests, including those of the handshake */
  requests: number;
  bytesSent: number;
  bytesReceived: number;
  /** time spent in connecting (TCP and TLS), in milliseconds */
  connectMs: number;
  /** time between the start of a request and the end of its answer, in milliseconds */
  wireMs: number;
}
