/** Who may do what over a share, one text each: `S-1-5-32-544:full`, `S-1-1-0:deny-change`. */
export type ShareAccess = readonly string[];

/** What Windows' share dialog offers, by the rights of the descriptor. */
const RIGHTS: ReadonlyMap<number, string> = new Map([
  [0x1200a9, "read"],
  [0x1301bf, "change"],
  [0x1f01ff, "full"],
]);

/** Accounts that every Windows has under the same SID, by their two letters in a descriptor. */
const WELL_KNOWN: { readonly [letters: string]: string } = {
  ...{ WD: "S-1-1-0", CO: "S-1-3-0", CG: "S-1-3-1", OW: "S-1-3-4", NU: "S-1-5-2", IU: "S-1-5-4", SU: "S-1-5-6" },
  ...{ AN: "S-1-5-7", AU: "S-1-5-11", RC: "S-1-5-12", SY: "S-1-5-18", LS: "S-1-5-19", NS: "S-1-5-20" },
  ...{ BA: "S-1-5-32-544", BU: "S-1-5-32-545", BG: "S-1-5-32-546", PU: "S-1-5-32-547", AO: "S-1-5-32-548" },
  ...{ SO: "S-1-5-32-549", PO: "S-1-5-32-550", BO: "S-1-5-32-551", RE: "S-1-5-32-552", RD: "S-1-5-32-555" },
  ...{ NO: "S-1-5-32-556", ER: "S-1-5-32-573", RM: "S-1-5-32-580" },
};

/** Rights of a descriptor in letters; generic ones as they count for files. */
const LETTERS: { readonly [letters: string]: number } = {
  ...{ GA: 0x1f01ff, GR: 0x120089, GW: 0x120116, GX: 0x1200a0, FA: 0x1f01ff, FR: 0x120089, FW: 0x120116, FX: 0x1200a0 },
  ...{ CC: 0x1, DC: 0x2, LC: 0x4, SW: 0x8, RP: 0x10, WP: 0x20, DT: 0x40, LO: 0x80, CR: 0x100 },
  ...{ SD: 0x10000, RC: 0x20000, WD: 0x40000, WO: 0x80000 },
};

const SID = "S-1-\\d+(?:-\\d+)+|LA|LG|DA|DU|DG";
const WORD = new RegExp(`^(?:${SID}):(?:deny-)?(?:read|change|full|0x[0-9a-f]{8})$`);
const ENTRY = new RegExp(`\\(([AD]);(?:OI|CI|NP|ID)*;([^;()]*);;;(${SID}|[A-Z]{2})\\)`, "y");

/**
 * Whether a text says who may do what. The machine's own Administrator and Guest and the domain's large groups have
 * another SID on every machine, so they stand by their letters (LA, LG, DA, DU, DG).
 */
export function isShareAccess(text: string): boolean {
  return WORD.test(text);
}

/** Whom a text of {@link ShareAccess} is about, and what it says. */
export function accessParts(text: string): { readonly who: string; readonly what: string } {
  const [who = "", what = ""] = text.split(":");
  return { who, what };
}

/** The access that a security descriptor gives, sorted; undefined for one that says more than this form can. */
export function parseShareAccess(descriptor: string): ShareAccess | undefined {
  const list = /D:([A-Z_]*)((?:\([^)]*\))*)(?:S:.*)?$/s.exec(descriptor);
  if (list === null) return undefined;
  const [, flags = "", entries = ""] = list;
  // A descriptor without a list lets everybody do everything.
  if (flags === "NO_ACCESS_CONTROL") return ["S-1-1-0:full"];
  const masks = new Map<string, number>();
  let at = 0;
  while (at < entries.length) {
    ENTRY.lastIndex = at;
    const [, type = "", rights = "", who = ""] = ENTRY.exec(entries) ?? [];
    const sid = /^S-|^(?:LA|LG|DA|DU|DG)$/.test(who) ? who : WELL_KNOWN[who];
    const mask = maskOf(rights);
    if (type === "" || sid === undefined || mask === undefined) return undefined;
    const key = `${sid}:${type === "D" ? "deny-" : ""}`;
    masks.set(key, (masks.get(key) ?? 0) | mask);
    at = ENTRY.lastIndex;
  }
  return [...masks].map(([key, mask]) => key + (RIGHTS.get(mask) ?? hexText(mask))).sort();
}

/**
 * The security descriptor that gives an access, owned by the system as shares are (claim `owned-by-the-system`); refusals
 * come first.
 */
export function formatShareAccess(access: ShareAccess): string {
  const entries = [...access].sort().map((text) => {
    const { who, what } = accessParts(text);
    const denied = what.startsWith("deny-");
    const word = what.replace("deny-", "");
    const [mask] = [...RIGHTS].find(([, name]) => name === word) ?? [Number(word)];
    return { denied, text: `(${denied ? "D" : "A"};;0x${mask.toString(16)};;;${who})` };
  });
  const texts = [...entries.filter(({ denied }) => denied), ...entries.filter(({ denied }) => !denied)];
  return `O:SYG:SYD:${texts.map(({ text }) => text).join("")}`;
}

function maskOf(rights: string): number | undefined {
  if (/^0x[0-9a-f]{1,8}$/i.test(rights)) return Number(rights) >>> 0;
  const letters = rights.match(/../g) ?? [];
  if (letters.join("") !== rights || letters.some((pair) => LETTERS[pair] === undefined)) return undefined;
  return letters.reduce((mask, pair) => mask | (LETTERS[pair] ?? 0), 0);
}

function hexText(mask: number): string {
  return `0x${(mask >>> 0).toString(16).padStart(8, "0")}`;
}
