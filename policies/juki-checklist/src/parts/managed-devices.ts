import type { MeasuredPart } from "@kijun/checklist";

import { appropriate, exactly } from "../judging/appropriate.js";
import { overAreas } from "../judging/area-view.js";
import { closedBy, lessIn, nothingBeyond } from "../judging/nothing-beyond.js";
import { unchanged } from "../judging/unchanged.js";

const isFewer = lessIn("devices", (has, wanted) => {
  const isNoMore = wanted.count === undefined || (has.count ?? 0) <= wanted.count;
  return isNoMore && (has.serials ?? []).every((serial) => wanted.serials?.includes(serial) === true);
});

/** 端末11, CS11, AD9: 管理外の機器. Storage that is plugged in could not be used either. */
export const managedDevices: MeasuredPart = {
  id: "devices",
  kind: "nothing-beyond",
  title: { ja: "管理外の機器", en: "devices that are not managed" },
  severity: "high",
  answeredByDeclaration: true,
  remediation: {
    ja: "現地で機器を確認し、市へ報告のうえ取り外す。管理対象とする場合は一覧に加える。",
    en: "look at the machine, report it and take the device away, or add it to the list.",
  },
  ...overAreas({
    devices: [nothingBeyond(isFewer), closedBy("absent")],
    "removable-media": [unchanged, appropriate({ usbStorage: exactly(false) })],
  }),
};
