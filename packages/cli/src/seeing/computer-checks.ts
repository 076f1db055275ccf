import { readFileSync, statSync } from "node:fs";

import { credentialLatch } from "@kijun/provider/credentials";
import { resolveCredential } from "@kijun/provider/live";
import type { FleetFileEntry } from "@kijun/provider/run";
import { satisfies } from "semver";

import type { Session } from "../command-line/command-line.js";
import { findEngine, requireEngine } from "../engine/find-engine.js";
import type { Project } from "../project/project.js";
import { readProject } from "../project/project.js";
import { backendFolder, stateFolder } from "../pulumi/engine-environment.js";
import { stackFileName } from "../pulumi/engine-stack.js";
import { hasOwnPassphrase, hasPassphraseFile, passphraseFile } from "../pulumi/passphrase-file.js";
import { checkState, hasState } from "../pulumi/state-file.js";
import { checked, failed, passed, same, warned } from "./doctor-check.js";
import type { Check, CheckSubject } from "./doctor-check.js";

const NODE: CheckSubject = { id: "node", title: same("Node.js") };
const ENGINE: CheckSubject = { id: "engine", title: { ja: "エンジン", en: "engine" } };
const PROJECT: CheckSubject = { id: "project", title: { ja: "プロジェクト", en: "project" } };
const PASSPHRASE: CheckSubject = { id: "passphrase", title: { ja: "パスフレーズ", en: "passphrase" } };
const STATE: CheckSubject = { id: "state", title: { ja: "スタックの状態", en: "state" } };
const HELD: CheckSubject = { id: "held-credentials", title: { ja: "保留中の資格情報", en: "refused credentials" } };

/** What Kijun needs of this computer, whatever the machines do. Nothing is made or changed. */
export async function computerChecks(session: Session, stack: string): Promise<Check[]> {
  const { environment, home, projectFolder } = session;
  let project: Project | undefined;
  const checks = [
    nodeCheck(),
    await checked(ENGINE, async () => engineCheck(environment)),
    await checked(PROJECT, () => {
      project = readProject(projectFolder);
      return passed(PROJECT, same(`${project.name} (${project.folder})`));
    }),
  ];
  const stacks = project === undefined ? undefined : { folder: project.folder, stack: stackFileName(stack) };
  checks.push(await checked(PASSPHRASE, () => passphraseCheck(session, stacks)));
  if (project !== undefined) {
    const { name } = project;
    checks.push(await checked(STATE, () => stateCheck(environment, { home, project: name, stack })));
  }
  checks.push(heldCheck(home));
  return checks;
}

function nodeCheck(): Check {
  const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
    engines: { node: string };
  };
  const { node } = process.versions;
  if (satisfies(node, manifest.engines.node)) return passed(NODE, same(node));
  const next = { ja: `Node.js ${manifest.engines.node} を入れる`, en: `Install Node.js ${manifest.engines.node}.` };
  return failed(NODE, same(`NODE_TOO_OLD ${node}`), next);
}

async function engineCheck(environment: NodeJS.ProcessEnv): Promise<Check> {
  const { engine } = await findEngine(environment);
  const { version, command } = engine ?? (await requireEngine(environment));
  return passed(ENGINE, same(`${version} (${command})`));
}

function passphraseCheck({ environment, home }: Session, stacks: { folder: string; stack: string } | undefined): Check {
  if (hasOwnPassphrase(environment)) {
    return passed(PASSPHRASE, { ja: "環境変数で指定済み", en: "given by your environment" });
  }
  if (!hasPassphraseFile(home, stacks)) {
    return passed(PASSPHRASE, {
      ja: "まだない。最初の実行が作る",
      en: "there is none yet; the first run makes one",
    });
  }
  const path = passphraseFile(home);
  // Windows has no mode bits; there the folder's access list protects the file.
  if (process.platform !== "win32" && (statSync(path).mode & 0o077) !== 0) {
    const message = { ja: `${path} を他の利用者が読める`, en: `${path} can be read by others` };
    return warned(PASSPHRASE, message, same(`chmod 600 ${path}`));
  }
  return passed(PASSPHRASE, same(path));
}

function stateCheck(
  environment: NodeJS.ProcessEnv,
  { home, project, stack }: { readonly home: string; readonly project: string; readonly stack: string },
): Check {
  const own = environment["PULUMI_BACKEND_URL"] ?? "";
  const backend = own === "" ? stateFolder(home) : backendFolder(environment);
  if (backend === undefined) {
    return passed(STATE, {
      ja: "ファイル以外の保存先のため、確認していない",
      en: "kept elsewhere than in a file; not looked at",
    });
  }
  const file = { backend, project, stack: stackFileName(stack) };
  if (!hasState(file)) {
    return passed(STATE, {
      ja: `スタック ${stack} はまだない。kijun preview が作る`,
      en: `there is no stack ${stack} yet; kijun preview makes it`,
    });
  }
  checkState(file);
  return passed(STATE, {
    ja: `スタック ${stack} は読める（${backend}）`,
    en: `stack ${stack} is readable (${backend})`,
  });
}

/** What is held back after a refusal is not tried again, so the machines behind it will not be read. */
function heldCheck(home: string): Check {
  const held = credentialLatch(home).list();
  if (held.length === 0) return passed(HELD, { ja: "なし", en: "none" });
  const accounts = [...new Set(held.map(({ account, authority }) => `${account} (${authority})`))];
  return warned(HELD, same(accounts.length > 5 ? `${accounts.slice(0, 5).join(", ")}, ...` : accounts.join(", ")), {
    ja: "パスワードを直す。直した後も同じなら kijun credential retry",
    en: "Correct the password; if it was right, release it: kijun credential retry",
  });
}

/**
 * Whether each credential that the machines refer to can be found, by the environment of this process, so that a
 * keychain is asked once for this and for a logon. Values are not looked at, and never shown.
 */
export async function credentialChecks(entries: readonly FleetFileEntry[]): Promise<Check[]> {
  const references = [...new Set(entries.map(({ credential }) => credential))].sort();
  return Promise.all(
    references.map((reference) => {
      const subject = { id: "credential", title: { ja: "資格情報", en: "credential" } };
      return checked(subject, async () => {
        await resolveCredential(reference);
        return passed(subject, { ja: `${reference}: 見つかった`, en: `${reference}: found` });
      });
    }),
  );
}
