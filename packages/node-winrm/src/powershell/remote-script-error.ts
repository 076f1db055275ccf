import { WinRMError } from "../winrm-error.js";

function textField(payload: unknown, name: string): string {
  const value: unknown = typeof payload === "object" && payload !== null ? Reflect.get(payload, name) : undefined;
  return typeof value === "string" ? value : "";
}

/** An error thrown by the script on the machine; the connection and, unless the script did not load, the session live on. */
export class RemoteScriptError extends WinRMError {
  override readonly name = "RemoteScriptError";
  /** 0 when the script itself did not load */
  readonly requestId: number;
  /** the error's own text, in the language of the machine */
  readonly remoteMessage: string;
  /** FullyQualifiedErrorId: the same in every language */
  readonly errorId: string;
  readonly scriptStackTrace: string;

  constructor(requestId: number, what: string, payload: unknown) {
    const remoteMessage = textField(payload, "message");
    super(
      "WINRM_COMMAND_FAILED",
      `${what} failed on the machine: ${remoteMessage === "" ? "no message" : remoteMessage}`,
    );
    this.requestId = requestId;
    this.remoteMessage = remoteMessage;
    this.errorId = textField(payload, "errorId");
    this.scriptStackTrace = textField(payload, "scriptStackTrace");
  }
}
