import { generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { writeDer } from "../ntlm/der.js";

const ECDSA_OIDS = { sha256: "2a8648ce3d040302", sha384: "2a8648ce3d040303", sha512: "2a8648ce3d040304" } as const;

export interface SelfSigned {
  /** PEM */
  key: string;
  /** PEM */
  cert: string;
  der: Buffer;
}

const sequence = (...content: Uint8Array[]): Buffer => writeDer(0x30, ...content);
const oid = (hex: string): Buffer => writeDer(0x06, Buffer.from(hex, "hex"));

/** A certificate for `localhost`, signed with its own ECDSA key by the given hash. */
export function selfSignedCertificate(hash: keyof typeof ECDSA_OIDS = "sha256"): SelfSigned {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const algorithm = sequence(oid(ECDSA_OIDS[hash]));
  const name = sequence(writeDer(0x31, sequence(oid("550403"), writeDer(0x0c, Buffer.from("localhost")))));
  const time = (year: number): Buffer => writeDer(0x17, Buffer.from(`${year}0101000000Z`));
  const alternative = sequence(writeDer(0x82, Buffer.from("localhost")));
  const extension = sequence(oid("551d11"), writeDer(0x04, alternative));
  const body = sequence(
    writeDer(0xa0, writeDer(0x02, Buffer.from([2]))),
    writeDer(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    name,
    sequence(time(20), time(49)),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    writeDer(0xa3, sequence(extension)),
  );
  const signature = writeDer(0x03, Buffer.from([0]), sign(hash, body, privateKey));
  const der = sequence(body, algorithm, signature);
  const cert = `-----BEGIN CERTIFICATE-----\n${der.toString("base64").replace(/.{64}/gu, "$&\n")}\n-----END CERTIFICATE-----\n`;
  return { key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(), cert, der };
}
