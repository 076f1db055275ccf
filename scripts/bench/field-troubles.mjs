// The Monday of `bench:field`: which of the fleet's machines are in which trouble, and what the run must say of each.
const UNREADABLE_AREA = "screen-saver";

/** Troubles in the order in which machines get them: 10 + 10 + 3 + 2 + 1 + 1 = 27. */
const MONDAY = [
  { count: 10, words: ["off"], codes: ["WINRM_CONNECT_REFUSED"] },
  { count: 10, words: ["silent"], codes: ["WINRM_CONNECT_TIMEOUT"] },
  { count: 3, words: ["password"], codes: ["WINRM_AUTH_FAILED", "WINRM_CREDENTIAL_LATCHED"] },
  { count: 2, words: ["stranger"], codes: ["WRONG_MACHINE"] },
  { count: 1, words: ["deny", UNREADABLE_AREA], codes: ["ACCESS_DENIED"] },
  { count: 1, words: ["hang"], codes: ["WINRM_TIMEOUT"] },
];

/** Spreads the troubles over the fleet, so that they are not all at one site. */
export function mondayOf(hosts) {
  const all = MONDAY.flatMap(({ count, words, codes }) => Array.from({ length: count }, () => ({ words, codes })));
  const step = Math.floor(hosts.length / all.length);
  return all.map((trouble, index) => ({ host: hosts[index * step], ...trouble }));
}

/** What is wrong with a run's record: machines without their cause or next step, named twice, or missing for no reason. */
export function defectsOf(record, monday) {
  const expected = new Map(monday.map((each) => [each.host, each]));
  const defects = [];
  for (const { host, codes } of monday) {
    const named = record.unreadable.filter((each) => each.host === host);
    if (named.length !== 1) defects.push(`${host}: named ${named.length} times, not once`);
    for (const { code, message, hint } of named) {
      if (!codes.includes(code)) defects.push(`${host}: ${code} instead of ${codes.join(" or ")}`);
      if (!message || !hint) defects.push(`${host}: ${code} without ${message ? "a next step" : "a cause"}`);
    }
  }
  for (const { name, status } of record.hosts) {
    const unread = expected.has(name) && expected.get(name).words[0] !== "deny";
    if ((status !== "read") !== unread) defects.push(`${name}: ${status}`);
  }
  for (const { host, code } of record.unreadable)
    if (!expected.has(host)) defects.push(`${host}: ${code}, although nothing is wrong with it`);
  return defects;
}
