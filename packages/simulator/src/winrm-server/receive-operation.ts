import type { Caller, Workplace } from "./operation-context.js";
import type { OutputPiece } from "./shell-command.js";
import { findCommand, shellBody } from "./shell-request-parts.js";
import type { SoapRequest } from "./soap-request.js";
import { answer, faultResponse, RESPONSE_OVERHEAD_BYTES, type SoapResponse } from "./soap-response.js";
import { FAULTS, refuse } from "./wsman-faults.js";
import { COMMAND_STATE, SHELL } from "./wsman-vocabulary.js";

/** Receive: output, state and exit code, by long poll (MS-WSMV 3.1.4.14). */
export async function receiveOutput(place: Workplace, request: SoapRequest, caller: Caller): Promise<SoapResponse> {
  const shell = place.shells.find(request.shellId, caller.username);
  const desired = shellBody(request, "Receive").child(SHELL, "DesiredStream") ?? refuse("schemaValidation");
  if (desired.text.trim().split(/\s+/).sort().join(" ") !== "stderr stdout") refuse("invalidParameter");
  const command = findCommand(shell, desired.attribute("CommandId"));
  const outcome = await command.receive(
    request.maxEnvelopeBytes - RESPONSE_OVERHEAD_BYTES,
    request.timeoutMs,
    caller.onGone,
  );
  if (outcome.kind !== "output") {
    const fault = outcome.kind === "timed-out" ? FAULTS.timedOut : FAULTS.aborted;
    return faultResponse(fault, place.options.computerName, request.messageId);
  }
  const content = renderOutput(command.id, outcome.pieces) + renderState(place, command.id, outcome.exitCode);
  return answer(request.action, request.messageId, `<rsp:ReceiveResponse>${content}</rsp:ReceiveResponse>`);
}

function renderOutput(commandId: string, pieces: readonly OutputPiece[]): string {
  let xml = "";
  for (const { stream, bytes } of pieces) {
    const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
    xml += `<rsp:Stream Name="${stream}" CommandId="${commandId}">${base64}</rsp:Stream>`;
  }
  return xml;
}

function renderState(place: Workplace, id: string, exitCode: number | undefined): string {
  if (exitCode === undefined) {
    return place.behaviour.omitRunningState
      ? ""
      : `<rsp:CommandState CommandId="${id}" State="${COMMAND_STATE}/Running"></rsp:CommandState>`;
  }
  return (
    `<rsp:Stream Name="stdout" CommandId="${id}" End="true"></rsp:Stream><rsp:Stream Name="stderr" CommandId="${id}" End="true"></rsp:Stream>` +
    `<rsp:CommandState CommandId="${id}" State="${COMMAND_STATE}/Done"><rsp:ExitCode>${exitCode}</rsp:ExitCode></rsp:CommandState>`
  );
}
