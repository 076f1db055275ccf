import type { RemoteShell } from "./remote-shell.js";
import type { RequestElement } from "./request-xml.js";
import type { ShellCommand } from "./shell-command.js";
import { isTrue, type SoapRequest } from "./soap-request.js";
import { FAULTS, refuse, WsmanFault } from "./wsman-faults.js";
import { SHELL } from "./wsman-vocabulary.js";

/** The body element that an operation is made of. @throws WsmanFault 2150858817 when another one came */
export function shellBody(request: SoapRequest, name: string): RequestElement {
  if (request.body?.is(SHELL, name) !== true) return refuse("schemaValidation");
  return request.body;
}

/** Text of a child in the shell namespace. */
export function childText(element: RequestElement, name: string): string | undefined {
  return element.child(SHELL, name)?.text.trim();
}

/** A WINRS_* option; absent counts as FALSE. @throws WsmanFault 2150858835 for a value that is neither TRUE nor FALSE */
export function booleanOption(request: SoapRequest, name: string): boolean {
  const value = request.options.get(name)?.value;
  if (value !== undefined && !/^(?:true|false)$/i.test(value)) refuse("optionValue");
  return value !== undefined && isTrue(value);
}

/** @throws WsmanFault 87 without an id, 2150858843 for one that the shell does not have */
export function findCommand(shell: RemoteShell, id: string | undefined): ShellCommand {
  if (id === undefined) refuse("invalidParameter");
  const command = shell.commands.get(id.toUpperCase());
  if (command !== undefined) return command;
  throw new WsmanFault(
    FAULTS.unexpectedSelectors,
    "Windows リモート シェルは、存在しないコマンド識別子に対する操作の要求を受け取りました。コマンドの実行が完了しているか、無効なコマンド識別子が指定されています。",
  );
}
