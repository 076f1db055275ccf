import { decodeAnsi, encodeAnsi } from "../form/code-page.live.js";
import type { CodePage } from "../form/code-page.live.js";
import { AreaFailure } from "../form/live-form.js";
import { isSameName } from "../form/windows-state.js";

/** Where a value stands. */
export interface IniPlace {
  readonly section: string;
  readonly key: string;
}

interface IniLine {
  /** As it stands in the file: outside UTF-16 a character is a byte. */
  raw: string;
  end: string;
  readonly text: string;
  readonly section: string;
  readonly key?: string;
  readonly value?: string;
}

type Encoding = "utf16le" | "utf16be" | "utf8" | CodePage;

/** An INI file, read and changed as the area's PowerShell does it. */
export class IniFile {
  readonly #encoding: Encoding;
  readonly #mark: string;
  readonly #lines: IniLine[] = [];

  /** Throws {@link AreaFailure} for a file whose encoding cannot be told. */
  constructor(bytes: Buffer, codePage: CodePage, path: string) {
    this.#encoding = encodingOf(bytes, codePage);
    const whole = rawOf(bytes, this.#encoding);
    if (whole.includes("\0") || (isWide(this.#encoding) && bytes.length % 2 === 1))
      throw new AreaFailure("ENCODING_UNKNOWN", path);
    this.#mark = /^(?:\ufeff|\u00ef\u00bb\u00bf)/.exec(whole)?.[0] ?? "";
    let section = "";
    for (const [, ended = "", end = "", last = ""] of whole
      .slice(this.#mark.length)
      .matchAll(/([^\n]*?)(\r?\n)|([^\n]+)$/g)) {
      const raw = ended + last;
      const text = this.#textOf(raw);
      const header = /^[ \t]*\[([^\]]*)\]/.exec(text);
      const [, key, value] = /^[ \t]*([^=;#[ \t][^=]*?)[ \t]*=[ \t]*([^\n]*?)[ \t]*$/.exec(text) ?? [];
      if (header !== null) section = trimmed(header[1] ?? "");
      this.#lines.push({ raw, end, text, section, ...(header === null && key !== undefined ? { key, value } : {}) });
    }
  }

  /** The value that counts: the first one. */
  value(place: IniPlace): string | undefined {
    return this.#find(place)[0]?.value;
  }

  /** Whether the file has changed. Throws {@link AreaFailure} for a text that the file's encoding cannot say. */
  set(place: IniPlace, value: string | null): boolean {
    const found = this.#find(place);
    const [first] = found;
    if (value === null) {
      for (const line of found) this.#lines.splice(this.#lines.indexOf(line), 1);
      return found.length > 0;
    }
    if (first === undefined) {
      this.#add(place, value);
      return true;
    }
    if (first.value === value) return false;
    first.raw = this.#rawOfText(first.text.replace(/^([^=]*=[ \t]*)[^\n]*$/, (_, before: string) => before) + value);
    return true;
  }

  bytes(): Buffer {
    const raw = this.#mark + this.#lines.map((line) => line.raw + line.end).join("");
    if (this.#encoding === "utf16be") return Buffer.from(raw, "utf16le").swap16();
    return Buffer.from(raw, isWide(this.#encoding) ? "utf16le" : "latin1");
  }

  /** Below the last line of the section that says something; a section that is not there comes last. */
  #add({ section, key }: IniPlace, value: string): void {
    const text = `${key}=${value}`;
    const raw = this.#rawOfText(text);
    const usual = this.#lines[0]?.end;
    const end = usual === undefined || usual === "" ? "\r\n" : usual;
    const first = this.#lines.findIndex((line) => isSameName(line.section, section));
    const block = first < 0 ? [] : this.#lines.slice(first);
    const length = block.findIndex((line) => !isSameName(line.section, section));
    const said = block.slice(0, length < 0 ? undefined : length).findLastIndex((line) => trimmed(line.text) !== "");
    let at = said < 0 ? -1 : first + said;
    if (at < 0 && section !== "")
      at = this.#lines.push({ raw: this.#rawOfText(`[${section}]`), end, text: "", section }) - 1;
    for (const line of [this.#lines[at], this.#lines[at - 1]]) if (line?.end === "") line.end = end;
    this.#lines.splice(at + 1, 0, { raw, end, text, section, key, value });
  }

  #find({ section, key }: IniPlace): IniLine[] {
    return this.#lines.filter(
      (line) => line.key !== undefined && isSameName(line.section, section) && isSameName(line.key, key),
    );
  }

  #textOf(raw: string): string {
    if (isWide(this.#encoding)) return raw;
    const bytes = Buffer.from(raw, "latin1");
    return this.#encoding === "utf8" ? bytes.toString("utf8") : decodeAnsi(bytes, this.#encoding);
  }

  #rawOfText(text: string): string {
    if (isWide(this.#encoding)) return text;
    if (this.#encoding === "utf8") return Buffer.from(text).toString("latin1");
    const bytes = encodeAnsi(text, this.#encoding);
    if (bytes === undefined) throw new AreaFailure("VALUE_NOT_ENCODABLE", `code page ${this.#encoding}`);
    return bytes.toString("latin1");
  }
}

function isWide(encoding: Encoding): encoding is "utf16le" | "utf16be" {
  return encoding === "utf16le" || encoding === "utf16be";
}

function encodingOf(bytes: Buffer, codePage: CodePage): Encoding {
  const mark = bytes.subarray(0, 2).toString("hex");
  if (mark === "fffe") return "utf16le";
  if (mark === "feff") return "utf16be";
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.length < bytes.length ? "utf8" : codePage;
  } catch {
    return codePage;
  }
}

function rawOf(bytes: Buffer, encoding: Encoding): string {
  if (encoding === "utf16be")
    return Buffer.from(bytes.subarray(0, bytes.length & ~1))
      .swap16()
      .toString("utf16le");
  return bytes.toString(isWide(encoding) ? "utf16le" : "latin1");
}

function trimmed(text: string): string {
  return text.replace(/^[ \t]+|[ \t]+$/g, "");
}
