import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

import { KijunError } from "@kijun/core";

import type { FleetEnvironment } from "../pulumi/engine-environment.js";

/**
 * Where the simulated fleet of a folder answers; undefined while none runs. Credentials of a person's own are for real
 * machines, and never given to simulated ones. Errors: FLEET_ALREADY_RUNNING where both are there.
 */
export async function runningFleet(
  folder: string,
  environment: NodeJS.ProcessEnv,
): Promise<FleetEnvironment | undefined> {
  // The simulator is large; where no fleet can run it is not even loaded.
  if (!existsSync(join(folder, "fleet.json"))) return undefined;
  const { fleetStatus } = await import("@kijun/simulator");
  const status = await fleetStatus(folder);
  if (!status.running) return undefined;
  const [routes, credentials] = [join(folder, "routes.json"), join(folder, "credentials.json")];
  const own = environment["KIJUN_CREDENTIALS"];
  if (own !== undefined && own !== "" && resolve(own) !== resolve(credentials)) {
    throw new KijunError("FLEET_ALREADY_RUNNING", `a simulated fleet runs, and KIJUN_CREDENTIALS names ${own}`, {
      hint: "For real machines stop it: kijun fleet stop. For its own machines unset KIJUN_CREDENTIALS.",
    });
  }
  return { routes, credentials, asOf: status.asOf };
}
