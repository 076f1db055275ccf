import { assumed } from "@kijun/core";
import type { BaselineSettings } from "@kijun/provider/fleet";

/** The yearly check asks about a year of logon failures (別紙1 端末6, CS5, AD5), which the usual 20 MiB do not hold. */
export const eventLog: NonNullable<BaselineSettings["eventLog"]> = {
  Security: assumed(
    { maxSizeKiB: 196_608, whenFull: "overwrite" },
    "セキュリティ ログの最大サイズと、上限に達したときの動作をご指定ください。仮に196,608KB（CIS v3.0.0 18.10.26.2.2）、上書きとし、月次で記録を採取するものとしています。",
  ),
  System: assumed(
    { maxSizeKiB: 32_768 },
    "システム ログの最大サイズをご指定ください。仮に32,768KBとしています（CIS v3.0.0 18.10.26.4.2）。",
  ),
};
