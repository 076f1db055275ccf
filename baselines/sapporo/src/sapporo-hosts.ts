import type { Host } from "@kijun/core";

import { seatAddress, serverAddress } from "./sapporo-addresses.js";
import { sapporoSites, SERVER_SITE } from "./sapporo-sites.js";
import type { EarlierModel, SapporoSite } from "./sapporo-sites.js";

/** First days of the earlier generation; fictional, only their being past matters. */
const EARLIER_TERMINALS: { readonly [Model in EarlierModel]: { readonly hostClass: string; readonly from: string } } = {
  "D588/T": { hostClass: "terminal-d588t", from: "2020-10-01" },
  "D588/C": { hostClass: "terminal-d588c", from: "2020-10-01" },
  "D7010/E": { hostClass: "terminal-d7010e", from: "2022-04-01" },
};
const EARLIER_MODELS = ["D588/T", "D588/C", "D7010/E"] as const;

/** The new ＣＳ take over the addresses of the earlier ones on one day, before any terminal changes. */
const SERVER_REFRESH = "2025-05-07";
/** The AD servers go when the last earlier terminal has gone. */
const DIRECTORY_RETIREMENT = "2025-06-30";
const EARLIER_SERVERS_FROM = "2020-10-01";

/** Every machine that was, is or will be in service, site by site in the order of the document. */
export const sapporoHosts: readonly Host[] = [...servers(), ...sapporoSites.flatMap(terminalsOf)];

/** Earlier terminals are numbered `KITA-OT001`, new ones `KITA-T001`; equal numbers stand on the same seat. */
function terminalsOf(site: SapporoSite, siteIndex: number): Host[] {
  const { refresh } = site;
  if (refresh === undefined) return [];
  const replaced = EARLIER_MODELS.flatMap((model) => Array.from({ length: site.earlier[model] ?? 0 }, () => model));
  const seats = replaced.length + (site.additional ?? 0);
  const earlier = replaced.map((model, index): Host => {
    const { hostClass, from } = EARLIER_TERMINALS[model];
    return {
      name: `${site.code}-OT${seatNumber(index)}`,
      hostClass,
      site: site.id,
      address: seatAddress(siteIndex, index + 1),
      service: { from, until: refresh },
    };
  });
  const current = Array.from({ length: seats }, (_, index): Host => ({
    name: `${site.code}-T${seatNumber(index)}`,
    hostClass: "terminal-d6012n",
    site: site.id,
    address: seatAddress(siteIndex, index + 1),
    service: { from: refresh },
  }));
  return [...earlier, ...current];
}

function seatNumber(index: number): string {
  return String(index + 1).padStart(3, "0");
}

/** Two nodes of each kind; which of them is active is read at run time. */
function servers(): Host[] {
  return [1, 2].flatMap((node) => [
    server(`KIKU-OCS${String(node)}`, "cs-rx2540m4", node, { from: EARLIER_SERVERS_FROM, until: SERVER_REFRESH }),
    server(`KIKU-CS${String(node)}`, "cs-rx2540m7", node, { from: SERVER_REFRESH }),
    server(`KIKU-AD${String(node)}`, "ad-rx1330m4", node + 4, {
      from: EARLIER_SERVERS_FROM,
      until: DIRECTORY_RETIREMENT,
    }),
  ]);
}

function server(name: string, hostClass: string, position: number, service: Host["service"]): Host {
  return { name, hostClass, site: SERVER_SITE, address: serverAddress(position), service };
}
