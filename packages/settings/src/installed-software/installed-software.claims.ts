import type { AreaClaims } from "../form/claim.js";

export const installedSoftwareClaims: AreaClaims = {
  claims: {
    "hidden-entries": {
      en: "Windows does not list an entry with SystemComponent 1, with ParentKeyName, or without DisplayName.",
      ja: "SystemComponentが1の項目、ParentKeyNameのある項目、DisplayNameのない項目は一覧に表示されない。",
    },
  },
};
