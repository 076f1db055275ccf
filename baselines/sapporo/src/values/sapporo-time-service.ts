import { assumed } from "@kijun/core";
import type { BaselineSettings } from "@kijun/provider/fleet";

const source = "の時刻同期先はどのサーバーでしょうか。仮に192.0.2.200としています（実際のアドレスをご指示ください）。";
const interval = "時刻同期の間隔は何秒とすべきでしょうか。仮に3600秒としています。";

const fromServer: NonNullable<BaselineSettings["timeService"]> = {
  type: assumed("NTP", "統合端末及びＣＳは、指定のNTPサーバーと時刻同期する認識でよいでしょうか。"),
  client: assumed(true, "統合端末及びＣＳは、指定のNTPサーバーと時刻同期する認識でよいでしょうか。"),
  specialPollSeconds: assumed(3600, interval),
};

export const terminalTimeService: NonNullable<BaselineSettings["timeService"]> = {
  ...fromServer,
  servers: assumed("192.0.2.200,0x9", `統合端末${source}`),
  server: assumed(false, "統合端末は、他の機器へ時刻を配信しない認識でよいでしょうか。"),
};

export const communicationServerTimeService: NonNullable<BaselineSettings["timeService"]> = {
  ...fromServer,
  servers: assumed("192.0.2.200,0x9", `ＣＳ${source}`),
};

/** A domain controller has its time from the domain, or is itself its source. */
export const directoryServerTimeService: NonNullable<BaselineSettings["timeService"]> = {
  client: assumed(true, "ＡＤサーバは、廃止まで現在の時刻同期設定のままとする認識でよいでしょうか。"),
};
