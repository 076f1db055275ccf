import { WinRMError } from "../winrm-error.js";
import { FaultCode, faultMeaning, normaliseFaultCode } from "./fault-table.js";
import { Namespace } from "./namespaces.js";
import type { Element } from "./xml-tree.js";

/** Most characters of the server's own text that go into a message. */
const MAX_TEXT = 400;

interface FaultDetail {
  faultCode: number | undefined;
  text: string | undefined;
}

/** Form A: f:WSManFault; the outer code gives the class, the innermost text is the one worth showing. */
function readWsmanFault(fault: Element): FaultDetail {
  const inner = fault.child(Namespace.FAULT, "Message")?.descendant(Namespace.FAULT, "WSManFault");
  const text = inner === undefined ? fault.child(Namespace.FAULT, "Message")?.text : readWsmanFault(inner).text;
  return { faultCode: normaliseFaultCode(fault.attribute("Code")), text };
}

/** Form B: MSFT_WmiError of quotas and some providers, in a namespace of its own; the HRESULT is in MessageID. */
function readWmiError(detail: Element): FaultDetail | undefined {
  const error = detail.children.find((child) => child.localName === "MSFT_WmiError");
  if (error === undefined) return undefined;
  const field = (name: string): string | undefined => error.children.find((child) => child.localName === name)?.text;
  const hresult = /0x[0-9a-f]{8}/iu.exec(field("MessageID") ?? "")?.[0];
  return { faultCode: normaliseFaultCode(hresult ?? field("error_Code")), text: field("Message") };
}

function readDetail(fault: Element): FaultDetail {
  const detail = fault.child(Namespace.SOAP, "Detail");
  const wsman = detail?.descendant(Namespace.FAULT, "WSManFault");
  if (wsman !== undefined) return readWsmanFault(wsman);
  const wmi = detail === undefined ? undefined : readWmiError(detail);
  if (wmi !== undefined) return wmi;
  // Without a detail only the subcode says what happened; its local name is fixed by DSP0226.
  const subcode = fault.descendant(Namespace.SOAP, "Subcode")?.child(Namespace.SOAP, "Value")?.text ?? "";
  const byName: Record<string, number> = {
    TimedOut: 2150858793,
    AccessDenied: 5,
    QuotaLimit: 2150858815,
    EncodingLimit: 2150858824,
  };
  return { faultCode: byName[subcode.slice(subcode.indexOf(":") + 1)], text: undefined };
}

/** The s:Fault of an envelope as an error; undefined when the body is none. */
export function readFault(envelope: Element, operation: string, status: number): WinRMError | undefined {
  const fault = envelope.child(Namespace.SOAP, "Body")?.child(Namespace.SOAP, "Fault");
  if (fault === undefined) return undefined;
  const { faultCode, text } = readDetail(fault);
  const { code, name } = faultMeaning(faultCode);
  const reason = fault.child(Namespace.SOAP, "Reason")?.child(Namespace.SOAP, "Text")?.text;
  const said = (text ?? reason ?? "").replace(/\s+/gu, " ").slice(0, MAX_TEXT);
  const number = faultCode === undefined ? "no code" : `code ${faultCode}`;
  const activityId = envelope.child(Namespace.SOAP, "Header")?.child(Namespace.MICROSOFT_WSMAN, "ActivityId")?.text;
  return new WinRMError(code, `${operation} failed: ${name} (${number})${said === "" ? "" : `: ${said}`}`, {
    faultCode,
    status,
    operation,
    activityId,
  });
}

export function hasFaultCode(error: unknown, ...codes: readonly number[]): error is WinRMError {
  return error instanceof WinRMError && error.faultCode !== undefined && codes.includes(error.faultCode);
}

/** True for faults which say that a shell or command does not exist any more: all that clean-up wants. */
export function isGone(error: unknown): boolean {
  const gone = hasFaultCode(error, FaultCode.OPERATION_ABORTED, FaultCode.UNEXPECTED_SELECTORS);
  return gone || (error instanceof WinRMError && error.code === "WINRM_SHELL_GONE");
}
