import { accountLockout } from "./account-lockout/account-lockout.js";
import { firewallProfile } from "./firewall-profile/firewall-profile.js";
import { firewallRules } from "./firewall-rules/firewall-rules.js";
import type { SettingArea } from "./form/setting-area.js";
import { screenSaver } from "./screen-saver/screen-saver.js";

/** Every setting area, in the order in which people see them. */
const areas = [firewallProfile, firewallRules, accountLockout, screenSaver] as const;

/** All areas as the engines see them. */
export const settingAreas: readonly SettingArea[] = areas;

type Area = (typeof areas)[number];

/** The declared settings of a machine or class: one optional property per area. */
export type DeclaredSettings = { readonly [Known in Area as Known["property"]]?: import("zod").input<Known["schema"]> };
