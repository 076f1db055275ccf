import type { LiveForm } from "../form/live-form.js";
import { importSecurityPolicy, readSecurityPolicy } from "../form/security-policy.live.js";

const KEYS = ["LockoutBadCount", "LockoutDuration", "ResetLockoutCount", "AllowAdministratorLockout"];

export const accountLockoutLive: LiveForm = {
  area: "account-lockout",
  read: (machine) => readSecurityPolicy(machine, KEYS),
  write: (machine, desired) => importSecurityPolicy(machine, desired),
};
