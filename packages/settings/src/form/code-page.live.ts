import { registryValue } from "./windows-state.js";
import type { WindowsState } from "./windows-state.js";

/** The code page in which a machine's programs write text without saying so: 932 on Japanese Windows. */
export type CodePage = "932" | "1252";

const NLS = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Nls\\CodePage";
const DECODERS = { "932": "shift_jis", "1252": "windows-1252" } as const;

export function codePageOf(machine: WindowsState): CodePage {
  return registryValue(machine.registry, NLS, "ACP")?.value === "932" ? "932" : "1252";
}

export function decodeAnsi(bytes: Uint8Array, codePage: CodePage): string {
  return new TextDecoder(DECODERS[codePage]).decode(bytes);
}

/** Undefined for a text that the code page cannot say. */
export function encodeAnsi(text: string, codePage: CodePage): Buffer | undefined {
  const table = tableOf(codePage);
  const parts = Array.from(text, (character) => table.get(character));
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length ? Buffer.concat(known) : undefined;
}

const tables = new Map<CodePage, ReadonlyMap<string, Buffer>>();

/** Bytes by character. Of two ways to write one, the first in the order of the table of Windows' code page 932. */
function tableOf(codePage: CodePage): ReadonlyMap<string, Buffer> {
  let table = tables.get(codePage);
  if (table === undefined) {
    const bytes = Array.from({ length: 256 }, (_, byte) => byte);
    const pairs = codePage === "932" ? bytes.flatMap((first) => bytes.map((second) => [first, second])) : [];
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
