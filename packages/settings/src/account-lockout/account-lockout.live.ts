import { securityPolicyLive } from "../form/security-policy.live.js";

export const accountLockoutLive = securityPolicyLive("account-lockout");
