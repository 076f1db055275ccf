import { assumed, TO_BE_CONFIRMED } from "@kijun/core";
import type { BaselineSettings } from "@kijun/provider/fleet";

/*
 * Where the tool keeps its settings is in J-LIS' manual only. What stands here are places on the simulated machines and a
 * fictional account, each with the question for the true one.
 */

/** アクセス制限ツール on 統合端末 (端末1). */
export const accessRestriction: NonNullable<BaselineSettings["accessRestriction"]> = {
  業務AP起動用アカウントへの適用: assumed(
    {
      probe: "registry",
      key: "HKCU\\Software\\Kijun Simulated Vendor\\AccessRestriction",
      value: "Applied",
      user: "gyomu",
      words: { "1": "applied" },
      expect: "applied",
    },
    "業務AP起動用アカウントの名前と、アクセス制限ツールが適用されていることの確認方法（格納場所と値）を、手引書の名称・ページとともにご指示ください。仮に模擬機の格納場所としています。",
  ),
  版: assumed(
    {
      probe: "file",
      file: "%ProgramFiles%\\Kijun Simulated Vendor\\AccessRestriction\\restrict.exe",
      read: "version",
      expect: TO_BE_CONFIRMED,
    },
    "アクセス制限ツールの正しい版と、実行ファイルの場所をご指示ください。",
  ),
};
