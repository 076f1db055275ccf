import type { FleetStatus } from "@kijun/simulator";
import type { Command } from "commander";

import type { CommandLine, Session } from "../command-line/command-line.js";
import type { Text } from "../command-line/language.js";

/** `kijun fleet status` */
export function addFleetStatus(line: CommandLine, fleet: Command): void {
  line
    .command(
      fleet,
      "status",
      { ja: "模擬機の状態を表示する", en: "shows what the simulated machines have seen" },
      "kijun fleet status --json",
    )
    .option("--json", line.text({ ja: "JSONで出力（全機器の一覧を含む）", en: "print JSON, with every machine" }))
    .action((options: { json?: boolean }) => line.run((session) => show(session, options.json === true)));
}

async function show({ output, fleetFolder }: Session, json: boolean): Promise<number> {
  const { fleetStatus } = await import("@kijun/simulator");
  const status = await fleetStatus(fleetFolder);
  if (json) output.json({ folder: fleetFolder, ...status });
  else output.result(output.text(status.running ? runningText(status) : STOPPED));
  return 0;
}

const STOPPED: Text = {
  ja: "模擬機は動いていません。\n次の手順: kijun fleet start",
  en: "no simulated fleet is running\nnext: kijun fleet start",
};

/** Machines that differ from the quiet ones are named; the rest is a number. */
function runningText({ hosts, asOf, pid, started }: Extract<FleetStatus, { running: true }>): Text {
  const off = hosts.filter(({ on }) => !on).map(({ name }) => name);
  const troubled = hosts.flatMap(({ name, on, trouble }) =>
    trouble === undefined || !on ? [] : [`${name} ${trouble.kind}`],
  );
  const refused = hosts
    .filter(({ failedLogons }) => failedLogons > 0)
    .map(({ name, failedLogons }) => `${name} ${failedLogons}`);
  const refusals = hosts.flatMap(({ refusal }) => refusal ?? []);
  const violations = hosts.flatMap(({ name, violations: each }) => each.map((violation) => `${name}: ${violation}`));
  const sum = (count: (host: (typeof hosts)[number]) => number): number =>
    hosts.reduce((total, host) => total + count(host), 0);
  const counts = [
    sum(({ connections }) => connections),
    sum(({ requests }) => requests),
    sum(({ openShells }) => openShells),
  ] as const;
  const list = (title: string, names: readonly string[]): string[] =>
    names.length === 0 ? [] : [`${title}: ${names.join(", ")}`];
  const [connections, requests, shells] = counts;
  return {
    ja: [
      `模擬機 ${hosts.length}台が動作中（基準日 ${asOf}、プロセス ${pid}、開始 ${started}）`,
      `接続 ${connections}、要求 ${requests}、開いているシェル ${shells}`,
      ...list("停止中の機器", off),
      ...list("障害中の機器", troubled),
      ...list("基準の一部を受け付けなかった機器", refusals),
      ...list("ログオン失敗", refused),
      ...list("手順違反", violations),
    ].join("\n"),
    en: [
      `${hosts.length} simulated machine(s) running, as of ${asOf}, process ${pid}, since ${started}`,
      `${connections} connections, ${requests} requests, ${shells} open shells`,
      ...list("switched off", off),
      ...list("in trouble", troubled),
      ...list("did not take all of the baseline", refusals),
      ...list("failed logons", refused),
      ...list("protocol violations", violations),
    ].join("\n"),
  };
}
