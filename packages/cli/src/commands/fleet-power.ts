import type { HostStatus } from "@kijun/simulator";
import type { Command } from "commander";

import type { CommandLine, Session } from "../command-line/command-line.js";
import type { Text } from "../command-line/language.js";

/** `kijun fleet cut` and `kijun fleet mend` */
export function addFleetPower(line: CommandLine, fleet: Command): void {
  addPower(line, fleet, "cut", { ja: "模擬機を切り離す（応答しなくなる）", en: "switches simulated machines off" });
  addPower(line, fleet, "mend", { ja: "切り離した模擬機を元に戻す", en: "switches simulated machines on again" });
}

type Action = "cut" | "mend";

function addPower(line: CommandLine, fleet: Command, action: Action, description: Text): void {
  line
    .command(fleet, action, description, `kijun fleet ${action} KITA-T001 KITA-T002`)
    .argument("<hosts...>", line.text({ ja: "機器の名前", en: "names of the machines" }))
    .option("--json", line.text({ ja: "JSONで出力", en: "print JSON" }))
    .action((hosts: string[], options: { json?: boolean }) =>
      line.run((session) => switchHosts(session, action, hosts, options.json === true)),
    );
}

/** One after the other, and none after one that the fleet does not know. */
async function switchHosts(
  { output, fleetFolder }: Session,
  action: Action,
  hosts: readonly string[],
  json: boolean,
): Promise<number> {
  const { cutHost, mendHost } = await import("@kijun/simulator");
  const states: HostStatus[] = [];
  for (const host of hosts) states.push(await (action === "cut" ? cutHost : mendHost)(fleetFolder, host));
  if (json) output.json(states.map(({ name, address, on }) => ({ name, address, on })));
  else output.result(states.map(({ name, on }) => `${name}: ${output.text(on ? ON : OFF)}`).join("\n"));
  return 0;
}

const ON: Text = { ja: "動作中", en: "on" };
const OFF: Text = { ja: "停止中", en: "off" };
