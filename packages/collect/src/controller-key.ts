import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { existsSync, linkSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { KijunError } from "@kijun/core";
import { readProtectedFile } from "@kijun/provider/credentials";

/** The file in the person's own folder that holds this controller's key (ed25519, PKCS #8). */
const KEY_FILE = "collect-key.pem";

/** This controller's key. It signs what a folder asks for; machines have none. */
export class ControllerKey {
  private readonly publicKey: KeyObject;

  private constructor(private readonly privateKey: KeyObject) {
    this.publicKey = createPublicKey(privateKey);
  }

  /** The key of a home. Errors: COLLECT_KEY_INVALID, also where no folder was ever packed from this home. */
  static of(home: string): ControllerKey {
    const path = join(home, KEY_FILE);
    if (!existsSync(path))
      throw unusable(
        `${path} is not there: no folder was packed from this home`,
        "Take answers in on the computer that packed the folder, with the same KIJUN_HOME; or pack a new folder.",
      );
    const text = readProtectedFile(path, unusable);
    try {
      const key = createPrivateKey(text);
      if (key.asymmetricKeyType === "ed25519") return new ControllerKey(key);
    } catch {
      // What cannot be read is no key either.
    }
    throw unusable(
      `${path} is no ed25519 key`,
      "Put the file back from a backup. Without it answers to folders that are out cannot be taken in; delete it to begin with a new key.",
    );
  }

  /** The key of a home, which is made where there is none yet. Errors: COLLECT_KEY_INVALID. */
  static made(home: string): ControllerKey {
    const path = join(home, KEY_FILE);
    if (!existsSync(path)) makeKey(home, path);
    return ControllerKey.of(home);
  }

  /** Beginning of the SHA-256 of the public key (SPKI, DER), to tell keys apart. */
  get fingerprint(): string {
    const der = this.publicKey.export({ type: "spki", format: "der" });
    return createHash("sha256").update(der).digest("hex").slice(0, 16);
  }

  sign(bytes: Uint8Array): Buffer {
    return sign(null, bytes, this.privateKey);
  }

  hasSigned(bytes: Uint8Array, signature: Uint8Array): boolean {
    return verify(null, bytes, this.publicKey, signature);
  }
}

function unusable(reason: string, hint: string): KijunError {
  return new KijunError("COLLECT_KEY_INVALID", reason, { hint });
}

/** Of two processes that make one at once, the first one's stays. */
function makeKey(home: string, path: string): void {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync("ed25519");
  const fresh = `${path}.${String(process.pid)}`;
  writeFileSync(fresh, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
  try {
    linkSync(fresh, path);
  } catch (error) {
    if (!existsSync(path)) throw error;
  } finally {
    rmSync(fresh, { force: true });
  }
}
