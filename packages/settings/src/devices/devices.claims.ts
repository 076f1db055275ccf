import type { AreaClaims } from "../form/claim.js";

export const devicesClaims: AreaClaims = {
  claims: {
    "hub-drivers": {
      en: 'Drivers of USB hubs have "hub" in their names.',
      ja: "USBハブのドライバー名には「hub」が含まれる。",
      check: "Test-HubDriver",
    },
  },
};
