/* The process of a simulated fleet; startFleet runs this file. */
import { randomBytes } from "node:crypto";

import { KijunError } from "@kijun/core";

import { errorMessage, startControlServer } from "./control/control-server.js";
import { fleetCommands } from "./control/fleet-commands.js";
import { FleetFolder } from "./fleet-folder.js";
import { fleetSpecificationSchema } from "./fleet-specification.js";
import type { FleetSpecification } from "./fleet-specification.js";
import { KeptState } from "./state/kept-state.js";
import { isAlive } from "./process-alive.js";
import { sayReady } from "./ready-pipe.js";
import type { FleetProcessArguments } from "./ready-pipe.js";
import { RunningFleet } from "./running-fleet.js";

const OWNER_CHECK_MS = 500;
const USERNAME = "kijun-agent";

/** A fleet while its process lives: what the folder, the control channel and the machines share. */
class FleetProcess {
  readonly #arguments: FleetProcessArguments;
  readonly #folder: FleetFolder;
  readonly #kept: KeptState | undefined;
  #fleet: RunningFleet | undefined;
  #claimed = false;

  constructor(given: FleetProcessArguments) {
    this.#arguments = given;
    this.#folder = new FleetFolder(given.folder);
    this.#kept = given.keep ? new KeptState(this.#folder) : undefined;
  }

  /** Starts everything, in an order that leaves nobody a file that is not true. */
  async start(): Promise<void> {
    const { port, owner } = this.#arguments;
    const specification = this.#folder.read("specification.json", fleetSpecificationSchema);
    if (specification === undefined) throw new Error("the specification of the fleet is missing");
    const token = randomBytes(24).toString("hex");
    const current = (): RunningFleet | undefined => this.#fleet;
    const control = await startControlServer(
      port,
      token,
      fleetCommands(current, () => this.end(0)),
    );
    this.#claim(control, token, specification);
    const account = { username: USERNAME, password: randomBytes(18).toString("base64url"), administrator: true };
    const kept = this.#kept === undefined ? {} : { kept: this.#kept };
    this.#fleet = await RunningFleet.listen(specification, { account, firstPort: port === 0 ? 0 : port + 1, ...kept });
    this.#folder.write("routes.json", this.#fleet.routes);
    const { username, password } = account;
    this.#folder.write("credentials.json", { [specification.credential]: { username, password } });
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => this.end(0));
    if (owner !== undefined) setInterval(() => isAlive(owner) || this.end(0), OWNER_CHECK_MS);
  }

  /** Goes on making the machines while nobody asks for them. */
  makeAll(): void {
    void this.#fleet?.makeAll();
  }

  /** Saves what is kept and removes what says that the fleet runs. */
  settle(): void {
    if (this.#fleet !== undefined) this.#kept?.save();
    if (this.#claimed) this.#folder.removeLiveFiles();
  }

  end(exitCode: number): never {
    this.settle();
    process.exit(exitCode);
  }

  #claim(port: number, token: string, { asOf, hosts }: FleetSpecification): void {
    const started = new Date().toISOString();
    this.#claimed = this.#folder.claim({ pid: process.pid, port, token, started, asOf, hosts: hosts.length });
    if (this.#claimed) return;
    throw new KijunError("FLEET_ALREADY_RUNNING", `Another fleet was started from ${this.#folder.path} just now.`, {
      hint: "Use that one, or stop it with `kijun fleet stop`.",
    });
  }
}

let fleet: FleetProcess | undefined;
try {
  fleet = new FleetProcess(JSON.parse(process.argv[2] ?? "") as FleetProcessArguments);
  await fleet.start();
  // Who started the fleet may have gone meanwhile: then nobody knows of it.
  if (!sayReady({ ready: true })) fleet.end(1);
  fleet.makeAll();
} catch (error) {
  fleet?.settle();
  sayReady({ error: errorMessage(error) });
  process.exit(1);
}
