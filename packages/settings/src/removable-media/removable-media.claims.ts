import type { AreaClaims } from "../form/claim.js";

export const removableMediaClaims: AreaClaims = {
  claims: {
    "device-in-use-stays": {
      en: "Switching the driver of USB storage off leaves a device in use as it is.",
      ja: "USBストレージのドライバーを無効にしても、使用中の機器はそのまま使える。",
    },
    "driver-set-back": {
      en: "Windows may set the driver of USB storage back to 3 when it installs a kind of USB disk that the machine has never seen.",
      ja: "初めて接続した種類のUSBディスクをインストールするとき、USBストレージのドライバーが3に戻ることがある。",
    },
    "rights-from-restart": {
      en: "Access rights of a class of devices take effect when the machine is restarted or the device is plugged in anew.",
      ja: "機器の種類ごとのアクセス権は、再起動か機器の再接続で有効になる。",
    },
    "autoplay-by-default": {
      en: "Where NoDriveTypeAutoRun is not stored it is 0x91.",
      ja: "NoDriveTypeAutoRunが保存されていないとき、その値は0x91である。",
    },
  },
};
