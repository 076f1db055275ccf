import { readFileSync } from "node:fs";
import { join } from "node:path";

import { answerModelled } from "@kijun/agent/modelled";
import { MANIFEST, sha256 } from "@kijun/kit";
import type { FleetFileEntry } from "@kijun/provider/run";
import type { AreaRequest } from "@kijun/settings";
import type { WindowsState } from "@kijun/settings/live";

import type { PackManifest } from "./answer-schema.js";
import type { AnswerFile } from "./open-answer.js";

/** No Windows has this build or edition. */
export const FIXTURE_SYSTEM = {
  ...{ platform: "Win32NT", build: "99999.1", edition: "KijunTestFixture", product: "WinNT", language: "ja-JP" },
  ...{ languageMode: "FullLanguage", process: "powershell", powershell: "5.1.99999.1", powershellEdition: "Desktop" },
};

/** A machine that is declared for tests. */
export function declared(host: string, areas: FleetFileEntry["areas"]): FleetFileEntry {
  return {
    ...{ host, urn: "", address: "192.0.2.1", port: 5985, transport: "http", credential: "fleet-admin", site: "kita" },
    ...{ areas, ignored: [], dryRun: true, provenance: {}, items: {} },
  };
}

/** The answer of a modelled machine to a folder, as the folder's script writes it; `changes` before it is sealed. */
export function answerOf(
  folder: string,
  state: WindowsState,
  { host = state.computerName, at, ...changes }: { host?: string; at: string; [name: string]: unknown },
): Record<string, unknown> {
  const base64 = (name: string): string => readFileSync(join(folder, name)).toString("base64");
  const manifest = JSON.parse(readFileSync(join(folder, MANIFEST), "utf8")) as PackManifest;
  const { request = "" } = manifest.machines.find((machine) => machine.host === host) ?? {};
  const { areas } = JSON.parse(readFileSync(join(folder, request), "utf8")) as {
    areas: { id: string; request: string }[];
  };
  const answers = areas.map((area) => ({
    id: area.id,
    answer: answerModelled(state, "snapshot", {
      expected: { computerName: "" },
      areas: [JSON.parse(area.request) as AreaRequest],
    }),
  }));
  return {
    ...{ schema: "kijun.answer/1", host, observedAt: at, rehearsal: false, system: FIXTURE_SYSTEM },
    ...{ manifest: base64(MANIFEST), signature: base64("manifest.sig"), request: base64(request), answers },
    ...changes,
  };
}

/** An answer as a file, with its digest. */
export function sealed(answer: object, name = "KITA-T001.answer.json"): AnswerFile {
  const body = Buffer.from(JSON.stringify(answer).slice(0, -1));
  return { name, bytes: Buffer.concat([body, Buffer.from(`,"digest":"${sha256(body)}"}\n`)]) };
}
