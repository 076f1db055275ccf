import { z } from "zod";

/** Principals that every Windows knows, by a word that is the same in every language. [MS-DTYP] 2.4.2.4. */
const WELL_KNOWN: ReadonlyMap<string, string> = new Map(
  Object.entries({
    everyone: "S-1-1-0",
    network: "S-1-5-2",
    batch: "S-1-5-3",
    interactive: "S-1-5-4",
    service: "S-1-5-6",
    "anonymous-logon": "S-1-5-7",
    "authenticated-users": "S-1-5-11",
    "remote-interactive-logon": "S-1-5-14",
    iusr: "S-1-5-17",
    system: "S-1-5-18",
    "local-service": "S-1-5-19",
    "network-service": "S-1-5-20",
    "local-account": "S-1-5-113",
    "local-account-and-member-of-administrators-group": "S-1-5-114",
    administrators: "S-1-5-32-544",
    users: "S-1-5-32-545",
    guests: "S-1-5-32-546",
    "power-users": "S-1-5-32-547",
    "account-operators": "S-1-5-32-548",
    "server-operators": "S-1-5-32-549",
    "print-operators": "S-1-5-32-550",
    "backup-operators": "S-1-5-32-551",
    replicator: "S-1-5-32-552",
    "pre-windows-2000-compatible-access": "S-1-5-32-554",
    "remote-desktop-users": "S-1-5-32-555",
    "network-configuration-operators": "S-1-5-32-556",
    "performance-monitor-users": "S-1-5-32-558",
    "performance-log-users": "S-1-5-32-559",
    "distributed-com-users": "S-1-5-32-562",
    "iis-iusrs": "S-1-5-32-568",
    "cryptographic-operators": "S-1-5-32-569",
    "event-log-readers": "S-1-5-32-573",
    "certificate-service-dcom-access": "S-1-5-32-574",
    "rds-remote-access-servers": "S-1-5-32-575",
    "rds-endpoint-servers": "S-1-5-32-576",
    "rds-management-servers": "S-1-5-32-577",
    "hyper-v-administrators": "S-1-5-32-578",
    "access-control-assistance-operators": "S-1-5-32-579",
    "remote-management-users": "S-1-5-32-580",
    "system-managed-accounts-group": "S-1-5-32-581",
    "storage-replica-administrators": "S-1-5-32-582",
    "device-owners": "S-1-5-32-583",
    "all-services": "S-1-5-80-0",
    "virtual-machines": "S-1-5-83-0",
    "window-manager-group": "S-1-5-90-0",
  }),
);

const WORD_OF_SID: ReadonlyMap<string, string> = new Map([...WELL_KNOWN].map(([word, sid]) => [sid, word]));

/**
 * Accounts that a machine has as it ships, by the last part of their SID, whatever they are renamed to (claims
 * `local-accounts/built-in-accounts` and `local-accounts/application-guard-account`).
 */
const BUILT_IN: ReadonlyMap<string, number> = new Map([
  ["administrator", 500],
  ["guest", 501],
  ["default-account", 503],
  ["wdag-utility-account", 504],
]);

const SID = /^S-1-\d+(?:-\d+)+$/i;
/** What stands before the name of an account of the machine's own, as Windows writes it; needed where the name is a word. */
const OWN = ".\\";
/**
 * A name without the characters that Windows refuses in names of accounts and groups (claim
 * `local-accounts/refused-characters`).
 */
// eslint-disable-next-line no-control-regex
const NAME = /^(?![\s.]+$)[^\u0000-\u001f"/\\[\]:;|=,+*?<>@]{1,256}$/;

/** Words by their letters alone, so that a name of Windows (`Remote Desktop Users`) leads to its word. */
const WORD_OF_LETTERS: ReadonlyMap<string, string> = new Map(
  [...WELL_KNOWN.keys(), ...BUILT_IN.keys()].map((word) => [lettersOf(word), word]),
);

/** Texts that mean something else in the canonical form. */
const RESERVED_TEXTS: ReadonlySet<string> = new Set(["absent", "none"]);

/** The name of an account or group of the machine's own: a word of a built-in one, or any name that is no word. */
export const localName = z.string().superRefine((name, context) => {
  const message = faultOfName(name);
  if (message !== undefined) context.addIssue({ code: "custom", message });
});

/**
 * A principal as declared: a word, a SID, or the name of an account or group of the machine (`gyomu`, and `.\batch` where the
 * name is a word that means another); its canonical text.
 */
export const principal = z
  .string()
  .superRefine((text, context) => {
    const message = SID.test(text) || isOwnName(text) ? undefined : faultOfName(text);
    if (message !== undefined) context.addIssue({ code: "custom", message });
  })
  .overwrite(principalText);

function faultOfName(name: string): string | undefined {
  if (name.includes("\\"))
    return "must be a name without a domain; an account of a domain is declared by its SID (S-1-5-21-...-1104)";
  if (!NAME.test(name) || SID.test(name))
    return "must be the name of an account or group of the machine, or a word such as administrator or remote-desktop-users";
  if (RESERVED_TEXTS.has(name.toLowerCase()))
    return `means something else here; right is ${JSON.stringify(OWN + name)}`;
  const word = WORD_OF_LETTERS.get(lettersOf(name));
  return word === undefined || word === name.toLowerCase() ? undefined : `is declared by its word: ${word}`;
}

function isOwnName(text: string): boolean {
  return text.startsWith(OWN) && NAME.test(text.slice(OWN.length));
}

function lettersOf(name: string): string {
  return name.toLowerCase().replaceAll(/[ _-]/g, "");
}

/** Equal principals have equal texts: the word where there is one, else the SID, else the name in lower case. */
function principalText(text: string): string {
  if (SID.test(text)) return WORD_OF_SID.get(text.toUpperCase()) ?? text.toUpperCase();
  return isOwnName(text) ? textOfName(text.slice(OWN.length)) : text.toLowerCase();
}

function textOfName(name: string): string {
  return (isReserved(name) ? OWN : "") + name.toLowerCase();
}

/** Names by SID of what the machine itself keeps, as far as the names are not Windows' own. */
export type LocalNames = ReadonlyMap<string, string>;

/** The text of a principal of the machine, known by its SID. Orphaned ones, and those of a domain, are their SID. */
export function principalOfSid(sid: string, local: LocalNames): string {
  const name = local.get(sid);
  const word = WORD_OF_SID.get(sid) ?? (name === undefined ? undefined : builtInOfSid(sid));
  return word ?? (name === undefined ? sid.toUpperCase() : textOfName(name));
}

/** The text of a principal of the machine, known by name; of a name that the machine does not know, marked where it is a word. */
export function principalOfName(name: string, local: LocalNames): string {
  const folded = name.toLowerCase();
  const [sid] = [...local].find(([, known]) => known.toLowerCase() === folded) ?? [];
  if (sid !== undefined) return principalOfSid(sid, local);
  return isReserved(name) ? `unknown:${folded}` : folded;
}

/** Whether a name means something else here than an account that has it by chance. */
export function isReserved(name: string): boolean {
  const folded = name.toLowerCase();
  return WELL_KNOWN.has(folded) || BUILT_IN.has(folded) || RESERVED_TEXTS.has(folded) || SID.test(name);
}

/** The word of a built-in account of the machine; undefined for other accounts. */
export function builtInOfSid(sid: string): string | undefined {
  const tail = Number(sid.slice(sid.lastIndexOf("-") + 1));
  return [...BUILT_IN].find(([, rid]) => rid === tail)?.[0];
}

/** The word of a group that every Windows has, by its SID; undefined for all else. */
export function builtInGroupOfSid(sid: string): string | undefined {
  return sid.startsWith("S-1-5-32-") ? WORD_OF_SID.get(sid) : undefined;
}

export function isBuiltIn(name: string): boolean {
  return BUILT_IN.has(name.toLowerCase());
}

/** A built-in account is known by its word; another one that has the name of one by chance is told from it by its RID. */
export function accountName(sid: string, name: string): string {
  const rid = sid.slice(sid.lastIndexOf("-") + 1);
  return builtInOfSid(sid) ?? (isBuiltIn(name) ? `${name}[${rid}]` : name);
}

/** How Windows is told of a principal: by SID, by the end of one (`*-500`), or by a name. */
export function principalReference(text: string): string {
  if (isOwnName(text)) return text.slice(OWN.length);
  const folded = text.toLowerCase();
  const rid = BUILT_IN.get(folded);
  return rid === undefined ? (WELL_KNOWN.get(folded) ?? text) : `*-${String(rid)}`;
}
