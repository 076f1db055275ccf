import { WinRMError } from "../winrm-error.js";
import { COMMAND_STATE, Namespace } from "./namespaces.js";
import { type Element, escapeXml } from "./xml-tree.js";

/**
 * Body of Create (MS-WSMV 3.1.4.5.2).
 *
 * @param proposedId a GUID; Windows takes it since Windows 8 and Server 2012 (WSManCreateShellEx), older versions give another
 * @param idleTimeoutSeconds after which the server ends a shell that nobody uses
 */
export function createBody(proposedId: string, idleTimeoutSeconds: number): string {
  return (
    `<rsp:Shell ShellId="${proposedId}"><rsp:InputStreams>stdin</rsp:InputStreams><rsp:OutputStreams>stdout stderr</rsp:OutputStreams>` +
    `<rsp:IdleTimeOut>PT${idleTimeoutSeconds}S</rsp:IdleTimeOut></rsp:Shell>`
  );
}

/** The shell id, from the selector: old hosts answer nothing else. It is kept as it stands, also with a `uuid:` prefix. */
export function readShellId(body: Element): string {
  const selectors = body.descendant(Namespace.WSMAN, "SelectorSet")?.all(Namespace.WSMAN, "Selector") ?? [];
  const id = selectors.find((selector) => selector.attribute("Name") === "ShellId")?.text;
  if (id === undefined || id === "")
    throw new WinRMError("WINRM_PROTOCOL", "the answer to Create names no shell", { operation: "Create" });
  return id;
}

export function commandBody(commandLine: string): string {
  return `<rsp:CommandLine><rsp:Command>${escapeXml(commandLine)}</rsp:Command></rsp:CommandLine>`;
}

export function readCommandId(body: Element): string {
  const id = body.descendant(Namespace.SHELL, "CommandId")?.text;
  if (id === undefined || id === "")
    throw new WinRMError("WINRM_PROTOCOL", "the answer to Command names no command", { operation: "Command" });
  return id;
}

export function sendBody(commandId: string, bytes: Uint8Array, end: boolean): string {
  const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
  const attributes = `Name="stdin" CommandId="${escapeXml(commandId)}"${end ? ' End="true"' : ""}`;
  return `<rsp:Send><rsp:Stream ${attributes}>${base64}</rsp:Stream></rsp:Send>`;
}

export function receiveBody(commandId: string): string {
  return `<rsp:Receive><rsp:DesiredStream CommandId="${escapeXml(commandId)}">stdout stderr</rsp:DesiredStream></rsp:Receive>`;
}

export function terminateBody(commandId: string): string {
  return `<rsp:Signal CommandId="${escapeXml(commandId)}"><rsp:Code>${Namespace.SHELL}/signal/terminate</rsp:Code></rsp:Signal>`;
}

export interface Received {
  stdout: Buffer;
  stderr: Buffer;
  /** the process has ended and all its output has come */
  done: boolean;
  /** unsigned 32 bit; null until `done` */
  exitCode: number | null;
}

/** Reads a ReceiveResponse (MS-WSMV 2.2.4.28). A missing CommandState means that the command is not finished. */
export function readReceived(body: Element, commandId: string): Received {
  const response = body.child(Namespace.SHELL, "ReceiveResponse");
  if (response === undefined)
    throw new WinRMError("WINRM_PROTOCOL", "the answer to Receive has no ReceiveResponse", { operation: "Receive" });
  const streams = response
    .all(Namespace.SHELL, "Stream")
    .filter((stream) => sameId(stream.attribute("CommandId"), commandId));
  const collect = (name: string): Buffer =>
    Buffer.concat(
      streams.filter((stream) => stream.attribute("Name") === name).map((stream) => Buffer.from(stream.text, "base64")),
    );
  const states = response
    .all(Namespace.SHELL, "CommandState")
    .filter((state) => sameId(state.attribute("CommandId"), commandId));
  const ended = states.find((state) => state.attribute("State") === `${COMMAND_STATE}Done`);
  return {
    stdout: collect("stdout"),
    stderr: collect("stderr"),
    done: ended !== undefined,
    exitCode: ended === undefined ? null : readExitCode(ended),
  };
}

function sameId(found: string | undefined, commandId: string): boolean {
  return found === undefined || found.toLowerCase() === commandId.toLowerCase();
}

function readExitCode(state: Element): number {
  const text = state.child(Namespace.SHELL, "ExitCode")?.text ?? "0";
  const value = Number(text);
  if (!Number.isInteger(value))
    throw new WinRMError("WINRM_PROTOCOL", "the exit code is no number", { operation: "Receive" });
  return value >>> 0;
}
