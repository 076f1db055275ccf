import type { Direction } from "@kijun/core";
import { z } from "zod";

import { safetyOfSwitch } from "../form/direction.js";
import { defineEntryArea } from "../form/entry-area.js";
import { accountName, builtInGroupOfSid, isBuiltIn, localName, principalReference } from "../form/principal.js";
import type { PropertyMeta, WindowsRequest } from "../form/setting-area.js";

const CLASS = "Microsoft Learn, Win32_UserAccount class";

const accountSchema = z.strictObject({
  enabled: z
    .boolean()
    .optional()
    .meta({
      label: { ja: "アカウントの有効化", en: "account enabled" },
      windowsKey: "Disabled",
      source: `Nobody can log on with a disabled account. ${CLASS}`,
    } satisfies PropertyMeta),
  passwordNeverExpires: z
    .boolean()
    .optional()
    .meta({
      label: { ja: "パスワードを無期限にする", en: "password never expires" },
      windowsKey: "PasswordExpires",
      source: `The maximum age of the password policy does not bind such an account. ${CLASS}`,
    } satisfies PropertyMeta),
  passwordRequired: z
    .boolean()
    .optional()
    .meta({
      label: { ja: "パスワードを必要とする", en: "password required" },
      windowsKey: "PasswordRequired",
      source: `Where it is off, the account may have an empty password whatever the policy says. ${CLASS}`,
    } satisfies PropertyMeta),
  userMayChangePassword: z
    .boolean()
    .optional()
    .meta({
      label: { ja: "ユーザーによるパスワード変更の許可", en: "user may change the password" },
      windowsKey: "PasswordChangeable",
      source: CLASS,
    } satisfies PropertyMeta),
  name: z
    .string()
    .min(1)
    .max(20)
    .optional()
    .meta({
      label: { ja: "アカウント名", en: "account name" },
      windowsKey: "Name",
      source: `Of a built-in account, which can be renamed; compared, never written. ${CLASS}`,
    } satisfies PropertyMeta),
});

const factsSchema = z.object({
  accounts: z.array(
    z.object({
      sid: z.string(),
      name: z.string(),
      enabled: z.boolean(),
      passwordNeverExpires: z.boolean(),
      passwordRequired: z.boolean(),
      userMayChangePassword: z.boolean(),
    }),
  ),
});

type Account = z.output<typeof accountSchema>;

export const localAccounts = defineEntryArea({
  id: "local-accounts",
  title: { ja: "ローカル アカウント", en: "local accounts" },
  name: localName,
  entry: accountSchema,
  nextSteps: {
    LAST_ADMINISTRATOR: {
      ja: "有効な管理者が他にいないため無効にしません。先に別の管理者を有効にしてください。",
      en: "No other enabled account is an administrator: enable one first.",
    },
    NOT_CREATED: {
      ja: "アカウントは作成しません。パスワードとともに機器で作成してください。",
      en: "An account is made by hand, with its password.",
    },
    NOT_RENAMED: {
      ja: "アカウント名は変更しません。機器で変更してください。",
      en: "An account is renamed by hand.",
    },
  },
  facts: factsSchema,
  entries: ({ accounts }) => new Map(accounts.map(({ sid, ...account }) => [accountName(sid, account.name), account])),
  others: { word: "disabled", against: ({ enabled }) => enabled === true },
  windowsName: (name) => (isBuiltIn(name) ? principalReference(name) : name),
  contradiction(name, declared) {
    if (builtInGroupOfSid(principalReference(name)) !== undefined) return "is no account but a group; see local-groups";
    if (declared === "absent")
      return isBuiltIn(name) ? "cannot be absent: a built-in account can be disabled only" : undefined;
    return declared.name !== undefined && !isBuiltIn(name)
      ? "is known by its name; only a built-in account can have another one"
      : undefined;
  },
  // Names that differ in case are the same name.
  asDeclared: (live, desired) =>
    live.name?.toLowerCase() === desired.name?.toLowerCase() ? { ...live, name: desired.name } : live,
  write: (wanted, account) => ({ account, ...given(wanted) }),
  direction: directionOf,
});

function given(account: Account): WindowsRequest {
  const fields = Object.entries<boolean | string | undefined>(account);
  return Object.fromEntries(fields.flatMap(([field, value]) => (value === undefined ? [] : [[field, value]])));
}

type Flag = "enabled" | "passwordNeverExpires" | "passwordRequired";

/** The safe position of each flag that has one. */
const SAFE: { readonly [Name in Flag]: boolean } = {
  enabled: false,
  passwordNeverExpires: false,
  passwordRequired: true,
};

/** An account that is there and enabled is less safe than none; of one that is there every flag must point the same way. */
function directionOf(live: Account | undefined, desired: Account | undefined): Direction {
  if (live === undefined) return desired?.enabled === true ? "weakening" : "unknown";
  if (desired === undefined) return live.enabled === true ? "hardening" : "unknown";
  const ways = new Set<Direction>();
  if (live.name !== desired.name || live.userMayChangePassword !== desired.userMayChangePassword) ways.add("unknown");
  for (const flag of ["enabled", "passwordNeverExpires", "passwordRequired"] as const) {
    if (live[flag] === desired[flag]) continue;
    const [from, to] = [live[flag], desired[flag]].map((value) => safetyOfSwitch(SAFE[flag])(value ?? "unknown"));
    ways.add(from === undefined || to === undefined ? "unknown" : to > from ? "hardening" : "weakening");
  }
  const [only] = ways;
  return ways.size === 1 && only !== undefined ? only : "unknown";
}
