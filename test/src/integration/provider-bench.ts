import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { areaText, mapEntries } from "@kijun/core";
import { appendToFleetFile, contactFilePath, fleetFilePath, readJournal } from "@kijun/provider/run";
import type { FleetFileEntry, JournalEntry } from "@kijun/provider/run";
import { SimulatedMachine, usedMachine } from "@kijun/simulator";

import { contactsTold, StockProvider } from "./stock-provider.js";
import type { Properties } from "./stock-provider.js";

const PROVIDER = 'exports.handler = () => require("@kijun/provider/handler").machineProvider();';
const ACCOUNT = { username: "kijun-agent", password: "bench-password", administrator: true };

/** Areas of a machine as inputs and as the fleet file hold them. */
type Areas = FleetFileEntry["areas"];

/** Simulated machines, a Kijun home of their own, and the SDK's provider process with our handler: one run after the other. */
export class ProviderBench {
  readonly home = mkdtempSync(join(tmpdir(), "kijun-bench-"));
  readonly machines = new Map<string, SimulatedMachine>();
  private readonly routes: Record<string, string> = {};
  private runs = 0;
  private current: StockProvider | undefined;

  /** Adds a machine that answers at the next documentation address. */
  async addMachine(host: string): Promise<SimulatedMachine> {
    const origin = {
      computerName: host,
      role: "terminal",
      operatingSystem: "Windows 11 Pro",
      locale: "ja-JP",
    } as const;
    const machine = new SimulatedMachine({ state: usedMachine({ ...origin, seed: host }), accounts: [ACCOUNT] });
    this.machines.set(host, machine);
    this.routes[this.addressOf(host)] = `127.0.0.1:${String(await machine.listen())}`;
    return machine;
  }

  /** Starts the provider process of a new run, with variables of its own, after ending that of the run before. */
  async startRun(variables: NodeJS.ProcessEnv = {}): Promise<StockProvider> {
    await this.current?.stop();
    this.runs++;
    mkdirSync(this.runFolder);
    const files = { routes: join(this.home, "routes.json"), credentials: join(this.home, "credentials.json") };
    writeFileSync(files.routes, JSON.stringify(this.routes));
    writeFileSync(
      files.credentials,
      JSON.stringify({ admin: { username: ACCOUNT.username, password: ACCOUNT.password } }),
      {
        mode: 0o600,
      },
    );
    this.current = await StockProvider.start({
      KIJUN_HOME: this.home,
      KIJUN_RUN: this.runFolder,
      KIJUN_ROUTES: files.routes,
      KIJUN_CREDENTIALS: files.credentials,
      ...variables,
    });
    return this.current;
  }

  get runFolder(): string {
    return join(this.home, `run-${String(this.runs)}`);
  }

  get fleetFile(): string {
    return fleetFilePath(this.stock.engineAddress, this.runFolder);
  }

  get journal(): JournalEntry[] {
    return readJournal(this.runFolder);
  }

  /** Declares a machine as the program of the current run does. */
  declare(host: string, areas: Areas, over: Partial<FleetFileEntry> = {}): void {
    const connection = { address: this.addressOf(host), port: 5985, transport: "http", credential: "admin" } as const;
    const rest = { site: "kita", areas, ignored: [], dryRun: true, provenance: {}, items: {} };
    appendToFleetFile(this.fleetFile, { host, urn: `urn:${host}`, ...connection, ...rest, ...over });
  }

  /** The inputs of that machine, as the engine hands them to the provider. */
  inputs(host: string, areas: Areas): Properties {
    const connection = { address: this.addressOf(host), port: 5985, transport: "http", credential: "admin" };
    const texts: Properties = mapEntries(areas, areaText);
    return { host, ...connection, site: "kita", reading: "complete", ...texts, __provider: PROVIDER };
  }

  /** The outputs of a machine of which the state knows nothing but its name. */
  outputs(host: string): Properties {
    return { host, __live: "{}", __readAt: "", __provider: PROVIDER };
  }

  /** Waits for the messages of new machines. */
  async told(): Promise<readonly string[]> {
    await contactsTold(contactFilePath(this.stock.engineAddress, this.runFolder));
    return this.stock.messages.map(({ text }) => text);
  }

  async dispose(): Promise<void> {
    await this.current?.stop();
    await Promise.all([...this.machines.values()].map((machine) => machine.close()));
    rmSync(this.home, { recursive: true, force: true });
  }

  private get stock(): StockProvider {
    if (this.current === undefined) throw new Error("no run was started");
    return this.current;
  }

  private addressOf(host: string): string {
    return `192.0.2.${String(1 + [...this.machines.keys()].indexOf(host))}`;
  }
}
