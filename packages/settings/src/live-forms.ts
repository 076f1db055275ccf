import { accountLockoutLive } from "./account-lockout/account-lockout.live.js";
import { firewallProfileLive } from "./firewall-profile/firewall-profile.live.js";
import { firewallRulesLive } from "./firewall-rules/firewall-rules.live.js";
import type { LiveForm } from "./form/live-form.js";
import { managementLineLive } from "./management-line/management-line.live.js";
import { screenSaverLive } from "./screen-saver/screen-saver.live.js";

export { AreaFailure } from "./form/live-form.js";
export type { Failure, LiveForm, WriteFailure } from "./form/live-form.js";
export * from "./form/windows-state.js";

export { managementLineLive };

/** The areas on a modelled machine, in the order of the areas. */
export const liveForms: readonly LiveForm[] = [
  firewallProfileLive,
  firewallRulesLive,
  accountLockoutLive,
  screenSaverLive,
];
