import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { ItemFinding } from "@kijun/checklist";
import type { CheckRecord } from "@kijun/report";
import type { WindowsState } from "@kijun/settings/live";
import { SimulatedMachine } from "@kijun/simulator";

import { repositoryRoot } from "../conventions/repository.js";

const KIJUN = join(repositoryRoot, "packages/cli/bin/kijun.js");
const ACCOUNT = { username: "kijun-agent", password: "bench-password", administrator: true };

/** Runs a check of stacks/sapporo and answers what it found of a machine. Its exit code says what that was. */
export function findingsOf(host: string, home: string, args: readonly string[], given = {}): Promise<ItemFinding[]> {
  const command = [KIJUN, "-C", join(repositoryRoot, "stacks/sapporo"), "check", ...args, "--json"];
  const options = { env: { ...process.env, KIJUN_HOME: home, ...given }, maxBuffer: 256 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, command, options, (_, stdout, stderr) => {
      try {
        resolve((JSON.parse(stdout) as CheckRecord).findings.filter((finding) => finding.host === host));
      } catch (cause) {
        reject(new Error(stdout + stderr, { cause }));
      }
    });
  });
}

/** What a check finds on a machine of this state that it reads over WinRM, at the address that the baseline gives it. */
export async function findingsOverLine(
  state: WindowsState,
  { address, credential }: { readonly address: string; readonly credential: string },
  home: string,
): Promise<ItemFinding[]> {
  const machine = new SimulatedMachine({ state, accounts: [ACCOUNT] });
  const { username, password } = ACCOUNT;
  mkdirSync(home);
  const files = { KIJUN_ROUTES: join(home, "routes.json"), KIJUN_CREDENTIALS: join(home, "credentials.json") };
  writeFileSync(files.KIJUN_ROUTES, JSON.stringify({ [address]: `127.0.0.1:${String(await machine.listen())}` }));
  writeFileSync(files.KIJUN_CREDENTIALS, JSON.stringify({ [credential]: { username, password } }), { mode: 0o600 });
  try {
    return await findingsOf(state.computerName, home, ["--live", "--host", state.computerName], files);
  } finally {
    await machine.close();
  }
}
