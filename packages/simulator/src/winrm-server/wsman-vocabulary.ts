/** Namespaces, resources and actions of WS-Management as Windows uses them (MS-WSMV 2.2.1, 2.2.4, 3.1.4). */
export const SOAP = "http://www.w3.org/2003/05/soap-envelope";
export const ADDRESSING = "http://schemas.xmlsoap.org/ws/2004/08/addressing";
export const WSMAN = "http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd";
export const WSMAN_MICROSOFT = "http://schemas.microsoft.com/wbem/wsman/1/wsman.xsd";
export const SHELL = "http://schemas.microsoft.com/wbem/wsman/1/windows/shell";
export const TRANSFER = "http://schemas.xmlsoap.org/ws/2004/09/transfer";
export const CONFIG = "http://schemas.microsoft.com/wbem/wsman/1/config";
export const IDENTITY = "http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd";
export const WSMAN_FAULT = "http://schemas.microsoft.com/wbem/wsman/1/wsmanfault";
export const WMI_ERROR = "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/MSFT_WmiError";

export const ANONYMOUS = `${ADDRESSING}/role/anonymous`;
export const CMD_SHELL = `${SHELL}/cmd`;
export const COMMAND_STATE = `${SHELL}/CommandState`;

/** The operations this server knows, by action URI. */
export const ACTIONS = {
  [`${TRANSFER}/Get`]: "Get",
  [`${TRANSFER}/Create`]: "Create",
  [`${TRANSFER}/Delete`]: "Delete",
  [`${SHELL}/Command`]: "Command",
  [`${SHELL}/Send`]: "Send",
  [`${SHELL}/Receive`]: "Receive",
  [`${SHELL}/Signal`]: "Signal",
} as const satisfies Record<string, string>;
