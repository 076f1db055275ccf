import { existsSync } from "node:fs";
import { join } from "node:path";

import type { FleetEnvironment } from "../pulumi/engine-environment.js";

/** Where the simulated fleet of a folder answers; undefined while none runs. */
export async function runningFleet(folder: string): Promise<FleetEnvironment | undefined> {
  // The simulator is large; where no fleet can run it is not even loaded.
  if (!existsSync(join(folder, "fleet.json"))) return undefined;
  const { fleetStatus } = await import("@kijun/simulator");
  const status = await fleetStatus(folder);
  if (!status.running) return undefined;
  return { routes: join(folder, "routes.json"), credentials: join(folder, "credentials.json"), asOf: status.asOf };
}
