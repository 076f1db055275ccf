import { parseRequestXml, type RequestElement } from "./request-xml.js";
import { refuse } from "./wsman-faults.js";
import { ACTIONS, ADDRESSING, ANONYMOUS, IDENTITY, SHELL, SOAP, WSMAN, WSMAN_MICROSOFT } from "./wsman-vocabulary.js";

/** A request whose headers have been checked. */
export interface SoapRequest {
  action: string;
  /** Name of the operation; undefined when the action is none of ours. */
  operation: (typeof ACTIONS)[keyof typeof ACTIONS] | undefined;
  messageId: string;
  resourceUri: string;
  /** a:To, echoed in the address of a created shell. */
  to: string;
  shellId: string | undefined;
  options: ReadonlyMap<string, RequestOption>;
  /** Largest response in bytes that the client takes. */
  maxEnvelopeBytes: number;
  /** How long the operation may wait, clamped to the server's bounds. */
  timeoutMs: number;
  /** The first element of s:Body. */
  body: RequestElement | undefined;
}

export interface RequestOption {
  value: string;
  /** The server has to refuse the request when it does not know the option (DSP0226 6.4). */
  mustComply: boolean;
}

/** An envelope that is well-formed SOAP, its headers not looked at yet. */
export interface OpenedEnvelope {
  header: readonly RequestElement[];
  body: RequestElement | undefined;
  messageId: string | undefined;
}

export interface RequestLimits {
  maxEnvelopeBytes: number;
  maxTimeoutMs: number;
}

const KNOWN_HEADERS = new Set([
  ...["To", "ReplyTo", "FaultTo", "From", "Action", "MessageID", "RelatesTo"].map((name) => `${ADDRESSING} ${name}`),
  ...["ResourceURI", "SelectorSet", "OptionSet", "MaxEnvelopeSize", "OperationTimeout", "Locale"].map(
    (name) => `${WSMAN} ${name}`,
  ),
  ...["DataLocale", "SessionId", "OperationID", "SequenceId", "ActivityId"].map((name) => `${WSMAN_MICROSOFT} ${name}`),
  `${SHELL} CompressionType`,
]);

/** Smallest MaxEnvelopeSize a service has to accept (DSP0226 6.2). */
const LEAST_ENVELOPE_BYTES = 8192;
const LEAST_TIMEOUT_MS = 500;

/**
 * Takes an envelope apart into header blocks and body.
 *
 * @throws WsmanFault for XML or SOAP that cannot be read
 */
export function openEnvelope(text: string): OpenedEnvelope {
  const root = parseRequestXml(text);
  if (!root.is(SOAP, "Envelope")) refuse("schemaValidation");
  const header = root.child(SOAP, "Header")?.children() ?? [];
  const body = root.child(SOAP, "Body") ?? refuse("invalidBody");
  const messageId = header.find((block) => block.is(ADDRESSING, "MessageID"))?.text.trim();
  return { header, body: body.children()[0], messageId };
}

export function isIdentify(envelope: OpenedEnvelope): boolean {
  return envelope.body?.is(IDENTITY, "Identify") ?? false;
}

/**
 * Reads and checks the headers of an operation (MS-WSMV 3.1.4.1, DSP0226 chapter 6).
 *
 * @throws WsmanFault for a missing, unknown or impossible header
 */
export function readRequest(envelope: OpenedEnvelope, limits: RequestLimits): SoapRequest {
  checkUnderstood(envelope.header);
  const required = (namespace: string, name: string): string =>
    header(envelope, namespace, name)?.text.trim() || refuse("headerRequired", `The header ${name} is missing.`);
  const messageId = required(ADDRESSING, "MessageID");
  if (!/^(?:urn:)?uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(messageId)) refuse("invalidHeader");
  const replyTo = header(envelope, ADDRESSING, "ReplyTo");
  if (replyTo === undefined) refuse("headerRequired", "The header ReplyTo is missing.");
  if (replyTo.child(ADDRESSING, "Address")?.text.trim() !== ANONYMOUS) refuse("invalidHeader");
  const action = required(ADDRESSING, "Action");
  return {
    action,
    operation: Object.hasOwn(ACTIONS, action) ? ACTIONS[action as keyof typeof ACTIONS] : undefined,
    messageId,
    to: required(ADDRESSING, "To"),
    resourceUri: required(WSMAN, "ResourceURI"),
    shellId: readShellId(envelope),
    options: readOptions(envelope),
    maxEnvelopeBytes: readMaxEnvelopeSize(envelope, limits.maxEnvelopeBytes),
    timeoutMs: readTimeout(envelope, limits.maxTimeoutMs),
    body: envelope.body,
  };
}

function header(envelope: OpenedEnvelope, namespace: string, name: string): RequestElement | undefined {
  return envelope.header.find((block) => block.is(namespace, name));
}

/** `mustUnderstand` is taken with and without its namespace: several clients leave the prefix out and Windows takes it. */
function checkUnderstood(blocks: readonly RequestElement[]): void {
  const seen = new Set<string>();
  for (const block of blocks) {
    const name = `${block.namespace} ${block.localName}`;
    const flag = block.qualifiedAttribute(SOAP, "mustUnderstand") ?? block.attribute("mustUnderstand") ?? "false";
    if (!KNOWN_HEADERS.has(name)) {
      if (isTrue(flag))
        refuse("mustUnderstand", `The header ${block.localName} is marked mustUnderstand and not known.`);
    } else if (seen.has(name)) {
      refuse("invalidHeader");
    }
    seen.add(name);
  }
}

function readShellId(envelope: OpenedEnvelope): string | undefined {
  const selectors = header(envelope, WSMAN, "SelectorSet")?.children() ?? [];
  const shellIds = selectors.filter(
    (selector) => selector.is(WSMAN, "Selector") && selector.attribute("Name") === "ShellId",
  );
  if (selectors.length !== shellIds.length || shellIds.length > 1) refuse("unexpectedSelectors");
  return shellIds[0]?.text.trim();
}

function readOptions(envelope: OpenedEnvelope): ReadonlyMap<string, RequestOption> {
  const options = new Map<string, RequestOption>();
  for (const option of header(envelope, WSMAN, "OptionSet")?.children() ?? []) {
    const name = option.attribute("Name");
    if (!option.is(WSMAN, "Option") || name === undefined) refuse("schemaValidation");
    options.set(name.toUpperCase(), {
      value: option.text.trim(),
      mustComply: isTrue(option.attribute("MustComply") ?? "false"),
    });
  }
  return options;
}

function readMaxEnvelopeSize(envelope: OpenedEnvelope, most: number): number {
  const text = header(envelope, WSMAN, "MaxEnvelopeSize")?.text.trim();
  if (text === undefined) return most;
  if (!/^\d{1,10}$/.test(text)) refuse("invalidHeader");
  const bytes = Number(text);
  if (bytes < LEAST_ENVELOPE_BYTES) refuse("encodingLimit");
  if (bytes > most) refuse("envelopeTooLarge");
  return bytes;
}

/** An absent or too long OperationTimeout counts as MaxTimeoutms (MS-WSMV 3.1.4.1.6), a too short one as 500 ms. */
function readTimeout(envelope: OpenedEnvelope, most: number): number {
  const text = header(envelope, WSMAN, "OperationTimeout")?.text.trim();
  if (text === undefined) return most;
  if (text.startsWith("-")) refuse("invalidHeader");
  const ms = parseDuration(text) ?? refuse("invalidTimeout");
  return Math.min(most, Math.max(LEAST_TIMEOUT_MS, ms));
}

const DURATION = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** Milliseconds of an xs:duration of days to seconds; undefined for anything else (years and months have no length). */
export function parseDuration(text: string): number | undefined {
  const match = DURATION.exec(text);
  if (match === null || text.endsWith("P") || text.endsWith("T")) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}

/** An xs:boolean as clients write it: `true`, `True`, `TRUE`, `1`. */
export function isTrue(text: string): boolean {
  const value = text.trim().toLowerCase();
  return value === "true" || value === "1";
}
