import type { AreaClaims } from "../form/claim.js";

export const networkAdapterClaims: AreaClaims = {
  claims: {
    "address-states": {
      en: "AddressState of MSFT_NetIPAddress is 3 for a deprecated and 4 for a preferred address.",
      ja: "MSFT_NetIPAddressのAddressStateは、非推奨が3、優先が4である。",
      check: "Test-AddressState",
    },
    "active-store": {
      en: "A query of MSFT_NetIPAddress answers what is in force (Store 1).",
      ja: "MSFT_NetIPAddressの照会は、有効な設定（Store 1）を返す。",
      check:
        "@(Get-CimInstance -Namespace 'root/StandardCimv2' -ClassName MSFT_NetIPAddress -Property 'Store' | Where-Object { $_.Store -ne 1 }).Count -eq 0",
    },
    "hidden-adapters": {
      en: "Adapters that Windows hides are those that nobody set up.",
      ja: "Windowsが隠しているアダプターは、誰も設定していないものである。",
    },
  },
};
