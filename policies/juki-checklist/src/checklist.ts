import type { JudgedItem } from "@kijun/checklist";

import { directoryServerItems } from "./directory-server-items.js";
import { communicationServerItems } from "./communication-server-items.js";
import { terminalItems } from "./terminal-items.js";

/** 統合端末等設置及び設定状況チェック: the items of 別紙1 §4 in the order of the document. */
export const checklist: readonly JudgedItem[] = [
  ...terminalItems,
  ...communicationServerItems,
  ...directoryServerItems,
];
