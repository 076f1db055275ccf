import { type DerElement, readDer, readDerList, writeDer } from "./der.js";
import { isNtlmMessage } from "./message-layout.js";
import { NtlmError } from "./ntlm-error.js";

const SPNEGO_OID = Buffer.from("06062b0601050502", "hex");

/** Mechanism OIDs in DER, in hexadecimal (MS-SPNG 1.9, RFC 4178). */
export const MechanismOid = {
  NTLM: "060a2b06010401823702020a",
  KERBEROS: "06092a864886f712010202",
  MS_KERBEROS: "06092a864882f712010202",
} as const;

/** NegState of a NegTokenResp (RFC 4178 4.2.2). */
export const NegState = { ACCEPT_COMPLETED: 0, ACCEPT_INCOMPLETE: 1, REJECT: 2, REQUEST_MIC: 3 } as const;

export interface NegTokenInit {
  kind: "init";
  /** hexadecimal DER of each offered mechanism, best first */
  mechanisms: string[];
  /** DER of the MechTypeList exactly as sent: what mechListMIC covers */
  mechanismList: Buffer;
  mechToken?: Buffer;
  mechListMic?: Buffer;
}

export interface NegTokenResponse {
  kind: "response";
  state?: number;
  /** hexadecimal DER of the chosen mechanism */
  mechanism?: string;
  responseToken?: Buffer;
  mechListMic?: Buffer;
}

const octets = (tag: number, value: Uint8Array | undefined): Buffer[] =>
  value === undefined ? [] : [writeDer(tag, writeDer(0x04, value))];

export function buildNegTokenInit(token: {
  mechanisms: readonly string[];
  mechToken?: Uint8Array;
  mechListMic?: Uint8Array;
}): Buffer {
  const list = writeDer(0x30, ...token.mechanisms.map((oid) => Buffer.from(oid, "hex")));
  const body = [writeDer(0xa0, list), ...octets(0xa2, token.mechToken), ...octets(0xa3, token.mechListMic)];
  return writeDer(0x60, SPNEGO_OID, writeDer(0xa0, writeDer(0x30, ...body)));
}

export function buildNegTokenResponse(token: Omit<NegTokenResponse, "kind">): Buffer {
  const body: Buffer[] = [];
  if (token.state !== undefined) body.push(writeDer(0xa0, writeDer(0x0a, Buffer.from([token.state]))));
  if (token.mechanism !== undefined) body.push(writeDer(0xa1, Buffer.from(token.mechanism, "hex")));
  body.push(...octets(0xa2, token.responseToken), ...octets(0xa3, token.mechListMic));
  return writeDer(0xa1, writeDer(0x30, ...body));
}

function expectTag(element: DerElement | undefined, tag: number): DerElement {
  if (element?.tag !== tag) throw new NtlmError("the SPNEGO token has an unexpected element");
  return element;
}

/** Members of the inner SEQUENCE, by context tag. */
function readMembers(sequence: Uint8Array): Map<number, Buffer> {
  const members = readDerList(expectTag(readDer(sequence), 0x30).content);
  return new Map(members.map((member) => [member.tag, member.content]));
}

function readOctets(member: Buffer | undefined): Buffer | undefined {
  return member === undefined ? undefined : Buffer.from(expectTag(readDer(member), 0x04).content);
}

function parseInit(bytes: Uint8Array): NegTokenInit {
  const [oid, inner] = readDerList(expectTag(readDer(bytes), 0x60).content);
  if (oid === undefined || !SPNEGO_OID.equals(oid.encoded))
    throw new NtlmError("the token is of a mechanism other than SPNEGO");
  const members = readMembers(expectTag(inner, 0xa0).content);
  const list = expectTag(readDer(members.get(0xa0) ?? Buffer.alloc(0)), 0x30);
  const mechToken = readOctets(members.get(0xa2));
  const mechListMic = readOctets(members.get(0xa3));
  return {
    kind: "init",
    mechanisms: readDerList(list.content).map((mechanism) => mechanism.encoded.toString("hex")),
    mechanismList: Buffer.from(list.encoded),
    ...(mechToken && { mechToken }),
    ...(mechListMic && { mechListMic }),
  };
}

function parseResponse(bytes: Uint8Array): NegTokenResponse {
  const members = readMembers(expectTag(readDer(bytes), 0xa1).content);
  const stateMember = members.get(0xa0);
  const mechanism = members.get(0xa1);
  const responseToken = readOctets(members.get(0xa2));
  const sentMic = readOctets(members.get(0xa3));
  // Old acceptors put a copy of responseToken where the MIC belongs; it is not one.
  const mechListMic = sentMic !== undefined && responseToken?.equals(sentMic) === true ? undefined : sentMic;
  return {
    kind: "response",
    ...(stateMember && { state: expectTag(readDer(stateMember), 0x0a).content.at(0) ?? -1 }),
    ...(mechanism && { mechanism: mechanism.toString("hex") }),
    ...(responseToken && { responseToken }),
    ...(mechListMic && { mechListMic }),
  };
}

/** Reads a SPNEGO token of either form (RFC 4178 4.2). @throws NtlmError when it is malformed or of another mechanism */
export function parseSpnego(bytes: Uint8Array): NegTokenInit | NegTokenResponse {
  if (bytes[0] === 0x60) return parseInit(bytes);
  if (bytes[0] === 0xa1) return parseResponse(bytes);
  throw new NtlmError("the token is neither NTLM nor SPNEGO");
}

/**
 * The NTLM message inside a `Negotiate` token, which may be raw NTLM or wrapped in SPNEGO; undefined when a SPNEGO token
 * carries none (a final acknowledgement, another mechanism).
 *
 * @throws NtlmError when the token is neither
 */
export function extractNtlm(bytes: Uint8Array): Buffer | undefined {
  if (isNtlmMessage(bytes)) return Buffer.from(bytes);
  const token = parseSpnego(bytes);
  const inner = token.kind === "init" ? token.mechToken : token.responseToken;
  return inner !== undefined && isNtlmMessage(inner) ? inner : undefined;
}
