import type { AreaClaims } from "../form/claim.js";

export const timeServiceClaims: AreaClaims = {
  claims: {
    "stopped-exit-code": {
      en: "w32tm /config /update ends with -2147023834 (0x80070426) while the service does not run.",
      ja: "サービスが動いていないとき、w32tm /config /updateの終了コードは-2147023834（0x80070426）である。",
      check: "Get-StoppedTimeServiceExit",
      expect: -2_147_023_834,
      changes: true,
    },
    "starts-by-trigger": {
      en: "On a machine outside a domain the service starts by a trigger.",
      ja: "ドメインに参加していない機器では、サービスはトリガーで開始する。",
      check: "Test-TimeServiceTrigger",
    },
  },
};
