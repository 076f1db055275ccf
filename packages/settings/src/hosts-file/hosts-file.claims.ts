import type { AreaClaims } from "../form/claim.js";

export const hostsFileClaims: AreaClaims = {
  claims: {
    "noticed-at-once": {
      en: "Windows notices a change of the file at once.",
      ja: "hostsファイルの変更は直ちに反映される。",
    },
    "address-comes-first": {
      en: "The first part of a line is an address.",
      ja: "行の先頭の要素はアドレスである。",
    },
    "byte-order-mark": {
      en: "A byte order mark spoils the first line.",
      ja: "バイト オーダー マークがあると、先頭の行は無効になる。",
    },
  },
};
