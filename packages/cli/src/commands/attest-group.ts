import type { CommandLine } from "../command-line/command-line.js";
import { addAttestImport } from "./attest-import.js";
import { addAttestSheet } from "./attest-sheet.js";

/** `kijun attest`: what only a person can see on the spot, asked for and taken in. */
export function addAttest(line: CommandLine): void {
  const group = line.command(line.program, "attest", {
    ja: "目視でしか確認できない点検項目（点検票の発行・取り込み）",
    en: "items that only a person can answer on the spot: sheets given out and taken in",
  });
  addAttestSheet(line, group);
  addAttestImport(line, group);
}
