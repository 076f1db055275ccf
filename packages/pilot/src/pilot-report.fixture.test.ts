import { createHash } from "node:crypto";

import type { ReportFile } from "./import-report.js";
import { releaseHashes } from "./pack-kit.js";
import type { PilotReport } from "./report-schema.js";

export const RELEASE = "0.1.0";

/** No Windows has this build or edition: whatever is recorded of it is seen to come from a test. */
export const FIXTURE_SYSTEM: PilotReport["system"] = {
  ...{ platform: "Win32NT", build: "99999.1", edition: "KijunTestFixture", product: "WinNT", language: "ja-JP" },
  ...{ languageMode: "FullLanguage", process: "powershell", powershell: "5.1.99999.1", powershellEdition: "Desktop" },
};

/** A report such as a real machine makes, of one that does not exist. */
export function fixtureReport(changes: Partial<PilotReport> = {}): PilotReport {
  return {
    ...{ schema: "kijun.pilot-report/1", release: RELEASE, day: "2026-01-20", complete: true, rehearsal: false },
    files: { ...releaseHashes(RELEASE), "reading.json": "0".repeat(64) },
    ...{ system: FIXTURE_SYSTEM, protection: [], start: [], areas: [], claims: [], readings: "0".repeat(64) },
    ...changes,
  };
}

/** A document as Windows PowerShell writes it, with a byte order mark. */
export function fileOf(document: unknown, name = "report.json"): ReportFile & { readonly sha256: string } {
  const bytes = Buffer.from(`\ufeff${typeof document === "string" ? document : JSON.stringify(document)}\r\n`);
  return { name, bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
}
