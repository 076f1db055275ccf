import type { CommandLine } from "../command-line/command-line.js";
import { addPilotImport } from "./pilot-import.js";
import { addPilotPack } from "./pilot-pack.js";

/** `kijun pilot`: what is believed of Windows, checked on a real machine. */
export function addPilot(line: CommandLine): void {
  const group = line.command(line.program, "pilot", {
    ja: "Windowsについての推定を実機で確認する（キットの作成・報告の取り込み）",
    en: "checks what is believed of Windows on a real machine",
  });
  addPilotPack(line, group);
  addPilotImport(line, group);
}
