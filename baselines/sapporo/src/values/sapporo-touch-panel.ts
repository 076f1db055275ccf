import { assumed } from "@kijun/core";
import type { BaselineSettings } from "@kijun/provider/fleet";

/** Hardware ids of the panel TD1701SBP are published nowhere; these are fictional. */
export const terminalTouchPanel: NonNullable<BaselineSettings["touchPanel"]> = {
  "FFF1:1701": assumed(
    "KJT1701",
    "タッチパネルTD1701SBPのハードウェアID（USBのVID・PID、ディスプレイのEDID）をご指示ください（仮の値としています）。また、タッチ入力は当該タッチパネルの画面に割り当てる認識でよいでしょうか。",
  ),
};
