import type { DeclaredSettings } from "../areas.js";
import type { AreaClaims } from "../form/claim.js";
import { localGroups } from "./local-groups.js";

export const localGroupsClaims: AreaClaims = {
  reads: localGroups.format({
    administrators: { members: ["administrator"], exclusive: true },
    "remote-desktop-users": { members: [], exclusive: true },
  } satisfies DeclaredSettings["localGroups"]),
  claims: {
    "english-names": {
      en: "The groups of Windows have English names on Japanese Windows, too.",
      ja: "Windowsのグループ名は、日本語版でも英語である。",
      check: "[string](Find-LocalPrincipal (Get-LocalPrincipal Win32_Group) 'S-1-5-32-544').Name",
      expect: "Administrators",
    },
    "built-in-groups": {
      en: "A machine ships with the groups S-1-5-32-544, 545, 546, 551, 555, 573, 578 and 580.",
      ja: "出荷時のグループには、S-1-5-32-544・545・546・551・555・573・578・580がある。",
      check: "Test-BuiltInGroup '544', '545', '546', '551', '555', '573', '578', '580'",
    },
    "administrator-stays": {
      en: "Windows keeps the built-in Administrator in Administrators.",
      ja: "ビルトインのAdministratorはAdministratorsから外せない。",
    },
  },
};
