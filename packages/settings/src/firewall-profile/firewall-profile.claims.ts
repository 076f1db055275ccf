import type { AreaClaims } from "../form/claim.js";

export const firewallProfileClaims: AreaClaims = {
  claims: {
    numbers: {
      en: "In numbers a switch of a profile is 0 off, 1 on, 2 not configured, and an action 0 not configured, 2 allow, 4 block.",
      ja: "プロファイルの値は、スイッチが0無効・1有効・2未構成、動作が0未構成・2許可・4ブロックである。",
      check: "Test-FirewallNumber",
    },
    "stopped-service-fails": {
      en: "With MpsSvc stopped Get-NetFirewallProfile fails.",
      ja: "MpsSvcが停止しているとき、Get-NetFirewallProfileは失敗する。",
    },
    "policy-of-device-management": {
      en: "A policy of device management is not in the policy store of the registry: the local value is written and stays without effect.",
      ja: "デバイス管理のポリシーはレジストリのポリシー ストアにはなく、ローカルの値は書き込まれても効かない。",
    },
    "log-fills": {
      en: "Allowed connections on a busy server fill the log within minutes.",
      ja: "利用の多いサーバーでは、許可した接続のログは数分で一杯になる。",
    },
  },
};
