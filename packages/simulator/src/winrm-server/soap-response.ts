import { randomUUID } from "node:crypto";
import type { FaultDefinition } from "./wsman-faults.js";
import {
  ADDRESSING,
  ANONYMOUS,
  IDENTITY,
  SHELL,
  SOAP,
  TRANSFER,
  WMI_ERROR,
  WSMAN,
  WSMAN_FAULT,
  WSMAN_MICROSOFT,
} from "./wsman-vocabulary.js";

/** What the server answers to one SOAP request. */
export interface SoapResponse {
  /** 200, or 500 for a fault. */
  status: number;
  envelope: string;
}

const OPENING =
  `<s:Envelope xml:lang="ja-JP" xmlns:s="${SOAP}" xmlns:a="${ADDRESSING}" xmlns:x="${TRANSFER}" xmlns:w="${WSMAN}" ` +
  `xmlns:rsp="${SHELL}" xmlns:p="${WSMAN_MICROSOFT}"><s:Header><a:Action>`;
const CLOSING = "</s:Body></s:Envelope>";

const FAULT_ACTION = `${WSMAN.slice(0, -".xsd".length)}/fault`;
const FAULT_DETAIL = `${WSMAN.slice(0, -".xsd".length)}/faultDetail/`;

/** Bytes of an envelope around the content of a response body, rounded up. */
export const RESPONSE_OVERHEAD_BYTES = 2048;

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text for element content or a double-quoted attribute. */
export function escapeXml(text: string): string {
  return /[&<>"]/.test(text) ? text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? "") : text;
}

/** An upper-case GUID, as Windows writes its identifiers. */
export function newGuid(): string {
  return randomUUID().toUpperCase();
}

function envelope(action: string, relatesTo: string | undefined, body: string): string {
  const relation = relatesTo === undefined ? "" : `<a:RelatesTo>${escapeXml(relatesTo)}</a:RelatesTo>`;
  return (
    `${OPENING}${action}</a:Action><a:MessageID>uuid:${newGuid()}</a:MessageID><p:ActivityId>${newGuid()}</p:ActivityId>` +
    `<a:To>${ANONYMOUS}</a:To>${relation}</s:Header><s:Body>${body}${CLOSING}`
  );
}

/** The ordinary answer to an action: its URI with `Response` appended. */
export function answer(action: string, messageId: string, body: string): SoapResponse {
  return { status: 200, envelope: envelope(`${action}Response`, messageId, body) };
}

/**
 * A fault. The WSManFault form names the machine and may say more in its inner message; the MSFT_WmiError form carries
 * no RelatesTo, as recorded from quota faults.
 */
export function faultResponse(
  fault: FaultDefinition,
  machine: string,
  messageId?: string,
  inner?: string,
): SoapResponse {
  const subcode = fault.subcode === undefined ? "" : `<s:Subcode><s:Value>${fault.subcode}</s:Value></s:Subcode>`;
  const wmi = fault.shape === "wmi";
  const detail = wmi ? wmiError(fault) : wsmanFault(fault, machine, inner);
  const body =
    `<s:Fault><s:Code><s:Value>${fault.role}</s:Value>${subcode}</s:Code>` +
    `<s:Reason><s:Text xml:lang="ja-JP">${fault.text} </s:Text></s:Reason><s:Detail>${detail}</s:Detail></s:Fault>`;
  const addressing = fault.role === "s:MustUnderstand" || fault.subcode?.startsWith("a:") === true;
  return {
    status: 500,
    envelope: envelope(addressing ? `${ADDRESSING}/fault` : FAULT_ACTION, wmi ? undefined : messageId, body),
  };
}

function wsmanFault(fault: FaultDefinition, machine: string, inner = fault.text): string {
  const detail = fault.detail === undefined ? "" : `<w:FaultDetail>${FAULT_DETAIL}${fault.detail}</w:FaultDetail>`;
  return (
    `${detail}<f:WSManFault xmlns:f="${WSMAN_FAULT}" Code="${fault.code}" Machine="${escapeXml(machine)}">` +
    `<f:Message>${escapeXml(inner)} </f:Message></f:WSManFault>`
  );
}

function wmiError(fault: FaultDefinition): string {
  const hexadecimal = `0x${fault.code.toString(16).padStart(8, "0")}`;
  return (
    `<p:MSFT_WmiError b:IsCIM_Error="true" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ` +
    `xmlns:b="http://schemas.dmtf.org/wbem/wsman/1/cimbinding.xsd" xmlns:p="${WMI_ERROR}" ` +
    `xmlns:cim="http://schemas.dmtf.org/wbem/wscim/1/common" xsi:type="p:MSFT_WmiError_Type">` +
    `<p:CIMStatusCode xsi:type="cim:cimUnsignedInt">27</p:CIMStatusCode>` +
    `<p:Message xsi:type="cim:cimString">${fault.text} </p:Message>` +
    `<p:MessageID xsi:type="cim:cimString">HRESULT ${hexadecimal}</p:MessageID>` +
    `<p:error_Category xsi:type="cim:cimUnsignedInt">30</p:error_Category>` +
    `<p:error_Code xsi:type="cim:cimUnsignedInt">${fault.code}</p:error_Code>` +
    `<p:error_Type xsi:type="cim:cimString">HRESULT</p:error_Type>` +
    `<p:error_WindowsErrorMessage xsi:type="cim:cimString">${fault.text} </p:error_WindowsErrorMessage></p:MSFT_WmiError>`
  );
}

/**
 * The answer to Identify (DSP0226 chapter 11).
 *
 * @param authenticated an unauthenticated client is not told the version of the system
 */
export function identifyResponse(authenticated: boolean): SoapResponse {
  const version = authenticated ? "10.0.20348" : "0.0.0";
  return {
    status: 200,
    envelope:
      `<s:Envelope xml:lang="ja-JP" xmlns:s="${SOAP}"><s:Header/><s:Body><wsmid:IdentifyResponse xmlns:wsmid="${IDENTITY}">` +
      `<wsmid:ProtocolVersion>${WSMAN}</wsmid:ProtocolVersion><wsmid:ProductVendor>Microsoft Corporation</wsmid:ProductVendor>` +
      `<wsmid:ProductVersion>OS: ${version} SP: 0.0 Stack: 3.0</wsmid:ProductVersion></wsmid:IdentifyResponse>${CLOSING}`,
  };
}
