import { assumed } from "@kijun/core";
import type { BaselineSettings } from "@kijun/provider/fleet";

type NetworkAdapter = NonNullable<BaselineSettings["networkAdapter"]>;

/** What is said of the adapter of the default route; the category decides which firewall profile counts. */
function managed(category: "private" | "domain") {
  const primary = {
    dhcp: assumed(
      false,
      "各機器のIPアドレスは固定でしょうか。仮に固定としています。機器ごとのアドレスは機器一覧をご提示ください。",
    ),
    onlyDefaultRoute: assumed(true, "デフォルトゲートウェイは1つだけとしてよいでしょうか（端末10、CS8、AD8）。"),
    dns: assumed(
      ["192.0.2.5", "192.0.2.6"],
      "DNSサーバーのアドレスと順序をご指示ください。ADサーバー廃止後のDNSサーバーもあわせてご指示ください。仮のアドレスとしています。",
    ),
    dnsSuffix: assumed("", "接続ごとのDNSサフィックスの指定はありますか。仮に、無いものとしています。"),
    ipv6: assumed(false, "IPv6は使用しないものとして、無効としてよいでしょうか。"),
    netbios: assumed("disabled" as const, "NetBIOS over TCP/IPは無効としてよいでしょうか。"),
    category: assumed(
      category,
      "ネットワークの場所（プロファイル）は、統合端末とCSではプライベート、ADではドメインとしてよいでしょうか。",
    ),
  };
  return { primary };
}

const nothingElse: NetworkAdapter = {
  "*": assumed(
    "absent",
    "次のもの以外に、接続してよいネットワークアダプター（無線LAN、USB接続のLANなど）はありますか。仮に、無いものとしています。",
  ),
};

/** The adapter of 統合端末. */
export const terminalNetworkAdapter: NetworkAdapter = { ...managed("private"), ...nothingElse };

/** The adapters of ＣＳ: the city's network, and the line between both nodes. */
export const communicationServerNetworkAdapter: NetworkAdapter = {
  ...managed("private"),
  クラスター: assumed(
    { dhcp: false, gateways: [] },
    "CSの運用系・待機系間の接続（クラスター用アダプター）の名前と設定をご指示ください。仮の名前としています。",
  ),
  ...nothingElse,
};

/** The adapter of AD servers. */
export const directoryServerNetworkAdapter: NetworkAdapter = { ...managed("domain"), ...nothingElse };
