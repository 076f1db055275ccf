import type { Command } from "commander";

import type { CommandLine, Session } from "../command-line/command-line.js";

/** `kijun fleet stop` */
export function addFleetStop(line: CommandLine, fleet: Command): void {
  line
    .command(fleet, "stop", { ja: "模擬機をすべて停止する", en: "stops all simulated machines" }, "kijun fleet stop")
    .option("--json", line.text({ ja: "JSONで出力", en: "print JSON" }))
    .action((options: { json?: boolean }) => line.run((session) => stop(session, options.json === true)));
}

async function stop({ output, fleetFolder }: Session, json: boolean): Promise<number> {
  const { stopFleet } = await import("@kijun/simulator");
  const stopped = await stopFleet(fleetFolder);
  const text = stopped
    ? { ja: "模擬機を停止しました。", en: "the simulated fleet is stopped" }
    : { ja: "模擬機は動いていませんでした。", en: "no simulated fleet was running" };
  if (json) output.json({ folder: fleetFolder, stopped });
  else output.result(output.text(text));
  return 0;
}
