import { isCalendarDay } from "./calendar-day.js";
import type { Issue } from "./errors.js";
import { ADDRESS_NEEDED, isMachineAddress } from "./machine-address.js";

/** A place where machines stand. */
export interface Site {
  /** Stable ASCII name, unique in the fleet: `kita-ward`. */
  readonly id: string;
  /** The name people use: 北区役所戸籍住民課. */
  readonly name: string;
}

/** What a machine is for; checklist sections and roles are keyed by it. */
export type HostRole = "terminal" | "communication-server" | "active-directory-server";

/** A group of machines that share declared settings. Settings and expectations are typed by the settings package. */
export interface HostClass<Settings = unknown, Expected = unknown> {
  /** Stable ASCII name, unique in the fleet: `terminal-d6012n`. */
  readonly id: string;
  /** The name people use. */
  readonly title: string;
  readonly role: HostRole;
  readonly operatingSystem: string;
  readonly settings: Settings;
  /** What a check of a live machine expects of what is no setting: programs, devices, failed logons. */
  readonly expectations?: Expected;
  /** `import.meta.url` of the declaring file, so that an error names it. */
  readonly source: string;
}

/** One declared Windows machine. */
export interface Host {
  /** Computer name: at most 15 characters, unique in the fleet without regard to case. */
  readonly name: string;
  /** Id of its class. */
  readonly hostClass: string;
  /** Id of its site. */
  readonly site: string;
  /** IP address or DNS name the WinRM listener answers at. */
  readonly address: string;
  /** Days the machine is in service, `YYYY-MM-DD`; `from` counts, `until` does not. */
  readonly service: { readonly from: string; readonly until?: string };
}

/** How the machines of a fleet are reached. The credential is a reference, never a secret. */
export interface Connection {
  readonly transport: "http" | "https";
  /** 5985 for http and 5986 for https unless the fleet says otherwise. */
  readonly port?: number;
  /** Name of the credential that the provider process resolves. */
  readonly credential: string;
  /** Where the machines of a simulated fleet see the controller at; real machines say it themselves. */
  readonly controllerAddress?: string;
}

/** A dated fleet: every machine that is, was or will be in service. */
export interface Fleet<Settings = unknown, Expected = unknown> {
  readonly name: string;
  /** `import.meta.url` of the declaring file. */
  readonly source: string;
  readonly sites: readonly Site[];
  readonly classes: readonly HostClass<Settings, Expected>[];
  readonly hosts: readonly Host[];
  readonly connection: Connection;
}

/** The machines in service on a day (`YYYY-MM-DD`), in declared order. */
export function hostsInService(hosts: readonly Host[], day: string): Host[] {
  return hosts.filter(({ service }) => service.from <= day && (service.until === undefined || day < service.until));
}

/** The path of a declaring file as a person opens it: the TypeScript source where a compiled file was loaded. */
export function sourceFile(url: string): string {
  const path = url.startsWith("file:") ? decodeURIComponent(new URL(url).pathname) : url;
  return path
    .replace(/\/dist\/(.*)\.js$/, "/src/$1.ts")
    .replace(/^.*\/(?=(?:baselines|stacks|examples|packages|policies)\/)/, "");
}

/** Whether a text may be the name of a Windows machine: 1 to 15 letters, digits or hyphens. */
export function isComputerName(text: string): boolean {
  return /^[A-Za-z0-9-]{1,15}$/.test(text);
}

/** Everything that is wrong with the structure of a fleet: names, references and days, but not the settings. */
export function fleetIssues(fleet: Fleet): Issue[] {
  const issues: Issue[] = [];
  const file = sourceFile(fleet.source);
  const report = (path: string, value: string, message: string): void => {
    issues.push({ file, path, value: JSON.stringify(value), message });
  };
  const sites = new Set(fleet.sites.map(({ id }) => id));
  const classes = new Set(fleet.classes.map(({ id }) => id));
  reportDuplicates(
    fleet.sites.map(({ id }) => id),
    (index, first) => {
      report(
        `sites[${String(index)}].id`,
        fleet.sites[index]?.id ?? "",
        `the site id is used already by sites[${String(first)}]`,
      );
    },
  );
  reportDuplicates(
    fleet.classes.map(({ id }) => id),
    (index, first) => {
      report(
        `classes[${String(index)}].id`,
        fleet.classes[index]?.id ?? "",
        `the class id is used already by classes[${String(first)}]`,
      );
    },
  );
  fleet.hosts.forEach((host, index) => {
    const at = `hosts[${String(index)}](${host.name})`;
    if (!isComputerName(host.name)) {
      report(`${at}.name`, host.name, "a computer name has 1 to 15 letters, digits or hyphens");
    }
    if (!classes.has(host.hostClass)) {
      report(`${at}.hostClass`, host.hostClass, `unknown host class; declared are ${[...classes].join(", ")}`);
    }
    if (!sites.has(host.site)) report(`${at}.site`, host.site, `unknown site; declared are ${[...sites].join(", ")}`);
    if (!isMachineAddress(host.address)) report(`${at}.address`, host.address, ADDRESS_NEEDED);
    for (const [name, day] of Object.entries(host.service)) {
      if (!isCalendarDay(day)) report(`${at}.service.${name}`, day, "not a day of the calendar, written YYYY-MM-DD");
    }
    const { from, until } = host.service;
    if (until !== undefined && until <= from) report(`${at}.service.until`, until, `not after the first day, ${from}`);
  });
  return [...issues, ...hostClashes(fleet, file)];
}

/** Two machines may share a name or an address only when they are never in service on the same day. */
function hostClashes(fleet: Fleet, file: string): Issue[] {
  const issues: Issue[] = [];
  for (const property of ["name", "address"] as const) {
    const seen = new Map<string, { host: Host; index: number }[]>();
    fleet.hosts.forEach((host, index) => {
      const key = host[property].toLowerCase();
      const earlier = seen.get(key) ?? [];
      const clash = earlier.find((other) => overlap(other.host, host));
      if (clash !== undefined) {
        issues.push({
          file,
          path: `hosts[${String(index)}](${host.name}).${property}`,
          value: JSON.stringify(host[property]),
          message: `hosts[${String(clash.index)}] (${clash.host.name}) has the same ${property} and is in service on the same days`,
        });
      }
      seen.set(key, [...earlier, { host, index }]);
    });
  }
  return issues;
}

function overlap(left: Host, right: Host): boolean {
  const end = "9999-12-31";
  return left.service.from < (right.service.until ?? end) && right.service.from < (left.service.until ?? end);
}

function reportDuplicates(ids: readonly string[], report: (index: number, first: number) => void): void {
  const seen = new Map<string, number>();
  ids.forEach((id, index) => {
    const first = seen.get(id);
    if (first === undefined) seen.set(id, index);
    else report(index, first);
  });
}
