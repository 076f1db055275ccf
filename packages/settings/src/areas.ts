// Made by `npm run generate`; do not edit.
import type { z } from "zod";

import { accountLockout } from "./account-lockout/account-lockout.js";
import { eventLog } from "./event-log/event-log.js";
import { firewallProfile } from "./firewall-profile/firewall-profile.js";
import { firewallRules } from "./firewall-rules/firewall-rules.js";
import { remoteDesktop } from "./remote-desktop/remote-desktop.js";
import { screenSaver } from "./screen-saver/screen-saver.js";
import { services } from "./services/services.js";
import type { SettingArea } from "./form/setting-area.js";

/** Every setting area, in the order of their ids. */
const areas = [accountLockout, eventLog, firewallProfile, firewallRules, remoteDesktop, screenSaver, services] as const;

/** All areas as the engines see them. */
export const settingAreas: readonly SettingArea[] = areas;

type Area = (typeof areas)[number];

/** The declared settings of a machine or class: one optional property per area. */
export type DeclaredSettings = {
  readonly [Known in Area as Known["property"]]?: z.input<Known["schema"]>;
};
