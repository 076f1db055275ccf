import { createHash } from "node:crypto";

import type { WindowsEdition } from "../windows-edition.js";

/** A Store app that brings firewall rules of its own for each user it is registered for. */
interface StoreApp {
  readonly name: string;
  /** Missing for an app that comes with Windows and has its build number. */
  readonly version?: string;
  /** Whether it also takes connections. */
  readonly listens: boolean;
}

const PUBLISHER = "8wekyb3d8bbwe";

/** What a Japanese Windows 11 Pro registers for a new user, roughly; a trailing `+` marks those that listen. */
const CLIENT_APPS = storeApps(`
  Microsoft.WindowsCalculator 11.2405.2.0
  Microsoft.WindowsStore 22405.1401.4.0 +
  Microsoft.WindowsCamera 2024.2405.19.0
  Microsoft.Windows.Photos 2024.11050.3002.0 +
  Microsoft.MicrosoftStickyNotes 6.1.2.0
  Microsoft.WindowsMaps 11.2404.2.0
  Microsoft.WindowsAlarms 11.2404.5.0
  Microsoft.WindowsFeedbackHub 1.2401.20253.0
  Microsoft.BingWeather 4.53.61371.0
  Microsoft.BingNews 4.55.62231.0
  Microsoft.GetHelp 10.2403.20861.0
  Microsoft.MicrosoftOfficeHub 18.2405.1221.0 +
  Microsoft.Todos 2.114.7122.0
  Microsoft.YourPhone 1.24051.91.0 +
  Microsoft.ZuneMusic 11.2404.12.0 +
  Microsoft.XboxGamingOverlay 7.124.5142.0 +
  Microsoft.GamingApp 2405.1001.8.0 +
  Microsoft.PowerAutomateDesktop 11.2405.202.0
  Microsoft.Windows.DevHome 0.1401.505.0
  Microsoft.WindowsTerminal 3001.20.11271.0
  MicrosoftWindows.Client.WebExperience 424.1301.270.0
  MicrosoftTeams 24124.2315.2911.3357 +`);

/** What a server with a desktop registers: parts of its shell. */
const SERVER_APPS = storeApps(`
  Microsoft.Windows.CloudExperienceHost
  Microsoft.AAD.BrokerPlugin +
  Microsoft.AccountsControl
  Microsoft.LockApp
  Microsoft.Win32WebViewHost +
  Microsoft.Windows.Apprep.ChxApp
  Microsoft.Windows.NarratorQuickStart +
  Microsoft.Windows.SecHealthUI
  Microsoft.Windows.ShellExperienceHost
  Microsoft.Windows.StartMenuExperienceHost
  Microsoft.Windows.Search
  Microsoft.Windows.XGpuEjectDialog
  Microsoft.BioEnrollment
  Windows.CBSPreview`);

function storeApps(lines: string): StoreApp[] {
  return lines
    .trim()
    .split("\n")
    .map((line) => {
      const [name = "", ...words] = line.trim().split(" ");
      const version = words.find((word) => word !== "+");
      return { name, listens: words.includes("+"), ...(version === undefined ? {} : { version }) };
    });
}

/** A rule string of an app without version of the format and state, cut where the owner stands. Machines share all of it. */
export interface StoreAppRule {
  /** From `Dir` up to `LUOwn=`. */
  readonly head: string;
  /** Behind the owner's SID. */
  readonly tail: string;
}

const byBuild = new Map<string, readonly (readonly StoreAppRule[])[]>();

/** The rules that each app of an edition registers for one user: out, and in where it listens. */
export function storeAppRules({ kind, build }: WindowsEdition): readonly (readonly StoreAppRule[])[] {
  let rules = byBuild.get(build);
  if (rules === undefined) {
    rules = (kind === "client" ? CLIENT_APPS : SERVER_APPS).map((app) => rulesOfApp(app, build));
    byBuild.set(build, rules);
  }
  return rules;
}

function rulesOfApp({ name, version, listens }: StoreApp, build: string): StoreAppRule[] {
  const title = `@{${name}_${version ?? `10.0.${build}.1`}_x64__${PUBLISHER}?ms-resource://${name}/Resources/AppStoreName}`;
  const tail = `|AppPkgId=${packageSid(`${name}_${PUBLISHER}`)}|EmbedCtxt=${title}|Platform=2:6:2|Platform2=GTEQ|`;
  const texts = `Profile=Domain|Profile=Private|Profile=Public|Name=${title}|Desc=${title}|LUOwn=`;
  const outward = { head: `Dir=Out|${texts}`, tail };
  return listens ? [outward, { head: `Dir=In|${texts}`, tail: `${tail}Edge=TRUE|` }] : [outward];
}

/** SID of an app container: the first 28 bytes of SHA-256 over the family name in lower case, as seven numbers. */
function packageSid(familyName: string): string {
  const digest = createHash("sha256").update(Buffer.from(familyName.toLowerCase(), "utf16le")).digest();
  return ["S-1-15-2", ...[0, 4, 8, 12, 16, 20, 24].map((at) => String(digest.readUInt32LE(at)))].join("-");
}
