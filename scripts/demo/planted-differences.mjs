// One difference of every area that the baseline declares, each on a machine of its own. What may differ is told by the areas themselves.
import { compileFleet } from "@kijun/provider/fleet";
import { settingAreas } from "@kijun/settings";
import { areaStates, driftsOf } from "@kijun/settings/states";
import { breakSetting } from "@kijun/simulator";

/** So far apart that neighbouring areas are planted at different sites. */
const STRIDE = 29;

/** Plants them in a running fleet; each as `{ host, area, path, after }`. Throws where no machine takes any of an area. */
export async function plantDifferences(fleetFolder, baseline, asOf, leftAlone) {
  const machines = compileFleet(baseline, asOf).filter(({ host }) => host.name !== leftAlone);
  const isDeclared = ({ property }) => machines.some(({ settings }) => settings.areas[property] !== undefined);
  const planted = [];
  for (const [index, area] of settingAreas.filter(isDeclared).entries()) {
    const states = areaStates.find((candidate) => candidate.area === area);
    const differing = machines
      .map(({ host, settings }) => ({ host, drifts: driftsOf(states, settings.areas[area.property] ?? {}) }))
      .filter(({ drifts }) => drifts.length > 0);
    const free = differing.filter(({ host }) => !planted.some((other) => other.host === host.name));
    // Few machines declare some of the areas; those hold more than one difference then.
    planted.push(await plantOne(fleetFolder, area, free.length > 0 ? free : differing, index * STRIDE));
  }
  return planted;
}

async function plantOne(fleetFolder, area, machines, start) {
  const refusals = [];
  for (let at = 0; at < machines.length; at++) {
    const { host, drifts } = machines[(start + at) % machines.length];
    for (const { path, value } of drifts) {
      try {
        const setting = [area.property, ...path].join(".");
        const { before, after } = await breakSetting(fleetFolder, host.name, setting, value);
        if (before !== after) return { host: host.name, area, setting, value };
      } catch (error) {
        refusals.push(error.message);
      }
    }
  }
  throw new Error(`no machine takes a difference of ${area.id}: ${refusals[0] ?? "nothing of it can differ"}`);
}
