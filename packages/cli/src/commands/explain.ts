import { exitFor } from "@kijun/report";
import type { ExitCause } from "@kijun/report";

import type { CommandLine, Session } from "../command-line/command-line.js";
import { createRunFolder } from "../run/run-folders.js";
import type { HostOutcome } from "../run/host-outcomes.js";
import { explain } from "../seeing/explanation.js";
import { explanationText } from "../seeing/explanation-text.js";
import { readNow } from "../seeing/read-now.js";
import { entryOf, loadSeenFleet } from "../seeing/seen-fleet.js";
import { storedOutcomes } from "../seeing/stored-outcomes.js";

interface ExplainOptions {
  readonly live?: boolean;
  readonly json?: boolean;
}

/** `kijun explain` */
export function addExplain(line: CommandLine): void {
  const description = {
    ja: "1台の1設定について、現在値・基準値・出典・点検項目を示す",
    en: "says of one setting of one machine what it is, what it must be, why, and which items it touches",
  };
  line
    .command(line.program, "explain", description, "kijun explain KITA-T003 accountLockout.thresholdAttempts")
    .argument("<host>", line.text({ ja: "機器", en: "machine" }))
    .argument(
      "<path>",
      line.text({ ja: "設定（領域名だけでもよい）", en: "setting, or an area for all of its settings" }),
    )
    .option("--live", line.text({ ja: "今読み取る（何も変更しない）", en: "read now; changes nothing" }))
    .option("--json", line.text({ ja: "JSONで出力", en: "print JSON" }))
    .action((host: string, path: string, options: ExplainOptions) =>
      line.run((session) => run(session, { host, path, ...options })),
    );
}

async function run(
  session: Session,
  { host, path, live = false, json = false }: ExplainOptions & { readonly host: string; readonly path: string },
): Promise<number> {
  const fleet = await loadSeenFleet(session);
  const entry = entryOf(fleet, host);
  const [stored] = storedOutcomes([entry], fleet.environment);
  if (stored === undefined) throw new Error(`no outcome for ${entry.host}`);
  // A path that means nothing must cost no logon.
  const known = explain(path, stored, fleet);
  const { outcome, causes } = live ? await now(session, fleet.environment, stored) : { outcome: stored, causes: [] };
  const explanations = live ? explain(path, outcome, fleet) : known;
  const unread = explanations.some((each) => each.desired !== undefined && each.live.kind === "unread");
  const exit = exitFor([...causes, ...(unread ? (["unreadable"] as const) : [])]);
  const { output } = session;
  if (json) output.json({ schema: "kijun.explain/1", exit, settings: explanations });
  else output.result(explanations.map((each) => explanationText(each, output.language)).join("\n\n"));
  return exit.code;
}

async function now(
  { home, output }: Session,
  environment: NodeJS.ProcessEnv,
  stored: HostOutcome,
): Promise<{ outcome: HostOutcome; causes: readonly ExitCause[] }> {
  const { path: runFolder } = createRunFolder(home);
  const { outcomes, interrupted } = await readNow([stored.entry], { output, environment, runFolder });
  return { outcome: outcomes[0] ?? stored, causes: interrupted ? ["cancelled"] : [] };
}
