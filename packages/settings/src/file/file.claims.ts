import type { DeclaredSettings } from "../areas.js";
import type { AreaClaims } from "../form/claim.js";
import { file } from "./file.js";

export const fileClaims: AreaClaims = {
  reads: file.format({
    "%SystemRoot%\\System32\\kijun-pilot-no-such-file.txt": "absent",
  } satisfies DeclaredSettings["file"]),
  claims: {},
};
