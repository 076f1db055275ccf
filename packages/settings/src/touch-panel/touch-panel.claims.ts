import type { AreaClaims } from "../form/claim.js";

export const touchPanelClaims: AreaClaims = {
  claims: {
    "routes-of-digitizers": {
      en: "The key Wisp\\Pen\\Digimon holds one value per digitizer, named 20- and the path of the device, with the path of the display.",
      ja: "キーWisp\\Pen\\Digimonには、タッチ機器ごとに「20-」と機器のパスを名前とし、画面のパスを内容とする値がある。",
      check: "Test-TouchRoute",
    },
    "root-devices": {
      en: "Win32_PnPEntity shows devices at ROOT, of Windows' own, on every machine.",
      ja: "Win32_PnPEntityは、どの機器でも、Windows自身のROOTのデバイスを示す。",
      check:
        "@(Get-CimInstance -ClassName Win32_PnPEntity -Filter \"PNPDeviceID LIKE 'ROOT\\\\%'\" -Property 'PNPDeviceID').Count -gt 0",
    },
    "hardware-id": {
      en: "A touch screen has the hardware id HID_DEVICE_UP:000D_U:0004.",
      ja: "タッチ パネルのハードウェアIDには、HID_DEVICE_UP:000D_U:0004が含まれる。",
    },
    "restart-suffices": {
      en: "After pnputil /restart-device a touch screen works on the display of its new value.",
      ja: "pnputil /restart-deviceの後、タッチ パネルは新しい値の画面で動作する。",
    },
  },
};
