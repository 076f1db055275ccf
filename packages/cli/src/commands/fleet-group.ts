import type { CommandLine } from "../command-line/command-line.js";
import { addFleetBreak } from "./fleet-break.js";
import { addFleetPower } from "./fleet-power.js";
import { addFleetStart } from "./fleet-start.js";
import { addFleetStatus } from "./fleet-status.js";
import { addFleetStop } from "./fleet-stop.js";
import { addFleetTrouble } from "./fleet-trouble.js";

/** `kijun fleet`: the simulated machines of a baseline. */
export function addFleet(line: CommandLine): void {
  const fleet = line.command(line.program, "fleet", {
    ja: "基準の機器を模擬する（起動・停止・故障の再現）",
    en: "simulates the machines of a baseline",
  });
  for (const add of [addFleetStart, addFleetStop, addFleetStatus, addFleetBreak, addFleetPower, addFleetTrouble])
    add(line, fleet);
}
