/** XML namespaces of WS-Management as Windows speaks it (MS-WSMV 2.2.1). */
export const Namespace = {
  SOAP: "http://www.w3.org/2003/05/soap-envelope",
  ADDRESSING: "http://schemas.xmlsoap.org/ws/2004/08/addressing",
  WSMAN: "http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd",
  MICROSOFT_WSMAN: "http://schemas.microsoft.com/wbem/wsman/1/wsman.xsd",
  SHELL: "http://schemas.microsoft.com/wbem/wsman/1/windows/shell",
  TRANSFER: "http://schemas.xmlsoap.org/ws/2004/09/transfer",
  FAULT: "http://schemas.microsoft.com/wbem/wsman/1/wsmanfault",
  IDENTIFY: "http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd",
} as const;

export const COMMAND_SHELL_URI = `${Namespace.SHELL}/cmd`;
export const ANONYMOUS_ADDRESS = `${Namespace.ADDRESSING}/role/anonymous`;

/** Prefix of the State attribute in a ReceiveResponse (MS-WSMV 2.2.4.10). */
export const COMMAND_STATE = `${Namespace.SHELL}/CommandState/`;

export const Action = {
  CREATE: `${Namespace.TRANSFER}/Create`,
  DELETE: `${Namespace.TRANSFER}/Delete`,
  COMMAND: `${Namespace.SHELL}/Command`,
  SEND: `${Namespace.SHELL}/Send`,
  RECEIVE: `${Namespace.SHELL}/Receive`,
  SIGNAL: `${Namespace.SHELL}/Signal`,
} as const;
