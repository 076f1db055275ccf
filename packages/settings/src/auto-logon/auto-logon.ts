import type { CanonicalArea } from "@kijun/core";
import { z } from "zod";

import { directionBySafety, safetyOfSwitch } from "../form/direction.js";
import { defineRegistryArea, registryShape } from "../form/registry-area.js";
import { registrySwitch, registryText } from "../form/registry-property.js";
import { defineArea } from "../form/setting-area.js";
import type { PropertyMeta } from "../form/setting-area.js";
import { definedOnly } from "../form/named-values.js";

const WINLOGON = "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon";
const REFERENCE = "Microsoft Learn, Configure Windows to automate logon";

const enabled = registrySwitch({
  key: WINLOGON,
  name: "AutoAdminLogon",
  kind: "String",
  orKind: "DWord",
  label: { ja: "自動ログオン", en: "automatic logon" },
  source: `REG_SZ; a DWORD, which some tools write, is understood. ${REFERENCE}; CIS Microsoft Windows 11 18.5.1 wants it off`,
  safe: false,
  whenAbsent: false,
});

const userName = registryText({
  key: WINLOGON,
  name: "DefaultUserName",
  schema: z.string().regex(/^[^\s"/\\[\]:;|=,+*?<>@](?:[^"/\\[\]:;|=,+*?<>@]{0,18}[^\s"/\\[\]:;|=,+*?<>@])?$/, {
    message: "must be the name of an account, at most 20 characters, without its domain",
  }),
  examples: ["cs-operator", "業務担当"],
  label: { ja: "自動ログオンのユーザー名", en: "user name of the automatic logon" },
  source: `Compared without case. ${REFERENCE}`,
});

const domainName = registryText({
  key: WINLOGON,
  name: "DefaultDomainName",
  schema: z
    .string()
    .regex(
      /^(?:\.|[^\s"/\\:*?<>|,]{1,255})$/,
      "must be the name of the computer or of a domain, or a dot for the computer",
    ),
  examples: ["CS-1", ".", "juki.example.jp"],
  label: { ja: "自動ログオンのドメイン名", en: "domain name of the automatic logon" },
  source: `Compared without case. ${REFERENCE}`,
});

const properties = { enabled, userName, domainName };
const title = { ja: "自動ログオン", en: "automatic logon" };
const values = defineRegistryArea({ id: "auto-logon", title, properties });

const autoLogonSchema = z.strictObject({
  ...registryShape(properties),
  plaintextPassword: z
    .literal(false)
    .optional()
    .meta({
      label: { ja: "平文で保存されたパスワード", en: "password stored in plain text" },
      windowsKey: `HKLM\\${WINLOGON}\\DefaultPassword`,
      source: `Whether the value exists; its data is never read. Everybody who can log on can read it. ${REFERENCE}`,
    } satisfies PropertyMeta),
});

const factsSchema = z.object({ values: z.unknown(), plaintextPassword: z.boolean() });

export const autoLogon = defineArea({
  id: "auto-logon",
  title,
  schema: autoLogonSchema,
  facts: factsSchema,
  format: (declared) => definedOnly(declared),
  parse: (canonical) => autoLogonSchema.parse(canonical),
  fromWindows: (facts, desired) => ({
    ...inDeclaredCase(values.fromWindows({ values: facts.values }, withoutPassword(desired)), desired),
    ...(declaresPassword(desired) ? { plaintextPassword: facts.plaintextPassword } : {}),
  }),
  toWindows: (desired, differing) => ({
    ...values.toWindows(withoutPassword(desired), differing),
    removePlaintextPassword:
      declaresPassword(desired) && differing.some(([first]) => first === undefined || first === "plaintextPassword"),
  }),
  readRequest: (desired) => values.readRequest(withoutPassword(desired)),
  direction: (path, live, desired) =>
    path[0] === "plaintextPassword"
      ? directionBySafety(live, desired, safetyOfSwitch(false))
      : values.direction(path, live, desired),
});

function declaresPassword(desired: CanonicalArea): boolean {
  return desired["plaintextPassword"] !== undefined;
}

/** What is asked for and written by name: never the value that holds a password. */
function withoutPassword(desired: CanonicalArea): CanonicalArea {
  return Object.fromEntries(Object.entries(desired).filter(([name]) => name !== "plaintextPassword"));
}

/** Names of accounts and domains that differ in case alone are the same. */
function inDeclaredCase(live: CanonicalArea, desired: CanonicalArea): CanonicalArea {
  return Object.fromEntries(
    Object.entries(live).map(([name, value]) => {
      const wanted = desired[name];
      const same =
        typeof value === "string" && typeof wanted === "string" && value.toLowerCase() === wanted.toLowerCase();
      return [name, same ? wanted : value];
    }),
  );
}
