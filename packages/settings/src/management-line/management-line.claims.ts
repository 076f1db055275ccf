import type { Claims } from "../form/claim.js";

export const managementLineClaims: Claims = {
  "established-state": {
    en: "State 5 of MSFT_NetTCPConnection is an established connection.",
    ja: "MSFT_NetTCPConnectionのState 5は、確立済みの接続である。",
    check: "Get-EstablishedState",
    expect: 5,
  },
  "network-categories": {
    en: "NetworkCategory of MSFT_NetConnectionProfile is 0 public, 1 private, 2 domain.",
    ja: "MSFT_NetConnectionProfileのNetworkCategoryは、0がパブリック、1がプライベート、2がドメインである。",
    check: "Test-NetworkCategory",
  },
  "listener-is-system": {
    en: "The listener of WinRM counts as the process System.",
    ja: "WinRMの待ち受けはSystemプロセスのものとして扱われる。",
    check: "Test-WinrmListener",
  },
  "hosts-of-winrm": {
    en: "Connections to WinRM are accepted by no other program than System, svchost.exe, wsmprovhost.exe and winrshost.exe.",
    ja: "WinRMへの接続を受けるプログラムは、System、svchost.exe、wsmprovhost.exe、winrshost.exeに限られる。",
  },
  "loopback-not-filtered": {
    en: "Windows Firewall does not filter connections that never leave the machine.",
    ja: "Windowsファイアウォールは、機器の外に出ない接続を制限しない。",
  },
  "answers-pass-outbound": {
    en: "Outbound rules do not hold up answers on a connection that was let in.",
    ja: "送信の規則は、受け入れた接続への応答を妨げない。",
  },
};
