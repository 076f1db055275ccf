import { securityPolicyLive } from "../form/security-policy.live.js";

export const passwordPolicyLive = securityPolicyLive("password-policy");
