import { WinRMError } from "../winrm-error.js";
import { readFault } from "./fault.js";
import { Namespace } from "./namespaces.js";
import { type Element, parseDocument } from "./xml-tree.js";

export interface AnswerContext {
  operation: string;
  /** HTTP status */
  status: number;
  /** MessageID of the request; absent for Identify, which has none */
  messageId?: string;
}

/**
 * Reads an answer down to its s:Body.
 *
 * @throws WinRMError of the fault it carries; WINRM_PROTOCOL when it is no SOAP envelope or answers another message
 */
export function readAnswer(xml: string, { operation, status, messageId }: AnswerContext): Element {
  const envelope = parseDocument(xml);
  if (!envelope.is(Namespace.SOAP, "Envelope"))
    throw new WinRMError("WINRM_PROTOCOL", "the answer is no SOAP envelope", { operation, status });
  const relatesTo = envelope.child(Namespace.SOAP, "Header")?.child(Namespace.ADDRESSING, "RelatesTo")?.text;
  const fault = readFault(envelope, operation, status);
  // A fault about a quota may lack RelatesTo; anything else has to answer this very message.
  const foreign = messageId !== undefined && relatesTo?.toLowerCase() !== messageId.toLowerCase();
  if (foreign && !(fault !== undefined && relatesTo === undefined)) {
    throw new WinRMError("WINRM_PROTOCOL", `the answer to ${operation} belongs to another message`, {
      operation,
      status,
    });
  }
  if (fault !== undefined) throw fault;
  const body = envelope.child(Namespace.SOAP, "Body");
  if (body === undefined || status >= 300)
    throw new WinRMError("WINRM_PROTOCOL", `the answer to ${operation} has no body`, { operation, status });
  return body;
}
