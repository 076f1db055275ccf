/** The main file of a pack's folder below a project whose fleet stands in `baseline.js`. */
export const PACK = `
import { startChecklistPack } from "@kijun/juki-checklist/pack";
import { compileFleet, today } from "@kijun/provider/fleet";
import { fleet } from "../baseline.js";
startChecklistPack("fixture-checklist", compileFleet(fleet, today()));
`;

/** The program of such a project. */
export const PROGRAM = `
import { deployFleet } from "@kijun/provider";
import { fleet } from "./baseline.js";
deployFleet(fleet);
`;

/** What the engine says of one violation. */
export interface PolicyEvent {
  readonly resourceUrn: string;
  readonly policyName: string;
  readonly enforcementLevel: string;
  readonly message: string;
}

/** The violations among the lines of `--json`. */
export function policyEvents(stdout: string): PolicyEvent[] {
  return stdout
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .flatMap((line) => (JSON.parse(line) as { policyEvent?: PolicyEvent }).policyEvent ?? []);
}
