import { createHash, timingSafeEqual } from "node:crypto";
import { hasFlag, NtlmFlag } from "./negotiate-flags.js";
import { NtlmError } from "./ntlm-error.js";
import { hmacMd5 } from "./ntlmv2-response.js";
import { Rc4 } from "./rc4.js";

export interface SealedMessage {
  /** NTLMSSP_MESSAGE_SIGNATURE, 16 bytes (MS-NLMP 2.2.2.9.2) */
  signature: Buffer;
  /** as long as the plaintext */
  ciphertext: Buffer;
}

type Sender = "client" | "server";

function deriveKey(key: Uint8Array, sender: Sender, purpose: "signing" | "sealing"): Buffer {
  const direction = sender === "client" ? "client-to-server" : "server-to-client";
  return createHash("md5").update(key).update(`session key to ${direction} ${purpose} key magic constant\0`).digest();
}

/** SIGNKEY of MS-NLMP 3.4.5.2 for what `sender` sends. */
export function signingKey(exportedSessionKey: Uint8Array, sender: Sender): Buffer {
  return deriveKey(exportedSessionKey, sender, "signing");
}

/** SEALKEY of MS-NLMP 3.4.5.3 (extended session security): weakened to 56 or 40 bits when the flags say so. */
export function sealingKey(exportedSessionKey: Uint8Array, flags: number, sender: Sender): Buffer {
  const weak = hasFlag(flags, NtlmFlag.KEY_56) ? 7 : 5;
  const length = hasFlag(flags, NtlmFlag.KEY_128) ? 16 : weak;
  return deriveKey(exportedSessionKey.subarray(0, length), sender, "sealing");
}

/** One direction: a key stream that never restarts and a message counter. */
class Direction {
  readonly #signKey: Buffer;
  readonly #cipher: Rc4;
  readonly #encryptChecksum: boolean;
  #sequence = 0;

  constructor(exportedSessionKey: Uint8Array, flags: number, sender: Sender) {
    this.#signKey = signingKey(exportedSessionKey, sender);
    this.#cipher = new Rc4(sealingKey(exportedSessionKey, flags, sender));
    this.#encryptChecksum = hasFlag(flags, NtlmFlag.KEY_EXCHANGE);
  }

  crypt(bytes: Uint8Array): Buffer {
    return this.#cipher.transform(bytes);
  }

  /** MAC of MS-NLMP 3.4.4.2; with key exchange the checksum runs through the same key stream, right after the message. */
  nextSignature(plaintext: Uint8Array): Buffer {
    const sequence = Buffer.alloc(4);
    sequence.writeUInt32LE(this.#sequence++);
    const checksum = hmacMd5(this.#signKey, sequence, plaintext).subarray(0, 8);
    const version = Buffer.from("01000000", "hex");
    return Buffer.concat([version, this.#encryptChecksum ? this.crypt(checksum) : checksum, sequence]);
  }

  restartCipher(): void {
    this.#cipher.reset();
  }
}

/**
 * Session security of one authenticated connection (MS-NLMP 3.4, the variant with extended session security).
 * Messages have to be handled in the order of the wire; a lost or repeated one makes the context useless.
 */
export class SealingContext {
  readonly #sending: Direction;
  readonly #receiving: Direction;

  /**
   * @param flags of the AUTHENTICATE message
   * @param role which end of the connection this object is
   */
  constructor(exportedSessionKey: Uint8Array, flags: number, role: Sender) {
    this.#sending = new Direction(exportedSessionKey, flags, role);
    this.#receiving = new Direction(exportedSessionKey, flags, role === "client" ? "server" : "client");
  }

  seal(plaintext: Uint8Array): SealedMessage {
    const ciphertext = this.#sending.crypt(plaintext);
    return { ciphertext, signature: this.#sending.nextSignature(plaintext) };
  }

  /** @throws NtlmError when the signature or its sequence number is not the expected one; drop the connection then */
  unseal(message: { signature: Uint8Array; ciphertext: Uint8Array }): Buffer {
    const plaintext = this.#receiving.crypt(message.ciphertext);
    this.#check(message.signature, plaintext);
    return plaintext;
  }

  /** Signature over clear text, as mechListMIC needs it. */
  sign(message: Uint8Array): Buffer {
    return this.#sending.nextSignature(message);
  }

  /** @throws NtlmError when the peer's signature over clear text is wrong */
  verify(message: Uint8Array, signature: Uint8Array): void {
    this.#check(signature, message);
  }

  /** Both key streams start again while the counters go on: the rule after an exchange of mechListMICs (MS-SPNG 3.3.5.1). */
  restartCiphers(): void {
    this.#sending.restartCipher();
    this.#receiving.restartCipher();
  }

  #check(signature: Uint8Array, plaintext: Uint8Array): void {
    const expected = this.#receiving.nextSignature(plaintext);
    if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) {
      throw new NtlmError("the signature of a sealed message is wrong");
    }
  }
}
