import type { DeclaredSettings } from "../areas.js";
import type { AreaClaims } from "../form/claim.js";
import { localAccounts } from "./local-accounts.js";

export const localAccountsClaims: AreaClaims = {
  reads: localAccounts.format({
    administrator: { enabled: true },
    guest: { enabled: false },
    "*": "disabled",
  } satisfies DeclaredSettings["localAccounts"]),
  claims: {
    "built-in-accounts": {
      en: "A machine ships with accounts whose SIDs end in 500, 501 and 503.",
      ja: "出荷時のアカウントには、SIDの末尾が500・501・503のものがある。",
      check: "Test-BuiltInAccount '500', '501', '503'",
    },
    "application-guard-account": {
      en: "Clients, and servers from build 17763 on, ship with an account whose SID ends in 504.",
      ja: "クライアントと、ビルド17763以降のサーバーには、SIDの末尾が504のアカウントがある。",
      check: "Test-ApplicationGuardAccount",
    },
    "accounts-of-the-domain": {
      en: "On a domain controller ADSI (WinNT) lists of the computer the accounts and groups of its domain, with SIDs and flags.",
      ja: "ドメイン コントローラーでは、ADSI（WinNT）でコンピューターから、自ドメインのアカウントとグループがSIDとフラグとともに得られる。",
      check: "Test-AccountsOfDomain",
    },
    "refused-characters": {
      en: 'Names of accounts and groups have none of the characters "/\\[]:;|=,+*?<>@ and are not blanks and dots alone.',
      ja: 'アカウントとグループの名前には「"/\\[]:;|=,+*?<>@」を使えず、空白とピリオドだけの名前も使えない。',
    },
  },
};
