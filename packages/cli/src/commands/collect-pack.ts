import { resolve } from "node:path";

import { COLLECT_SCRIPT, ControllerKey, packFolder } from "@kijun/collect";
import type { MachineToCollect, PackedFolder } from "@kijun/collect";
import { KijunError } from "@kijun/core";
import { keptReading, readStored } from "@kijun/provider/live";
import type { Command } from "commander";

import { judgedEntries } from "../checking/check-entries.js";
import type { CommandLine, Session } from "../command-line/command-line.js";
import type { Text } from "../command-line/language.js";
import { choosesMachines } from "../run/selection.js";
import type { SelectionOptions } from "../run/selection.js";
import { addMachineOptions, names } from "../run/selection-options.js";
import { loadSeenFleet, selectionOf } from "../seeing/seen-fleet.js";

interface PackOptions extends Omit<SelectionOptions, "area"> {
  readonly replaced?: readonly string[];
  readonly json?: boolean;
}

/** `kijun collect pack` */
export function addCollectPack(line: CommandLine, group: Command): void {
  const description = {
    ja: "機器で実行するスクリプトと読み取る項目を、署名したフォルダーに書き出す（機器には接続しない）",
    en: "writes the signed folder that a technician runs on the machines; reaches none of them",
  };
  const command = line.command(
    group,
    "pack <dir>",
    description,
    "kijun -C stacks/sapporo collect pack ../collect-kita --site kita-ward",
  );
  addMachineOptions(line, command)
    .option(
      "--replaced <names>",
      line.text({
        ja: "再構築・交換した機器（記録と異なるMachineGuidを受け入れる）",
        en: "machines that were rebuilt or replaced: another MachineGuid than the recorded one is accepted",
      }),
      names,
    )
    .option("--json", line.text({ ja: "JSONで出力", en: "print JSON" }))
    .action((dir: string, options: PackOptions) => line.run((session) => pack(session, dir, options)));
}

async function pack(session: Session, dir: string, options: PackOptions): Promise<number> {
  const { output, version, home } = session;
  if (!choosesMachines(options)) throw nobodyChosen();
  const fleet = await loadSeenFleet(session);
  const entries = judgedEntries(fleet, selectionOf(fleet, options));
  const replaced = new Set((options.replaced ?? []).map((name) => name.toLowerCase()));
  const machines = entries.map((entry): MachineToCollect => ({
    entry,
    machineGuid: knownGuid(entry.host, fleet.environment),
    replaced: replaced.delete(entry.host.toLowerCase()),
  }));
  if (replaced.size > 0) throw notPacked([...replaced]);
  const key = ControllerKey.made(home);
  const packed = packFolder(resolve(dir), machines, { release: version, key });
  if (options.json === true) output.json(recordOf(packed, key));
  else output.result(output.text(saidOf(packed, key)));
  return 0;
}

/** Who a machine was when this computer last read it. */
function knownGuid(host: string, environment: NodeJS.ProcessEnv): string | undefined {
  const kept = keptReading(host, environment);
  if (kept.kind === "kept") return kept.content.answer.identity.machineGuid;
  const stored = readStored(host, environment);
  return stored.kind === "reading" ? stored.reading.identity.machineGuid : undefined;
}

function nobodyChosen(): KijunError {
  return new KijunError("ARGUMENT_INVALID", "nothing says which machines the folder is for", {
    hint: "Name them with --host, --site or --class: the folder holds what is asked of each, and nothing of others.",
  });
}

function notPacked(hosts: readonly string[]): KijunError {
  return new KijunError("ARGUMENT_INVALID", `--replaced ${hosts.join(",")}: not among the machines of the folder`, {
    hint: "Name machines that --host, --site and --class choose.",
  });
}

function recordOf({ folder, manifest, manifestDigest }: PackedFolder, key: ControllerKey): object {
  return { schema: "kijun.collect-folder/1", folder, manifestSha256: manifestDigest, key: key.fingerprint, manifest };
}

function saidOf({ folder, manifest, manifestDigest }: PackedFolder, key: ControllerKey): Text {
  const { pack, machines, release } = manifest;
  const hosts = machines.map(({ host }) => host);
  const unknown = machines.filter(({ machineGuid, replaced }) => machineGuid === undefined && replaced !== true);
  const command = `powershell.exe -NoProfile -ExecutionPolicy Bypass -File .\\${COLLECT_SCRIPT}`;
  const first = unknown.map(({ host }) => host).join(", ");
  return {
    ja: [
      `${folder}: 回収フォルダー ${pack}（Kijun ${release}、${String(hosts.length)}台: ${hosts.join("、")}）`,
      `  ${manifestDigest}  manifest.json（引渡票に記載）`,
      `  署名鍵 ${key.fingerprint}`,
      ...(unknown.length === 0 ? [] : [`  初めて読み取る機器（MachineGuidの記録なし、名前だけで確認）: ${first}`]),
      `次の手順: 承認された媒体で機器に運び、管理者のWindows PowerShellで実行: ${command}`,
      "  持ち帰った回答の取り込み: kijun collect import <フォルダーまたは回答ファイル>",
      "手順書: docs/collect.md",
    ].join("\n"),
    en: [
      `${folder}: folder ${pack} of Kijun ${release} for ${String(hosts.length)} machine${hosts.length === 1 ? "" : "s"}: ${hosts.join(", ")}`,
      `  ${manifestDigest}  manifest.json, for the hand-over sheet`,
      `  signed with key ${key.fingerprint}`,
      ...(unknown.length === 0 ? [] : [`  read for the first time, known by their names alone: ${first}`]),
      `next: bring it to the machines on approved media and run it there as an administrator: ${command}`,
      "  then take in what comes back: kijun collect import <folder or answer files>",
      "docs/collect.md tells it step by step",
    ].join("\n"),
  };
}
