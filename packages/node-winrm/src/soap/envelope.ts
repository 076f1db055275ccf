import { randomUUID } from "node:crypto";
import { ANONYMOUS_ADDRESS, COMMAND_SHELL_URI, Namespace } from "./namespaces.js";
import { escapeXml } from "./xml-tree.js";

export interface EnvelopeOptions {
  /** full endpoint URL */
  to: string;
  action: string;
  /** XML of the body's content */
  body: string;
  /** bytes; limits the answer too */
  maxEnvelopeSize: number;
  operationTimeoutSeconds: number;
  /** `uuid:` GUID, one per client */
  sessionId: string;
  shellId?: string | undefined;
  /** WINRS_* options (MS-WSMV 2.2.5) */
  options?: Readonly<Record<string, string>> | undefined;
}

export interface BuiltEnvelope {
  bytes: Buffer;
  /** the answer's RelatesTo has to be equal to it */
  messageId: string;
}

const OPEN =
  `<s:Envelope xmlns:s="${Namespace.SOAP}" xmlns:a="${Namespace.ADDRESSING}" xmlns:w="${Namespace.WSMAN}" ` +
  `xmlns:p="${Namespace.MICROSOFT_WSMAN}" xmlns:rsp="${Namespace.SHELL}">`;

export function newUuid(): string {
  return `uuid:${randomUUID().toUpperCase()}`;
}

/** A request envelope with the headers of MS-WSMV 3.1.4.1; texts of faults are asked for in English, for logs only. */
export function buildEnvelope(options: EnvelopeOptions): BuiltEnvelope {
  const messageId = newUuid();
  const must = 's:mustUnderstand="true"';
  const chosen = Object.entries(options.options ?? {});
  const optionSet = chosen.map(([name, value]) => `<w:Option Name="${name}">${escapeXml(value)}</w:Option>`).join("");
  const header = [
    `<a:To>${escapeXml(options.to)}</a:To>`,
    `<a:ReplyTo><a:Address ${must}>${ANONYMOUS_ADDRESS}</a:Address></a:ReplyTo>`,
    `<a:Action ${must}>${options.action}</a:Action>`,
    `<a:MessageID>${messageId}</a:MessageID>`,
    `<w:ResourceURI ${must}>${COMMAND_SHELL_URI}</w:ResourceURI>`,
    `<w:MaxEnvelopeSize ${must}>${options.maxEnvelopeSize}</w:MaxEnvelopeSize>`,
    `<w:OperationTimeout>PT${options.operationTimeoutSeconds}S</w:OperationTimeout>`,
    `<w:Locale xml:lang="en-US" s:mustUnderstand="false"/><p:DataLocale xml:lang="en-US" s:mustUnderstand="false"/>`,
    `<p:SessionId s:mustUnderstand="false">${options.sessionId}</p:SessionId>`,
    ...(options.shellId === undefined
      ? []
      : [`<w:SelectorSet><w:Selector Name="ShellId">${escapeXml(options.shellId)}</w:Selector></w:SelectorSet>`]),
    ...(chosen.length === 0 ? [] : [`<w:OptionSet ${must}>${optionSet}</w:OptionSet>`]),
  ];
  const xml = `${OPEN}<s:Header>${header.join("")}</s:Header><s:Body>${options.body}</s:Body></s:Envelope>`;
  return { bytes: Buffer.from(xml, "utf8"), messageId };
}

/** Identify has no addressing headers at all (DSP0226 11). */
export function buildIdentify(): Buffer {
  return Buffer.from(
    `<s:Envelope xmlns:s="${Namespace.SOAP}" xmlns:wsmid="${Namespace.IDENTIFY}"><s:Header/><s:Body><wsmid:Identify/></s:Body></s:Envelope>`,
    "utf8",
  );
}
