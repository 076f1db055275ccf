import type { DeclaredSettings } from "../areas.js";
import type { AreaClaims } from "../form/claim.js";
import { eventLog } from "./event-log.js";

const everything = { enabled: true, maxSizeKiB: 20_480, whenFull: "overwrite" } as const;

export const eventLogClaims: AreaClaims = {
  reads: eventLog.format({
    Application: everything,
    Security: everything,
    System: everything,
  } satisfies DeclaredSettings["eventLog"]),
  claims: {
    "rounded-to-64-kib": {
      en: "Windows rounds the maximum size of a log to 64 KiB.",
      ja: "ログの最大サイズは64 KiB単位に丸められる。",
    },
    "shrinks-when-cleared": {
      en: "A smaller maximum size takes effect when the log is cleared.",
      ja: "最大サイズの縮小は、ログを消去したときに有効になる。",
    },
    "missing-log": {
      en: "A log that is not there is answered by an EventLogNotFoundException.",
      ja: "存在しないログにはEventLogNotFoundExceptionが返る。",
      check: "Test-MissingLog",
    },
  },
};
