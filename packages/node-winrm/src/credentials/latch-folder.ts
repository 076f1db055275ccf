import { randomBytes } from "node:crypto";
import {
  chmodSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

const KEY_FILE = "latch.key";
const KEY = /^[0-9a-f]{64}$/u;

/** The key file holds something else: entries made with the right key cannot be found any more. */
export class DamagedKeyError extends Error {}

/** True for an error of the operating system with that code. */
export function isSystemError(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

/** Small files that several processes write at once, each whole or not at all. Only the owner may read them. */
export class LatchFolder {
  constructor(readonly path: string) {}

  /** undefined when there is no such file */
  read(name: string): string | undefined {
    try {
      return readFileSync(join(this.path, name), "utf8");
    } catch (error) {
      if (isSystemError(error, "ENOENT")) return undefined;
      throw error;
    }
  }

  /** Empty when there is no folder yet. */
  names(): string[] {
    try {
      return readdirSync(this.path);
    } catch (error) {
      if (isSystemError(error, "ENOENT")) return [];
      throw error;
    }
  }

  /** @returns false when there was no such file */
  remove(name: string): boolean {
    try {
      unlinkSync(join(this.path, name));
      return true;
    } catch (error) {
      if (isSystemError(error, "ENOENT")) return false;
      throw error;
    }
  }

  /** Writes a file only when there is none: a link to a finished file fails if the name is taken. */
  createOnce(name: string, content: string): void {
    const draft = this.#draft(name, content);
    const target = join(this.path, name);
    try {
      linkSync(draft, target);
    } catch (error) {
      if (!isSystemError(error, "EEXIST")) {
        // File systems without hard links: a rename is atomic too, and the content of two entries of one name is the same.
        if (name === KEY_FILE) throw error;
        renameSync(draft, target);
        return;
      }
    }
    unlinkSync(draft);
  }

  replace(name: string, content: string): void {
    renameSync(this.#draft(name, content), join(this.path, name));
  }

  /** The key of this folder, made when there is none. @throws DamagedKeyError */
  key(): Buffer {
    let text = this.read(KEY_FILE);
    if (text === undefined) {
      this.createOnce(KEY_FILE, randomBytes(32).toString("hex"));
      text = this.read(KEY_FILE) ?? "";
    }
    const key = text.trim();
    if (!KEY.test(key)) throw new DamagedKeyError("the key is damaged");
    return Buffer.from(key, "hex");
  }

  #draft(name: string, content: string): string {
    mkdirSync(this.path, { recursive: true, mode: 0o700 });
    chmodSync(this.path, 0o700);
    const draft = join(this.path, `.${name}.${process.pid}.${randomBytes(4).toString("hex")}`);
    writeFileSync(draft, content, { mode: 0o600, flag: "wx" });
    return draft;
  }
}
