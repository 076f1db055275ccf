import { today } from "@kijun/provider/fleet";
import { Option } from "commander";
import type { Command } from "commander";

import { calendarDay } from "../command-line/day-argument.js";
import type { CommandLine, Session } from "../command-line/command-line.js";
import { portNumber } from "../command-line/port-number.js";
import { specificationFromBaseline } from "../project/fleet-specification-from-baseline.js";
import type { SimulatedBaseline, SimulationOptions } from "../project/fleet-specification-from-baseline.js";
import { loadBaseline } from "../project/load-baseline.js";
import { readProject } from "../project/project.js";
import { roleCounts } from "../project/role-counts.js";

interface StartOptions {
  readonly asOf?: string;
  readonly port?: number;
  readonly keep?: boolean;
  readonly fresh?: boolean;
  readonly locale: SimulationOptions["locale"];
  readonly json?: boolean;
}

/** `kijun fleet start` */
export function addFleetStart(line: CommandLine, fleet: Command): void {
  line
    .command(
      fleet,
      "start",
      { ja: "基準の全機器を模擬機として起動する", en: "starts a simulated twin of every machine of the baseline" },
      "kijun -C stacks/sapporo fleet start --as-of 2026-01-14",
    )
    .option(
      "--as-of <day>",
      line.text({
        ja: "在籍機器を決める日 YYYY-MM-DD（既定: KIJUN_AS_OF、なければ今日）",
        en: "day whose machines are in service, YYYY-MM-DD (default: KIJUN_AS_OF, else today)",
      }),
    )
    .option(
      "--port <number>",
      line.text({ ja: "先頭のポート（既定: 空いているポート）", en: "first port (default: any free ones)" }),
      portNumber,
    )
    .option(
      "--keep",
      line.text({
        ja: "機器の状態をフォルダーに保存し、次回に引き継ぐ",
        en: "keep the machines' settings for the next start",
      }),
    )
    .option(
      "--fresh",
      line.text({
        ja: "基準を適用していない使用中の機器として始め、保存した状態は捨てる",
        en: "used machines without the baseline; forgets what was kept",
      }),
    )
    .addOption(
      new Option("--locale <locale>", line.text({ ja: "機器のWindowsの言語", en: "language of the machines' Windows" }))
        .choices(["ja-JP", "en-US"])
        .default("ja-JP"),
    )
    .option("--json", line.text({ ja: "JSONで出力", en: "print JSON" }))
    .action((options: StartOptions) => line.run((session) => start(session, options)));
}

async function start(session: Session, options: StartOptions): Promise<number> {
  const begun = performance.now();
  const { environment, output, fleetFolder, projectFolder } = session;
  const { port, keep = false, fresh = false, locale, json = false } = options;
  const asOf = calendarDay(options.asOf ?? today(environment), options.asOf === undefined ? "KIJUN_AS_OF" : "--as-of");
  const baseline = await loadBaseline(readProject(projectFolder));
  const simulated = specificationFromBaseline(baseline, { asOf, locale, fresh });
  const { startFleet } = await import("@kijun/simulator");
  const { specification } = simulated;
  const given = { folder: fleetFolder, specification, keep, fresh, ...(port === undefined ? {} : { port }) };
  const status = await startFleet(given);
  const seconds = (performance.now() - begun) / 1000;
  if (json)
    output.json({
      folder: fleetFolder,
      asOf,
      machines: specification.hosts.length,
      sites: simulated.sites,
      seconds,
      status,
    });
  else output.result(output.text(startedText(simulated, seconds)));
  return 0;
}

function startedText({ specification, sites }: SimulatedBaseline, seconds: number): { ja: string; en: string } {
  const { hosts, asOf } = specification;
  const roles = hosts.map(({ role }) => role);
  const time = seconds.toFixed(1);
  const machines = hosts.length === 1 ? "1 machine" : `${hosts.length} machines`;
  const load =
    process.platform === "win32"
      ? "kijun env --shell powershell | Out-String | Invoke-Expression"
      : 'eval "$(kijun env)"';
  return {
    ja:
      `模擬機 ${hosts.length}台（${roleCounts(roles, "ja")}）を${sites}拠点に${time}秒で起動しました。基準日 ${asOf}。\n` +
      `次の手順: kijun preview（pulumi を直接使う場合は、先に ${load}）`,
    en:
      `${machines} (${roleCounts(roles, "en")}) at ${sites} ${sites === 1 ? "site" : "sites"}, as of ${asOf}, up in ${time} s.\n` +
      `next: kijun preview (for plain pulumi first: ${load})`,
  };
}
