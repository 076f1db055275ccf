import type { DeclaredSettings } from "../areas.js";
import type { AreaClaims } from "../form/claim.js";
import { iniValue } from "./ini-value.js";

export const iniValueClaims: AreaClaims = {
  reads: iniValue.format({ "%SystemRoot%\\win.ini": { "Mail/MAPI": "1" } } satisfies DeclaredSettings["iniValue"]),
  claims: {
    "number-sign-comments": {
      en: "Programs take lines of an INI file that begin with # for comments.",
      ja: "INIファイルの「#」で始まる行は、プログラムから注釈として扱われる。",
    },
  },
};
