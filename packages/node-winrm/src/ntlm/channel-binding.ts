import { createHash } from "node:crypto";
import { readDer, readDerList } from "./der.js";
import { NtlmError } from "./ntlm-error.js";

const RSA_PSS = "2a864886f70d01010a";

/** Hash of a signature algorithm by its OID content; algorithms that are not listed use SHA-256 (RFC 5929 4.1). */
const SIGNATURE_HASHES = new Map([
  ["2a864886f70d01010c", "sha384"], // sha384WithRSAEncryption
  ["2a864886f70d01010d", "sha512"], // sha512WithRSAEncryption
  ["2a8648ce3d040303", "sha384"], // ecdsa-with-SHA384
  ["2a8648ce3d040304", "sha512"], // ecdsa-with-SHA512
  ["608648016503040202", "sha384"], // id-sha384, inside RSASSA-PSS parameters
  ["608648016503040203", "sha512"], // id-sha512
]);

function hashOfAlgorithm(algorithm: Uint8Array): string {
  const [oid, parameters] = readDerList(algorithm);
  if (oid === undefined) throw new NtlmError("the certificate names no signature algorithm");
  const name = oid.content.toString("hex");
  if (name !== RSA_PSS || parameters === undefined) return SIGNATURE_HASHES.get(name) ?? "sha256";
  const hash = readDerList(parameters.content).find((parameter) => parameter.tag === 0xa0);
  return hash === undefined ? "sha256" : hashOfAlgorithm(readDer(hash.content).content);
}

/** `tls-server-end-point` data of RFC 5929: the certificate's hash by the hash of its own signature, at least SHA-256. */
export function tlsServerEndPoint(certificate: Uint8Array): Buffer {
  const [, algorithm] = readDerList(readDer(certificate).content);
  if (algorithm === undefined) throw new NtlmError("the server certificate is malformed");
  return createHash(hashOfAlgorithm(algorithm.content)).update(certificate).digest();
}

/** MD5 over gss_channel_bindings_struct (MS-NLMP 2.2.2.1, RFC 4121 4.1.1.2) with this certificate hash. */
export function channelBindingOfHash(certificateHash: Uint8Array): Buffer {
  const data = Buffer.concat([Buffer.from("tls-server-end-point:", "ascii"), certificateHash]);
  const head = Buffer.alloc(20);
  head.writeUInt32LE(data.length, 16);
  return createHash("md5").update(head).update(data).digest();
}

/**
 * Value of the CHANNEL_BINDINGS pair that ties a logon to the TLS connection it runs in.
 *
 * @param certificate DER of the server's certificate
 */
export function channelBindingHash(certificate: Uint8Array): Buffer {
  return channelBindingOfHash(tlsServerEndPoint(certificate));
}
