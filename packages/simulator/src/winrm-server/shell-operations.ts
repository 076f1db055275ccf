import { CMD_LINE_LIMIT, oversizedCommand } from "./oversized-command.js";
import type { RemoteShell } from "./remote-shell.js";
import type { RequestElement } from "./request-xml.js";
import type { Caller, Workplace } from "./operation-context.js";
import type { HostProcess } from "./server-options.js";
import { ShellCommand } from "./shell-command.js";
import { booleanOption, childText, findCommand, shellBody } from "./shell-request-parts.js";
import { isProposableId } from "./shell-table.js";
import { isTrue, parseDuration, type SoapRequest } from "./soap-request.js";
import { answer, escapeXml, newGuid, type SoapResponse } from "./soap-response.js";
import { FAULTS, refuse, WsmanFault } from "./wsman-faults.js";
import { CMD_SHELL, SHELL } from "./wsman-vocabulary.js";

/** Idle time of a shell that asks for none (Winrs/IdleTimeout) and the longest there is, in milliseconds. */
const DEFAULT_IDLE_MS = 7_200_000;
const LONGEST_IDLE_MS = 0x7fff_ffff;

/** Create of a text shell (MS-WSMV 3.1.4.5); only administrators may. */
export function createShell(place: Workplace, request: SoapRequest, caller: Caller): SoapResponse {
  const { behaviour, shells } = place;
  if (!caller.administrator) refuse("accessDenied");
  const element = shellBody(request, "Shell");
  booleanOption(request, "WINRS_NOPROFILE");
  const codepage = request.options.get("WINRS_CODEPAGE")?.value;
  if (codepage !== undefined && !/^\d{1,5}$/.test(codepage)) refuse("optionValue");
  const streams = [
    childText(element, "InputStreams") ?? "stdin",
    childText(element, "OutputStreams") ?? "stdout stderr",
  ].join(" ");
  if (!/^(?:(?:stdin|stdout|stderr)\s*)+$/.test(streams)) refuse("invalidParameter");
  const idle = childText(element, "IdleTimeOut");
  const idleMs = idle === undefined ? DEFAULT_IDLE_MS : (parseDuration(idle) ?? refuse("schemaValidation"));
  const shell = shells.open(
    {
      owner: caller.username,
      clientAddress: caller.address,
      environment: environment(element),
      workingDirectory: childText(element, "WorkingDirectory"),
      idleTimeoutMs: Math.min(Math.max(idleMs, 1), LONGEST_IDLE_MS),
      codepage: codepage === undefined ? undefined : Number(codepage),
    },
    element.attribute("ShellId"),
    behaviour.shellsPerUser,
    behaviour.uuidShellIds ? "uuid:" : "",
  );
  const created =
    `<x:ResourceCreated><a:Address>${escapeXml(request.to)}</a:Address><a:ReferenceParameters><w:ResourceURI>${CMD_SHELL}</w:ResourceURI>` +
    `<w:SelectorSet><w:Selector Name="ShellId">${escapeXml(shell.id)}</w:Selector></w:SelectorSet></a:ReferenceParameters></x:ResourceCreated>`;
  return answer(request.action, request.messageId, created + shell.describe());
}

/** Delete: ends the shell with all its processes. */
export function deleteShell(place: Workplace, request: SoapRequest, caller: Caller): SoapResponse {
  place.shells.delete(place.shells.find(request.shellId, caller.username));
  return answer(request.action, request.messageId, "");
}

/** Command: starts a process (MS-WSMV 3.1.4.11). */
export function runCommand(place: Workplace, request: SoapRequest, caller: Caller): SoapResponse {
  const shell = place.shells.find(request.shellId, caller.username);
  const element = shellBody(request, "CommandLine");
  const consoleInput = booleanOption(request, "WINRS_CONSOLEMODE_STDIN");
  const skipCmd = booleanOption(request, "WINRS_SKIP_CMD_SHELL");
  const command = element.child(SHELL, "Command")?.text ?? refuse("schemaValidation");
  const parts = element.children().filter((child) => child.is(SHELL, "Arguments"));
  const line = [command, ...parts.map((part) => part.text)].join(" ");
  const proposed = element.attribute("CommandId");
  if (proposed !== undefined && !isProposableId(proposed)) refuse("schemaValidation");
  const id = (proposed ?? newGuid()).toUpperCase();
  if (shell.commands.has(id)) refuse("alreadyExists");
  if (shell.operations >= place.behaviour.operationsPerShell) refuse("maxOperations");
  shell.operations += 1;
  const process =
    !skipCmd && line.length > CMD_LINE_LIMIT ? oversizedCommand(shell.request.codepage) : start(place, line, shell);
  shell.commands.set(id, new ShellCommand(id, process, consoleInput));
  return answer(
    request.action,
    request.messageId,
    `<rsp:CommandResponse><rsp:CommandId>${id}</rsp:CommandId></rsp:CommandResponse>`,
  );
}

/** Send: standard input (MS-WSMV 3.1.4.13). Input after its end is a client's mistake, input after the exit is not. */
export function sendInput(place: Workplace, request: SoapRequest, caller: Caller): SoapResponse {
  const shell = place.shells.find(request.shellId, caller.username);
  const streams = shellBody(request, "Send").children();
  if (streams.length === 0) refuse("schemaValidation");
  for (const stream of streams) {
    if (!stream.is(SHELL, "Stream") || stream.attribute("Name") !== "stdin") refuse("invalidParameter");
    const command = findCommand(shell, stream.attribute("CommandId"));
    const bytes = decodeBase64(stream.text);
    if (command.inputEnded) refuse("noData", `Input was sent to command ${command.id} after the end of its input.`);
    if (command.exited) refuse("noData");
    command.write(bytes);
    if (!isTrue(stream.attribute("End") ?? "false")) continue;
    if (command.consoleInput) {
      place.violation(
        `The end of input was sent to command ${command.id}, which never sees it: WINRS_CONSOLEMODE_STDIN was TRUE.`,
      );
    }
    command.endInput();
  }
  return answer(request.action, request.messageId, "<rsp:SendResponse/>");
}

/** Signal: terminate gives the command up, ctrl_c and ctrl_break end the process but keep its output (MS-WSMV 3.1.4.12). */
export function signalCommand(place: Workplace, request: SoapRequest, caller: Caller): SoapResponse {
  const shell = place.shells.find(request.shellId, caller.username);
  const element = shellBody(request, "Signal");
  const command = findCommand(shell, element.attribute("CommandId"));
  // Clients differ in the letter case of the last word, and Windows takes them all.
  const code = childText(element, "Code")?.toLowerCase();
  if (code === `${SHELL}/signal/terminate`) {
    command.kill(true);
    shell.commands.delete(command.id);
  } else if (code === `${SHELL}/signal/ctrl_c` || code === `${SHELL}/signal/ctrl_break`) {
    command.kill(false);
  } else {
    refuse("invalidParameter");
  }
  return answer(request.action, request.messageId, "<rsp:SignalResponse/>");
}

function start(place: Workplace, line: string, shell: RemoteShell): HostProcess {
  try {
    return place.options.startProcess(line, { ...shell.request.environment });
  } catch (error) {
    throw new WsmanFault(FAULTS.fileNotFound, error instanceof Error ? error.message : undefined);
  }
}

function environment(element: RequestElement): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const variable of element.child(SHELL, "Environment")?.children() ?? []) {
    const name = variable.attribute("Name");
    if (!variable.is(SHELL, "Variable") || name === undefined || name === "") refuse("schemaValidation");
    variables[name] = variable.text;
  }
  return variables;
}

/** Base64 with white space allowed and nothing else. */
function decodeBase64(source: string): Buffer {
  const compact = /\s/.test(source) ? source.replace(/\s+/g, "") : source;
  const bytes = Buffer.from(compact, "base64");
  const padding = compact.endsWith("==") ? 2 : Number(compact.endsWith("="));
  // Buffer.from skips what is not base64; the length tells.
  if (compact.length % 4 !== 0 || bytes.length !== (compact.length / 4) * 3 - padding) refuse("schemaValidation");
  return bytes;
}
