import { assumed, fromStandard } from "@kijun/core";
import type { BaselineSettings } from "@kijun/provider/fleet";

const autoPlay: NonNullable<BaselineSettings["removableMedia"]> = {
  autoPlayOff: fromStandard("all-drives", "CIS Microsoft Windows 11 Enterprise v3.0.0 18.10.7.3"),
  autoRunCommands: fromStandard("never", "CIS Microsoft Windows 11 Enterprise v3.0.0 18.10.7.2"),
  autoPlayForDevicesOff: fromStandard(true, "CIS Microsoft Windows 11 Enterprise v3.0.0 18.10.7.1"),
};

/** Closed; opened only while a work order needs a medium. */
export const terminalRemovableMedia: NonNullable<BaselineSettings["removableMedia"]> = {
  ...autoPlay,
  usbStorage: assumed(
    false,
    "統合端末のＵＳＢ記憶装置は、作業依頼のあるときだけ使用可能とし、通常は使用不可とする認識でよいでしょうか。",
  ),
  removableDisksDenyWrite: assumed(
    true,
    "統合端末からＵＳＢメモリ等への書き込みは、常に禁止とする認識でよいでしょうか。",
  ),
  wpdDevicesDenyRead: assumed(true, "スマートフォン等の携帯機器からの読み取りは、禁止とする認識でよいでしょうか。"),
  wpdDevicesDenyWrite: assumed(true, "スマートフォン等の携帯機器への書き込みは、禁止とする認識でよいでしょうか。"),
  otherWpdDevicesDenyRead: assumed(
    true,
    "スマートフォン等の携帯機器からの読み取りは、禁止とする認識でよいでしょうか。",
  ),
  otherWpdDevicesDenyWrite: assumed(true, "スマートフォン等の携帯機器への書き込みは、禁止とする認識でよいでしょうか。"),
};

/** The backup goes to tape, so that no class is denied as a whole. */
export const communicationServerRemovableMedia: NonNullable<BaselineSettings["removableMedia"]> = {
  ...autoPlay,
  usbStorage: assumed(
    false,
    "ＣＳのＵＳＢ記憶装置は、作業依頼のあるときだけ使用可能とし、通常は使用不可とする認識でよいでしょうか。",
  ),
  denyAllAccess: assumed(
    false,
    "ＣＳはテープ装置へバックアップを取得するため、リムーバブル記憶域全体の禁止は行わない認識でよいでしょうか。",
  ),
};

export const directoryServerRemovableMedia: NonNullable<BaselineSettings["removableMedia"]> = {
  ...autoPlay,
  usbStorage: assumed(
    false,
    "ＡＤサーバのＵＳＢ記憶装置は、作業依頼のあるときだけ使用可能とし、通常は使用不可とする認識でよいでしょうか。",
  ),
};
