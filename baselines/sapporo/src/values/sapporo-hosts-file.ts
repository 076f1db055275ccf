import { assumed } from "@kijun/core";
import type { BaselineSettings } from "@kijun/provider/fleet";

import { serverAddress } from "../sapporo-addresses.js";

type HostsFile = NonNullable<BaselineSettings["hostsFile"]>;

const QUESTION =
  "名称解決の方式（DNSまたはhostsファイル）と、hostsファイルに記載するＣＳの名称およびアドレスをご教示ください。";

const others = assumed<"absent">(
  "absent",
  "hostsファイルに、ＣＳのほかに必要な記載はありますか。仮に無いものとしています。",
);

/** 統合端末 find the ＣＳ by name; names and addresses are fictional. */
export const terminalHostsFile: HostsFile = {
  "cs.juki.example": assumed(serverAddress(3), `${QUESTION}仮に運用系が引き継ぐアドレスを記載しています。`),
  "cs1.juki.example": assumed(serverAddress(1), `${QUESTION}仮に１号機を記載しています。`),
  "cs2.juki.example": assumed(serverAddress(2), `${QUESTION}仮に２号機を記載しています。`),
  "*": others,
};

/** ＣＳ know each other by their short names, too. */
export const communicationServerHostsFile: HostsFile = {
  ...terminalHostsFile,
  cs1: assumed(serverAddress(1), `${QUESTION}仮に１号機の短い名称を記載しています。`),
  cs2: assumed(serverAddress(2), `${QUESTION}仮に２号機の短い名称を記載しています。`),
};

/** AD servers find each other by their own name service (AD8). */
export const directoryServerHostsFile: HostsFile = { "*": others };
