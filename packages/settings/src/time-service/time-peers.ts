/** One peer as W32Time lists it: a name or an address and, in hexadecimal, how it is asked. */
const PEER = /^([a-z0-9][a-z0-9.:-]*)(?:,0x([0-9a-f]{1,8}))?$/i;

/** A list of peers in its one spelling: small letters, one blank between two, flags without leading zeros. */
export function canonicalPeers(list: string): string {
  return list
    .split(/\s+/)
    .filter((peer) => peer !== "")
    .map((peer) => {
      const [, host, flags] = PEER.exec(peer) ?? [];
      if (host === undefined) return peer;
      return host.toLowerCase() + (flags === undefined ? "" : `,0x${Number.parseInt(flags, 16).toString(16)}`);
    })
    .join(" ");
}

/** SpecialInterval 1, UseAsFallbackOnly 2, SymmetricActive 4, Client 8. */
const ALL_FLAGS = 0xf;

/** What is wrong with a list of peers that somebody declares, and what would be right; undefined for a good one. */
export function peersProblem(list: string): string | undefined {
  const peers = canonicalPeers(list).split(" ");
  const hosts = new Set<string>();
  for (const peer of peers) {
    const [, host = "", flags = "0"] = PEER.exec(peer) ?? [];
    if (host === "" || Number.parseInt(flags, 16) > ALL_FLAGS)
      return `must be names or addresses, each with its flags from 0x0 to 0xf: "ntp.example.jp,0x9"; "${peer}" is not`;
    if (hosts.has(host)) return `must name each server once; "${host}" is there twice`;
    hosts.add(host);
  }
  return undefined;
}
