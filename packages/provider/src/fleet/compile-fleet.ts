import { fleetIssues, hostsInService, KijunError } from "@kijun/core";
import type { Fleet, Host, HostClass, Issue, Site } from "@kijun/core";
import { compileSettings, observedAreas } from "@kijun/settings";
import type { CompiledSettings, DeclaredSettings, Expectations } from "@kijun/settings";
import type { WithProvenance } from "@kijun/core";

/** Settings as a baseline declares them: each value, or each map of values, with where it comes from. */
export type BaselineSettings = {
  readonly [Name in keyof DeclaredSettings]: WithProvenance<NonNullable<DeclaredSettings[Name]>>;
};

/** Expectations as a baseline declares them, with where each comes from. */
export type BaselineExpectations = {
  readonly [Name in keyof Expectations]: WithProvenance<NonNullable<Expectations[Name]>>;
};

/** A class whose settings and expectations are typed by the areas. */
export type BaselineClass = HostClass<BaselineSettings, BaselineExpectations>;

/** A fleet whose classes are typed by the areas. */
export type BaselineFleet = Fleet<BaselineSettings, BaselineExpectations>;

/** One machine in service with everything that is declared of it. */
export interface CompiledHost {
  readonly host: Host;
  readonly hostClass: HostClass;
  readonly site: Site;
  readonly settings: CompiledSettings;
  /** What is expected of the observed areas; never part of the machine's resource. */
  readonly expectations: CompiledSettings;
}

/**
 * The machines in service on a day (`YYYY-MM-DD`) with their canonical settings. Throws one BASELINE_INVALID error
 * that names every wrong place of the whole fleet, also of machines not in service on that day.
 */
export function compileFleet(fleet: BaselineFleet, day: string): CompiledHost[] {
  const issues: Issue[] = fleetIssues(fleet);
  const compiledClasses = new Map(
    fleet.classes.map(({ id, settings, expectations = {}, source }) => [
      id,
      {
        settings: compileSettings(settings, source, "settings", issues),
        expectations: compileSettings(expectations, source, "expectations", issues, observedAreas),
      },
    ]),
  );
  if (issues.length > 0) throw KijunError.forIssues(issues);
  const classes = new Map(fleet.classes.map((hostClass) => [hostClass.id, hostClass]));
  const sites = new Map(fleet.sites.map((site) => [site.id, site]));
  const inService = hostsInService(fleet.hosts, day);
  if (inService.length === 0) {
    // A stack of no machines would drop every machine from the state, in silence.
    throw new KijunError("BASELINE_INVALID", `no machine of the fleet ${fleet.name} is in service on ${day}`, {
      hint: "Choose another day (--as-of, KIJUN_AS_OF), or correct the days of service in the baseline.",
    });
  }
  return inService.flatMap((host) => {
    const hostClass = classes.get(host.hostClass);
    const site = sites.get(host.site);
    const compiled = compiledClasses.get(host.hostClass);
    return hostClass && site && compiled ? [{ host, hostClass, site, ...compiled }] : [];
  });
}
