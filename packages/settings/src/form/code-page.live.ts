import { registryValue } from "./windows-state.js";
import type { WindowsState } from "./windows-state.js";

/** The code page in which a machine's programs write text without saying so: 932 on Japanese Windows. */
export type CodePage = "932" | "1252";

const NLS = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Nls\\CodePage";

/** What code page 1252 has from 0x80 to 0x9F, where Latin-1 has controls. Node's own decoder takes the one for the other. */
const WESTERN = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

const japanese = new TextDecoder("shift_jis");

export function codePageOf(machine: WindowsState): CodePage {
  return registryValue(machine.registry, NLS, "ACP")?.value === "932" ? "932" : "1252";
}

export function decodeAnsi(bytes: Uint8Array, codePage: CodePage): string {
  if (codePage === "932") return japanese.decode(bytes);
  return Array.from(bytes, (byte) => WESTERN[byte - 0x80] ?? String.fromCharCode(byte)).join("");
}

/** Undefined for a text that the code page cannot say. */
export function encodeAnsi(text: string, codePage: CodePage): Buffer | undefined {
  const table = tableOf(codePage);
  const parts = Array.from(text, (character) => table.get(character));
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length ? Buffer.concat(known) : undefined;
}

const tables = new Map<CodePage, ReadonlyMap<string, Buffer>>();

/** Bytes by character; of two ways to write one, the first. */
function tableOf(codePage: CodePage): ReadonlyMap<string, Buffer> {
  let table = tables.get(codePage);
  if (table === undefined) {
    const bytes = Array.from({ length: 256 }, (_, byte) => byte);
    const leads = codePage === "932" ? bytes.filter((byte) => (byte > 0x80 && byte < 0xa0) || byte > 0xdf) : [];
    const pairs = leads.flatMap((first) => bytes.slice(0x40).map((second) => [first, second]));
    const written = [...bytes.map((byte) => [byte]), ...pairs].map((code) => Buffer.from(code));
    const made = new Map<string, Buffer>();
    for (const code of written) {
      const text = decodeAnsi(code, codePage);
      if (Array.from(text).length === 1 && text !== "\ufffd" && !made.has(text)) made.set(text, code);
    }
    tables.set(codePage, (table = made));
  }
  return table;
}
