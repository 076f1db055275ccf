import { z } from "zod";

/** What a folder's script says of the Windows and the engine that it ran on. Nothing that a machine is called. */
export const kitSystemSchema = z.strictObject({
  platform: z.string().max(40),
  build: z.string().max(40),
  edition: z.string().max(40),
  product: z.string().max(40),
  language: z.string().max(40),
  languageMode: z.string().max(40),
  process: z.string().max(60),
  powershell: z.string().max(40),
  powershellEdition: z.string().max(40),
});

export type KitSystem = z.output<typeof kitSystemSchema>;

/** Oldest build with this PowerShell: Windows 10 and Server 2016. */
const OLDEST_BUILD = 10_240;

/** Every sign that something else than Windows PowerShell 5.1 on Windows has run a folder's script. */
export function whyNotWindows(rehearsal: boolean, system: KitSystem): string[] {
  const { platform, process, powershell, powershellEdition, build, edition, language } = system;
  const build5 = /^(\d{5})\.\d{1,5}$/.exec(build)?.[1];
  const checks: readonly (readonly [boolean, string])[] = [
    [!rehearsal, "rehearsal: scripts stood in for Windows"],
    [["Win32NT", "Windows_NT"].includes(platform), `system.platform = "${platform}": it was not made on Windows`],
    [/^powershell$/i.test(process), `system.process = "${process}": it was not made by powershell.exe`],
    [powershell.startsWith("5.1."), `system.powershell = "${powershell}": it was not made by PowerShell 5.1`],
    [powershellEdition === "Desktop", `system.powershellEdition = "${powershellEdition}": it must be Desktop`],
    [Number(build5 ?? 0) >= OLDEST_BUILD, `system.build = "${build}": it is no build of Windows 10 or later`],
    [/^[A-Za-z]{1,40}$/.test(edition), `system.edition = "${edition}": it is no edition of Windows`],
    [/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2}$/.test(language), `system.language = "${language}": it is no language`],
  ];
  return checks.flatMap(([holds, reason]) => (holds ? [] : [reason]));
}
