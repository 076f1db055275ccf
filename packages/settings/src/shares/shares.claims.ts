import type { AreaClaims } from "../form/claim.js";

export const sharesClaims: AreaClaims = {
  claims: {
    "access-masks": {
      en: "In a descriptor read is 0x1200a9, change 0x1301bf and full 0x1f01ff.",
      ja: "記述子では、読み取りが0x1200a9、変更が0x1301bf、フル コントロールが0x1f01ffである。",
    },
    "owned-by-the-system": {
      en: "Shares are owned by the system, their descriptors begin with O:SYG:SYD:.",
      ja: "共有の所有者はシステムであり、記述子はO:SYG:SYD:で始まる。",
      check: "Test-ShareOwner",
    },
    "own-shares-are-special": {
      en: "Special is true for ADMIN$, IPC$ and the drives that Windows shares by itself.",
      ja: "ADMIN$、IPC$、ドライブの既定の共有では、Specialが真である。",
      check: "Test-OwnShare",
    },
    "ipc-is-always-shared": {
      en: "While the service LanmanServer runs, MSFT_SmbShare shows at least IPC$.",
      ja: "サービスLanmanServerが動いている間、MSFT_SmbShareは少なくともIPC$を示す。",
      check: "Test-IpcShare",
    },
    "printer-type": {
      en: "ShareType 1 is a printer.",
      ja: "ShareType 1はプリンターである。",
    },
    "numbers-in-error-ids": {
      en: "Identifiers of the errors of the cmdlets hold the number of Windows' error in every language.",
      ja: "コマンドレットのエラー識別子には、言語によらずWindowsのエラー番号が含まれる。",
    },
  },
};
