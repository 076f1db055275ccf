import type { Expectations } from "../areas.js";
import type { AreaClaims } from "../form/claim.js";
import { specifiedPassword } from "./specified-password.js";

export const specifiedPasswordClaims: AreaClaims = {
  reads: specifiedPassword.format({
    administrator: { setFrom: "2000-01-01" },
    guest: { setFrom: "2000-01-01" },
  } satisfies Expectations["specifiedPassword"]),
  claims: {
    "no-time-of-a-password-to-change": {
      en: "Get-LocalUser shows no PasswordLastSet where a password was never set or has to be changed at the next logon.",
      ja: "パスワードが未設定、または次回ログオン時に変更が必要なとき、Get-LocalUserのPasswordLastSetは空である。",
    },
    "domain-of-the-controller": {
      en: "On a domain controller a search without a root finds the accounts of its own domain, with pwdLastSet.",
      ja: "ドメイン コントローラーでは、起点を指定しない検索で、自ドメインのアカウントとpwdLastSetが得られる。",
      check: "Test-DomainOfController",
    },
  },
};
