import type { FleetFileEntry } from "./fleet-file.js";
import { readFleetFile } from "./fleet-file.js";

/** What the program of this run has declared, as far as it has come. */
export class DeclaredFleet {
  private machines: ReadonlyMap<string, FleetFileEntry> = new Map();

  /** `project` is the engine's: what another run left in a file of the same name is passed over. */
  constructor(
    private readonly path: string,
    private readonly project = process.env["PULUMI_PROJECT"] ?? process.env["PULUMI_NODEJS_PROJECT"],
  ) {}

  /** A machine by its name; undefined when the program has declared none of that name. Errors: STATE_CORRUPTED. */
  machine(host: string): FleetFileEntry | undefined {
    const key = host.toLowerCase();
    // Read again only for a machine that is not there yet: a program may declare one after waiting for something.
    if (!this.machines.has(key)) this.machines = this.readOwn();
    return this.machines.get(key);
  }

  private readOwn(): Map<string, FleetFileEntry> {
    return new Map([...readFleetFile(this.path)].filter(([, entry]) => !this.isForeign(entry)));
  }

  private isForeign({ urn }: FleetFileEntry): boolean {
    const project = urn.split("::")[1];
    return this.project !== undefined && this.project !== "" && project !== undefined && project !== this.project;
  }
}
