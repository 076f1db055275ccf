import { resolve } from "node:path";

import { KIT_SCRIPT, packKit } from "@kijun/pilot";
import type { PackedKit } from "@kijun/pilot";
import type { Command } from "commander";

import type { CommandLine, Session } from "../command-line/command-line.js";
import type { Text } from "../command-line/language.js";
import { entryOf, loadSeenFleet } from "../seeing/seen-fleet.js";

interface PackOptions {
  readonly host?: string;
  readonly json?: boolean;
}

/** `kijun pilot pack` */
export function addPilotPack(line: CommandLine, group: Command): void {
  const description = {
    ja: "実機で実行するスクリプト一式をフォルダーに書き出す（何も読み取らず、何も変更しない）",
    en: "writes the folder with the script that a person runs on a real machine; reads and changes nothing",
  };
  line
    .command(group, "pack <dir>", description, "kijun -C stacks/sapporo pilot pack ../pilot-kit --host KITA-T001")
    .option(
      "--host <name>",
      line.text({
        ja: "この機器の宣言（プローブを含む）も読み取る",
        en: "read what is declared of this machine too, its probes among it",
      }),
    )
    .option("--json", line.text({ ja: "JSONで出力", en: "print JSON" }))
    .action((dir: string, options: PackOptions) => line.run((session) => pack(session, dir, options)));
}

async function pack(session: Session, dir: string, { host, json = false }: PackOptions): Promise<number> {
  const { output, version } = session;
  const entry = host === undefined ? undefined : entryOf(await loadSeenFleet(session), host);
  const kit = packKit(resolve(dir), version, entry?.areas);
  if (json) output.json({ schema: "kijun.pilot-kit/1", release: version, ...kit });
  else output.result(output.text(saidOf(kit, version, entry?.host)));
  return 0;
}

function saidOf({ folder, files }: PackedKit, release: string, host: string | undefined): Text {
  const hashes = Object.entries(files).map(([name, hash]) => `  ${hash}  ${name}`);
  const command = `powershell.exe -NoProfile -ExecutionPolicy Bypass -File .\\${KIT_SCRIPT}`;
  return {
    ja: [
      `${folder}: Kijun ${release} の実機確認キット${host === undefined ? "（プローブなし）" : `（${host}の宣言を含む）`}`,
      ...hashes,
      `次の手順: 承認された媒体で機器に運び、管理者のWindows PowerShellで実行: ${command}`,
      "手順書: docs/pilot.md",
    ].join("\n"),
    en: [
      `${folder}: the pilot kit of Kijun ${release}${host === undefined ? ", without probes" : `, with what is declared of ${host}`}`,
      ...hashes,
      `next: bring it to the machine on approved media and run it there as an administrator: ${command}`,
      "docs/pilot.md tells it step by step",
    ].join("\n"),
  };
}
