import type { AreaClaims } from "../form/claim.js";

export const processesClaims: AreaClaims = {
  claims: {
    "protected-paths": {
      en: "Not even an administrator is told the path of a protected process of Windows; what only has its name has a path.",
      ja: "保護されたWindowsのプロセスのパスは管理者にも示されない。同名の別のプログラムにはパスがある。",
      check: "Test-ProtectedPath",
    },
  },
};
