import { accountLockout } from "./account-lockout/account-lockout.js";
import type { SettingArea } from "./form/setting-area.js";

/** Every setting area, in the order in which people see them. */
const areas = [accountLockout] as const;

/** All areas as the engines see them. */
export const settingAreas: readonly SettingArea[] = areas;

type Area = (typeof areas)[number];

/** The declared settings of a machine or class: one optional property per area. */
export type DeclaredSettings = { readonly [Known in Area as Known["property"]]?: import("zod").input<Known["schema"]> };
