import { isSameName } from "../form/windows-state.js";

/** A line of a hosts file; each character is a byte. Of one that gives no name an address, `names` is empty. */
interface HostsLine {
  readonly text: string;
  end: string;
  address: string;
  names: readonly string[];
  readonly comment: string;
  changed: boolean;
}

const LINE = /([^\n]*?)(\r?\n)|([^\n]+)$/g;
const ENTRY = /^[ \t]*([0-9.]+|[0-9a-f:.]*:[0-9a-f:.]*(?:%[0-9a-z]+)?)[ \t]+([^#]*[^# \t])[ \t]*(#[^\n]*)?$/i;

/** The lines of a hosts file, changed as the area's PowerShell changes them. */
export class HostsLines {
  readonly #lines: HostsLine[];

  constructor(bytes: Uint8Array) {
    this.#lines = [...Buffer.from(bytes).toString("latin1").matchAll(LINE)].map(([, ended = "", end = "", last = ""]) =>
      parsed(ended + last, end),
    );
  }

  /** Addresses by name, in the order of the file; names are told apart without case. */
  addresses(): Map<string, string[]> {
    const found = new Map<string, string[]>();
    for (const { address, names } of this.#lines) {
      for (const name of names) {
        const known = [...found.keys()].find((other) => isSameName(other, name)) ?? name;
        found.set(known, [...(found.get(known) ?? []), address]);
      }
    }
    return found;
  }

  /** Gives a name one address alone, or none. */
  set(name: string, address: string | undefined): void {
    const holding = this.#lines.filter(({ names }) => names.some((other) => isSameName(other, name)));
    let right = holding.filter((line) => address !== undefined && isSameName(line.address, address));
    if (address !== undefined && right.length === 0) {
      const alone = holding.find(({ names }) => names.length === 1);
      if (alone !== undefined) Object.assign(alone, { address, changed: true });
      right = [alone ?? this.#add(name, address)];
    }
    for (const line of holding) if (!right.includes(line)) remove(line, name);
  }

  /** Takes out every name that is not declared, but what Windows answers for localhost by itself. */
  removeOthers(declared: readonly string[]): void {
    for (const line of this.#lines) {
      const own = ["127.0.0.1", "::1"].includes(line.address);
      for (const name of line.names) {
        const stays = declared.some((other) => isSameName(other, name)) || (own && isSameName(name, "localhost"));
        if (!stays) remove(line, name);
      }
    }
  }

  get changed(): boolean {
    return this.#lines.some(({ changed }) => changed);
  }

  bytes(): Buffer {
    return Buffer.from(this.#lines.map(lineText).join(""), "latin1");
  }

  #add(name: string, address: string): HostsLine {
    const end = this.#lines[0]?.end;
    const usual = end === undefined || end === "" ? "\r\n" : end;
    const last = this.#lines.at(-1);
    if (last?.end === "") last.end = usual;
    const line = { text: "", end: usual, address, names: [name], comment: "", changed: true };
    this.#lines.push(line);
    return line;
  }
}

function parsed(text: string, end: string): HostsLine {
  const [, address = "", names, comment = ""] = ENTRY.exec(text) ?? [];
  return { text, end, address, names: names?.split(/[ \t]+/) ?? [], comment, changed: false };
}

function remove(line: HostsLine, name: string): void {
  line.names = line.names.filter((other) => !isSameName(other, name));
  line.changed = true;
}

function lineText({ text, end, address, names, comment, changed }: HostsLine): string {
  if (!changed) return text + end;
  if (names.length === 0) return comment === "" ? "" : comment + end;
  return `${address}\t${names.join(" ")}${comment === "" ? "" : `\t${comment}`}${end}`;
}
