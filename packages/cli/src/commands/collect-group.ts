import type { CommandLine } from "../command-line/command-line.js";
import { addCollectImport } from "./collect-import.js";
import { addCollectPack } from "./collect-pack.js";

/** `kijun collect`: machines that no line reaches. */
export function addCollect(line: CommandLine): void {
  const group = line.command(line.program, "collect", {
    ja: "接続できない機器を媒体で読み取る（フォルダーの作成・回答の取り込み）",
    en: "reads machines that no line reaches, by a folder that is carried to them",
  });
  addCollectPack(line, group);
  addCollectImport(line, group);
}
