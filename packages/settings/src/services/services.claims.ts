import type { DeclaredSettings } from "../areas.js";
import type { AreaClaims } from "../form/claim.js";
import { services } from "./services.js";

const everything = { start: "automatic", state: "running", account: "LocalSystem" } as const;

export const servicesClaims: AreaClaims = {
  reads: services.format({
    EventLog: everything,
    MpsSvc: everything,
    WinDefend: everything,
    WinRM: everything,
  } satisfies DeclaredSettings["services"]),
  claims: {
    "per-user-services": {
      en: "An instance of a per-user service is named by its template, an underline and a hexadecimal number.",
      ja: "ユーザーごとのサービスの名前は、元のサービス名に下線と16進数を付けたものである。",
      check: "Test-PerUserService",
    },
  },
};
