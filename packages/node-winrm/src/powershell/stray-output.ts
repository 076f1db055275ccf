const MAX_LINES = 200;
const MAX_LINE_CHARACTERS = 2000;

/** Keeps the last lines a process wrote beside its answers; bytes that are no UTF-8 become replacement characters. */
export class StrayOutput {
  readonly lines: string[] = [];
  readonly #decoder = new TextDecoder();
  #rest = "";

  add(line: string): void {
    this.lines.push(line.slice(0, MAX_LINE_CHARACTERS));
    if (this.lines.length > MAX_LINES) this.lines.shift();
  }

  /** Takes the next bytes of a stream; characters and lines may be cut between two calls. */
  push(bytes: Uint8Array): void {
    const lines = (this.#rest + this.#decoder.decode(bytes, { stream: true })).split(/\r?\n/u);
    this.#rest = (lines.pop() ?? "").slice(0, MAX_LINE_CHARACTERS);
    for (const line of lines) if (line !== "") this.add(line);
  }

  /** Takes an unfinished last line. */
  end(): void {
    if (this.#rest !== "") this.add(this.#rest);
    this.#rest = "";
  }
}
