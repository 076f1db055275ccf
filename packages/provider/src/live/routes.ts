import { readFileSync } from "node:fs";

import { isDocumentationAddress, KijunError } from "@kijun/core";
import { z } from "zod";

const routesSchema = z.record(z.string(), z.string().regex(/^127\.\d+\.\d+\.\d+:\d+$/));

const REAL_MACHINE =
  "For a real machine leave the simulated fleet: `kijun fleet stop`, then unset KIJUN_ROUTES, KIJUN_CREDENTIALS and KIJUN_AS_OF.";
const NEXT_STEP =
  "For a real machine declare its real address. For simulated ones: `kijun fleet start` in the project that declares them, then load `kijun env`.";

/** Where the socket to a machine really goes. */
export interface Dial {
  readonly host: string;
  readonly port: number;
}

/**
 * Where to dial for an address: the simulated twin that `KIJUN_ROUTES` names, or nothing, which means the address
 * itself. With routes an address outside them is refused, and a documentation address is never dialled: nothing of a
 * rehearsal can reach a real network. Errors: FLEET_NOT_RUNNING.
 */
export function routeTo(address: string, environment: NodeJS.ProcessEnv = process.env): Dial | undefined {
  const path = environment["KIJUN_ROUTES"];
  if (path === undefined || path === "") {
    if (!isDocumentationAddress(address)) return undefined;
    throw new KijunError(
      "FLEET_NOT_RUNNING",
      `${address} is a documentation address, which only a simulated fleet can answer`,
      {
        hint: NEXT_STEP,
      },
    );
  }
  const route = readRoutes(path).get(address);
  if (route === undefined) {
    throw new KijunError("FLEET_NOT_RUNNING", `the simulated fleet of ${path} has no machine at ${address}`, {
      hint: isDocumentationAddress(address) ? "Start the fleet again for this program and day." : REAL_MACHINE,
    });
  }
  const [host = "", port = ""] = route.split(":");
  return { host, port: Number(port) };
}

const cached = new Map<string, ReadonlyMap<string, string>>();

function readRoutes(path: string): ReadonlyMap<string, string> {
  let routes = cached.get(path);
  if (routes === undefined) {
    routes = parseRoutes(path);
    cached.set(path, routes);
  }
  return routes;
}

function parseRoutes(path: string): ReadonlyMap<string, string> {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    throw new KijunError("FLEET_NOT_RUNNING", `the simulated fleet is not running: ${path} cannot be read`, {
      hint: NEXT_STEP,
      cause,
    });
  }
  const parsed = routesSchema.safeParse(jsonOrUndefined(text));
  if (!parsed.success) {
    throw new KijunError("STATE_CORRUPTED", `${path} is not a list of routes to simulated machines`, {
      hint: "Stop the fleet with `kijun fleet stop` and start it again.",
    });
  }
  return new Map(Object.entries(parsed.data));
}

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
