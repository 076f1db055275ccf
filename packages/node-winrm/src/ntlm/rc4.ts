/**
 * RC4 key stream that keeps its position between calls, as NTLM sealing needs (MS-NLMP 3.4.3).
 * Written out here because OpenSSL 3 refuses the cipher; it protects nothing on its own and is used for NTLM only.
 */
export class Rc4 {
  readonly #initial: Uint8Array;
  #state: Uint8Array;
  #i = 0;
  #j = 0;

  /** @param key 1 to 256 bytes */
  constructor(key: Uint8Array) {
    if (key.length === 0 || key.length > 256) throw new RangeError("an RC4 key has 1 to 256 bytes");
    const state = Uint8Array.from({ length: 256 }, (_, index) => index);
    for (let i = 0, j = 0; i < 256; i++) {
      const value = state[i] as number;
      j = (j + value + (key[i % key.length] as number)) & 255;
      state[i] = state[j] as number;
      state[j] = value;
    }
    this.#initial = state;
    this.#state = state.slice();
  }

  /** Enciphers or deciphers (the same operation) the next bytes of this stream into a new buffer. */
  transform(input: Uint8Array): Buffer {
    const output = Buffer.allocUnsafe(input.length);
    const state = this.#state;
    let i = this.#i;
    let j = this.#j;
    for (let index = 0; index < input.length; index++) {
      i = (i + 1) & 255;
      const a = state[i] as number;
      j = (j + a) & 255;
      const b = state[j] as number;
      state[i] = b;
      state[j] = a;
      output[index] = (input[index] as number) ^ (state[(a + b) & 255] as number);
    }
    this.#i = i;
    this.#j = j;
    return output;
  }

  /** Goes back to the first byte of the key stream; SPNEGO asks for it after its mechListMIC (MS-SPNG 3.3.5.1). */
  reset(): void {
    this.#state = this.#initial.slice();
    this.#i = 0;
    this.#j = 0;
  }
}
