import { dayInTokyo, KijunError } from "@kijun/core";
import { exitFor, hostRanges } from "@kijun/report";
import { Option } from "commander";

import { addDataOption, dataFolder } from "../attesting/data-folder.js";
import type { DataOptions } from "../attesting/data-folder.js";
import { judgedEntries } from "../checking/check-entries.js";
import type { CommandLine, Session } from "../command-line/command-line.js";
import type { Output } from "../command-line/output.js";
import { Dispositions } from "../reviewing/disposed-groups.js";
import { addDispositions, readDispositions } from "../reviewing/disposition-file.js";
import type { Disposition } from "../reviewing/disposition-file.js";
import { isChosen } from "../reviewing/group-choice.js";
import type { GroupChoice } from "../reviewing/group-choice.js";
import { openGroups } from "../reviewing/open-groups.js";
import type { OpenGroup } from "../reviewing/open-groups.js";
import { addMachineOptions } from "../run/selection-options.js";
import type { SelectionOptions } from "../run/selection.js";
import { loadSeenFleet, selectionOf } from "../seeing/seen-fleet.js";

interface ReviewOptions extends SelectionOptions, DataOptions, GroupChoice {
  readonly verdict: Disposition["verdict"];
  readonly by?: string;
  readonly reason?: string;
  readonly json?: boolean;
}

/** `kijun review` */
export function addReview(line: CommandLine): void {
  const description = {
    ja: "採取したログのうち判断の記録がないものを一覧にし、判断を記録する（機器には接続しない）",
    en: "lists what logs say that nobody has decided about, and records decisions; asks no machine",
  };
  const example = "kijun review --rule '4625|gyomu|*' --by 'A person' --reason 'typing errors, asked on the spot'";
  const command = line
    .command(line.program, "review", description, example)
    .option(
      "--group <keys...>",
      line.text({ ja: "判断する群（一覧のキー。繰返し可）", en: "groups to decide about, by the keys of the list" }),
    )
    .option(
      "--rule <rule>",
      line.text({
        ja: "まとめて判断する群（キーの型。*は任意の文字列。または観点の名前 lockout など）",
        en: "all groups of this kind: a key in which * stands for anything, or what they speak against (lockout)",
      }),
    )
    .addOption(
      new Option("--verdict <verdict>", line.text({ ja: "判断（問題なし、または不正アクセス）", en: "the decision" }))
        .choices(["harmless", "incident"])
        .default("harmless"),
    )
    .option("--by <who>", line.text({ ja: "判断した人", en: "who has decided" }))
    .option("--reason <text>", line.text({ ja: "判断の理由", en: "why" }))
    .option("--json", line.text({ ja: "JSONで出力（kijun.review/1）", en: "print JSON (kijun.review/1)" }));
  addDataOption(line, addMachineOptions(line, command)).action((options: ReviewOptions) =>
    line.run((session) => review(session, options)),
  );
}

async function review(session: Session, options: ReviewOptions): Promise<number> {
  const fleet = await loadSeenFleet(session);
  const folder = dataFolder(session, options, fleet.project);
  const known = new Dispositions(readDispositions(folder));
  const open = judgedEntries(fleet, selectionOf(fleet, options)).flatMap((entry) =>
    openGroups(entry, folder, fleet.environment, known),
  );
  const decided = open.filter((group) => isChosen(group, options));
  if (options.group !== undefined || options.rule !== undefined) decide(decided, open, folder, options);
  else if (options.by !== undefined || options.reason !== undefined) throw nothingChosen();
  const rest = open.filter((group) => !decided.includes(group));
  const exit = exitFor(rest.length === 0 ? [] : ["attestation"]);
  if (options.json === true) session.output.json({ schema: "kijun.review/1", exit, decided, open: rest });
  else session.output.result(reviewText(decided, rest, session.output));
  return exit.code;
}

function decide(
  decided: readonly OpenGroup[],
  open: readonly OpenGroup[],
  folder: string,
  options: ReviewOptions,
): void {
  const { by = "", reason = "", verdict, group = [], rule } = options;
  if (by.trim() === "" || reason.trim() === "") {
    throw new KijunError("ARGUMENT_INVALID", "a decision needs a person and a reason", {
      hint: "Give --by WHO and --reason TEXT.",
    });
  }
  const missing = group.filter((key) => !open.some((each) => each.key === key));
  if (missing.length > 0 || decided.length === 0) {
    const name = missing.length > 0 ? missing.join(", ") : (rule ?? "");
    throw new KijunError("ARGUMENT_INVALID", `no open group of the chosen machines is named ${name}`, {
      hint: "`kijun review` lists them; quote a key, because | and * mean something to a shell.",
    });
  }
  const at = new Date().toISOString();
  addDispositions(
    folder,
    decided.map(({ host, area, key, last }) => ({ host, area, key, upTo: last, verdict, by, at, reason })),
  );
}

function nothingChosen(): KijunError {
  return new KijunError("ARGUMENT_INVALID", "nothing says what the decision is about", {
    hint: "Give --group KEY or --rule RULE; `kijun review` alone lists the groups.",
  });
}

function reviewText(decided: readonly OpenGroup[], open: readonly OpenGroup[], output: Output): string {
  const lines = [...byRule(open)].map(([rule, groups]) => {
    const [first, ...others] = groups.map(({ key }) => key);
    return groupText(others.every((key) => key === first) ? (first ?? rule) : rule, groups, output);
  });
  const total = output.text({
    ja: `判断を記録 ${String(decided.length)}件、判断の記録なし ${String(open.length)}件。`,
    en: `${String(decided.length)} decided now, ${String(open.length)} still open.`,
  });
  return [...lines, total].join("\n");
}

/** Groups that differ in nothing but the names of their own machines stand together, by a rule that means them all. */
function byRule(open: readonly OpenGroup[]): Map<string, OpenGroup[]> {
  const groups = new Map<string, OpenGroup[]>();
  for (const group of open) {
    const rule = group.key.replaceAll(group.host.toLowerCase(), "*");
    groups.set(rule, [...(groups.get(rule) ?? []), group]);
  }
  return groups;
}

function groupText(key: string, groups: readonly OpenGroup[], output: Output): string {
  const rules = [...new Set(groups.flatMap((group) => group.rules))].join(", ");
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  const [first = ""] = groups.map((group) => group.first).sort();
  const last =
    groups
      .map((group) => group.last)
      .sort()
      .at(-1) ?? "";
  const facts = output.text({
    ja: `${String(count)}件 ${dayInTokyo(first)} - ${dayInTokyo(last)} ${rules}`,
    en: `${String(count)} from ${dayInTokyo(first)} to ${dayInTokyo(last)}, against ${rules}`,
  });
  return `${JSON.stringify(key)}\n  ${facts}\n  ${hostRanges(groups.map(({ host }) => host)).join(", ")}`;
}
