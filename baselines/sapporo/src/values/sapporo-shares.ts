import { assumed } from "@kijun/core";
import type { BaselineSettings } from "@kijun/provider/fleet";

type Shares = NonNullable<BaselineSettings["shares"]>;

/** 統合端末: nothing beyond what Windows shares by itself (別紙1 端末4). */
export const terminalShares: Shares = {
  "*": assumed(
    "absent",
    "統合端末に業務上必要な共有フォルダはありますか。仮に、Windowsが自ら作る管理共有（ADMIN$、C$、IPC$）のほかは無いものとしています（別紙1 端末4）。",
  ),
};

/** ＣＳ (別紙1 CS3). The folder's name is fictional. */
export const communicationServerShares: Shares = {
  Renkei: assumed(
    { path: "D:\\JUKI\\renkei", access: ["S-1-5-32-544:full", "S-1-5-11:change"] },
    "ＣＳで業務上必要な共有フォルダの名称、場所およびアクセス許可をご教示ください。仮に連携用の共有1件とし、管理者はフルコントロール、認証済みの利用者は変更としています（別紙1 CS3）。",
  ),
  "*": assumed(
    "absent",
    "ＣＳに、連携用の共有のほかに業務上必要な共有フォルダはありますか。仮に無いものとしています（別紙1 CS3）。",
  ),
};

/** ＡＤサーバ (別紙1 AD3). */
export const directoryServerShares: Shares = {
  "*": assumed(
    "absent",
    "ＡＤサーバに、SYSVOLおよびNETLOGONのほかに必要な共有フォルダはありますか。仮に無いものとしています（別紙1 AD3）。",
  ),
};
