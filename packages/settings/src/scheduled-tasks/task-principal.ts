/** Accounts and groups that have the same SID on every Windows, whatever they are called in its language. */
const SIDS: ReadonlyMap<string, string> = new Map([
  ["system", "S-1-5-18"],
  ["local-service", "S-1-5-19"],
  ["network-service", "S-1-5-20"],
  ["administrators", "S-1-5-32-544"],
  ["users", "S-1-5-32-545"],
  ["interactive", "S-1-5-4"],
  ["authenticated-users", "S-1-5-11"],
  ["everyone", "S-1-1-0"],
  ["administrator", "RID 500"],
]);

const WORDS: ReadonlyMap<string, string> = new Map([...SIDS].map(([word, sid]) => [sid, word]));

const SID = /^S-1-\d+(?:-\d+)+$/;

/** The word for a SID that has one, else the SID; every other text in lower case. */
export function principalOf(text: string): string {
  const sid = text.toUpperCase();
  if (!SID.test(sid)) return text.toLowerCase();
  return WORDS.get(/^S-1-5-21-.*-500$/.test(sid) ? "RID 500" : sid) ?? sid;
}

export function isPrincipal(text: string): boolean {
  return SIDS.has(text) || SID.test(text);
}

/** The SID that a principal stands for; `RID 500` for the machine's own administrator, whose SID differs by machine. */
export function sidOf(principal: string): string {
  return SIDS.get(principal) ?? principal;
}
