import fc from "fast-check";

import { machineCase } from "../form/machine-states.js";
import type { AreaStates, LiveState, MachineCase } from "../form/machine-states.js";
import type { RegistryValue, WindowsState } from "../form/windows-state.js";
import { auditPolicy } from "./audit-policy.js";
import type { AuditPolicyState } from "./audit-policy.live.js";
import { subcategoryGuid } from "./audit-subcategories.js";

const LSA = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Lsa";
const WORDS = ["logon", "logoff", "file-share", "mpssvc-rule-level-policy-change", "plug-and-play-events"] as const;

function subcategories(settings: { readonly [word: string]: number }): Record<string, number> {
  return Object.fromEntries(Object.entries(settings).map(([word, number]) => [subcategoryGuid(word), number]));
}

const held: fc.Arbitrary<AuditPolicyState> = fc
  .dictionary(fc.constantFrom(...WORDS), fc.integer({ min: 0, max: 3 }), { minKeys: 1 })
  .map((settings) => ({ subcategories: subcategories(settings) }));

const forced: fc.Arbitrary<RegistryValue | undefined> = fc.constantFrom(
  undefined,
  { kind: "DWord", value: 0 },
  { kind: "DWord", value: 1 },
  { kind: "String", value: "1" },
  { kind: "DWord", value: 7 },
);

const recorded = fc.constantFrom("none", "success", "failure", "success-and-failure");

const declared = fc
  .tuple(fc.dictionary(fc.constantFrom(...WORDS), recorded), fc.option(fc.boolean()))
  .map(([settings, force]) => ({
    ...settings,
    ...(force === null ? {} : { "force-subcategory-settings": force }),
  }));

function changesOf(policy: AuditPolicyState, force?: RegistryValue): Partial<WindowsState> {
  const registry = force === undefined ? {} : { [LSA]: { SCENoApplyLegacyAuditPolicy: force } };
  return { auditPolicy: policy, registry };
}

function auditCase(name: string, policy: AuditPolicyState, settings: object, locale?: "en-US"): MachineCase {
  const changes = { ...changesOf(policy), ...(locale === undefined ? {} : { locale }) };
  return machineCase(name, auditPolicy, { changes }, auditPolicy.format(settings));
}

const shipped = { subcategories: subcategories({ logon: 3, logoff: 1, "account-lockout": 1, "file-share": 0 }) };
const usual = {
  logon: "success-and-failure",
  logoff: "success",
  "account-lockout": "failure",
  "file-share": "failure",
};

export const auditPolicyStates: AreaStates = {
  area: auditPolicy,
  drift: () => [{ path: ["logon"], value: "none" }],
  declared,
  live: fc.tuple(held, forced).map(([policy, force]): LiveState => ({ changes: changesOf(policy, force) })),
  special: [
    auditCase("a policy as Windows ships it", shipped, { ...usual, "force-subcategory-settings": true }),
    auditCase("the same in another language", shipped, usual, "en-US"),
    auditCase("nothing to change", shipped, { logon: "success-and-failure", "file-share": "none" }),
    auditCase("a subcategory that this Windows lacks", shipped, { "token-right-adjusted-events": "success" }),
    auditCase("the registry value alone", { ...shipped, endsWith: 1314 }, { "force-subcategory-settings": false }),
    auditCase("an account without the privilege", { ...shipped, endsWith: 1314 }, usual),
    auditCase("an account that may look only", { ...shipped, setEndsWith: 5 }, usual),
    auditCase("a tool that fails", { ...shipped, endsWith: 87 }, usual),
    auditCase("a backup without any subcategory", { subcategories: {} }, usual),
    auditCase("nothing declared", shipped, {}),
  ],
};
