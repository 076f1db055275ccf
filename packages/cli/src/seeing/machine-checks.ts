import { diagnoseMachine, HostFailure, identifyMachine, Limit, readStored } from "@kijun/provider/live";
import type { MachineDiagnosis } from "@kijun/provider/live";
import { nextStep } from "@kijun/provider/run";
import type { FleetFileEntry } from "@kijun/provider/run";
import type { ExitCause } from "@kijun/report";
import { timeText } from "@kijun/report";

import type { Text } from "../command-line/language.js";
import { causesOfFindings } from "../run/exit-causes.js";
import { failed, passed, same, warned } from "./doctor-check.js";
import type { Check, CheckSubject } from "./doctor-check.js";

const MACHINES_AT_ONCE = 48;
/** Kerberos refuses a logon beyond five minutes; one minute is a clock that nobody keeps. */
const CLOCK_FAILS_MS = 300_000;
const CLOCK_WARNS_MS = 60_000;

const TITLES = {
  reachable: { ja: "到達", en: "reachable" },
  logon: { ja: "ログオン", en: "logon" },
  identity: { ja: "機器の名前", en: "computer name" },
  clock: { ja: "時計", en: "clock" },
  rights: { ja: "権限", en: "rights" },
  powershell: same("PowerShell"),
  language: { ja: "言語モード", en: "language mode" },
  build: { ja: "Windowsのビルド", en: "Windows build" },
  reading: { ja: "最終読取", en: "last reading" },
} as const satisfies Readonly<Record<string, Text>>;

function about(id: keyof typeof TITLES, { host }: FleetFileEntry): CheckSubject {
  return { id, title: TITLES[id], host };
}

/** Asks each machine who is there, without a credential: it cannot lock an account. Several at once, none for long. */
export function reachabilityChecks(entries: readonly FleetFileEntry[], signal: AbortSignal): Promise<Check[]> {
  const limit = new Limit(MACHINES_AT_ONCE);
  return Promise.all(entries.map((entry) => limit.run(() => reachability(entry, signal))));
}

async function reachability(entry: FleetFileEntry, signal: AbortSignal): Promise<Check> {
  const subject = about("reachable", entry);
  const place = `${entry.address}:${String(entry.port)}`;
  try {
    const { productVendor } = await identifyMachine(entry, signal);
    const vendor = productVendor === "" ? "?" : productVendor;
    return passed(subject, {
      ja: `${place} がWinRMとして応答（${vendor}）`,
      en: `${place} answers as WinRM (${vendor})`,
    });
  } catch (error) {
    return failureOf(subject, error);
  }
}

/**
 * Logs on to each machine once and judges what it says of itself. The client proves an account of a domain on one
 * machine before it is tried on others.
 */
export async function machineChecks(
  entries: readonly FleetFileEntry[],
  signal: AbortSignal,
  environment: NodeJS.ProcessEnv,
): Promise<Check[]> {
  const limit = new Limit(MACHINES_AT_ONCE);
  const each = entries.map((entry) => limit.run(() => checksOf(entry, signal, environment)));
  return (await Promise.all(each)).flat();
}

async function checksOf(entry: FleetFileEntry, signal: AbortSignal, environment: NodeJS.ProcessEnv): Promise<Check[]> {
  const reachable = await reachability(entry, signal);
  // A logon that cannot arrive is not tried.
  const inside = reachable.status === "ok" ? await insideChecks(entry, signal) : [];
  return [reachable, ...inside, lastReadingCheck(entry, environment)];
}

async function insideChecks(entry: FleetFileEntry, signal: AbortSignal): Promise<Check[]> {
  const logon = about("logon", entry);
  let diagnosis: MachineDiagnosis;
  try {
    diagnosis = await diagnoseMachine(entry, signal);
  } catch (error) {
    return [failureOf(logon, error)];
  }
  const identity = identityCheck(entry, diagnosis);
  const logged = passed(logon, {
    ja: `資格情報 ${entry.credential} で成功`,
    en: `succeeded with the credential ${entry.credential}`,
  });
  // What another machine says of itself is nothing about this one.
  if (identity.status !== "ok") return [logged, identity];
  return [
    ...[logged, identity],
    clockCheck(entry, diagnosis),
    rightsCheck(entry, diagnosis),
    powershellCheck(entry, diagnosis),
    languageCheck(entry, diagnosis),
    passed(about("build", entry), same(diagnosis.build)),
  ];
}

function failureOf(subject: CheckSubject, error: unknown): Check {
  if (!(error instanceof HostFailure)) throw error;
  const { code, message, hint } = error;
  const next = { ja: nextStep(code, hint, "ja"), en: hint };
  const changes: readonly [] = [];
  const unreadable = [{ host: subject.host ?? "", code, message, hint }];
  // The same causes as of a machine that a preview could not read; the gravest comes first.
  const [cause]: readonly ExitCause[] = causesOfFindings({ unreadable, changes }, false);
  return failed(subject, same(`${code} ${message}`), next, cause ?? "unreadable");
}

function identityCheck(entry: FleetFileEntry, { computerName }: MachineDiagnosis): Check {
  const subject = about("identity", entry);
  if (computerName.toLowerCase() === entry.host.toLowerCase()) return passed(subject, same(computerName));
  const message = {
    ja: `WRONG_MACHINE ${entry.address} は ${computerName} と名乗る`,
    en: `WRONG_MACHINE ${entry.address} answers as ${computerName}`,
  };
  const next = {
    ja: "アドレスを機器のラベルと照合し、宣言を直す",
    en: "Compare the address with the machine's label and correct the declaration.",
  };
  return failed(subject, message, next, "unreadable");
}

function clockCheck(entry: FleetFileEntry, { clockOffsetMs, clockUncertaintyMs }: MachineDiagnosis): Check {
  const subject = about("clock", entry);
  const certain = Math.max(Math.abs(clockOffsetMs) - clockUncertaintyMs, 0);
  const seconds = Math.round(Math.abs(clockOffsetMs) / 1000);
  const message =
    certain < 1000
      ? { ja: "このコンピューターと一致", en: "agrees with this computer" }
      : {
          ja: `このコンピューターより約${String(seconds)}秒${clockOffsetMs > 0 ? "進んでいる" : "遅れている"}`,
          en: `about ${String(seconds)} s ${clockOffsetMs > 0 ? "ahead of" : "behind"} this computer`,
        };
  if (certain < CLOCK_WARNS_MS) return passed(subject, message);
  const next = {
    ja: "時刻の同期先と、どちらの時計が正しいかを確認する（機器側: w32tm /query /status）",
    en: "Find out which of the two clocks is right and where it is set from (on the machine: w32tm /query /status).",
  };
  return certain < CLOCK_FAILS_MS ? warned(subject, message, next) : failed(subject, message, next, "unreadable");
}

function rightsCheck(entry: FleetFileEntry, { administrator }: MachineDiagnosis): Check {
  const subject = about("rights", entry);
  if (administrator) return passed(subject, { ja: "管理者", en: "administrator" });
  const message = { ja: "管理者の権限がない", en: "the logon does not have an administrator's rights" };
  const next = {
    ja: "Administrators に加える。機器自身のアカウントなら LocalAccountTokenFilterPolicy も確認する",
    en: "Add the account to Administrators; for an account of the machine itself look at LocalAccountTokenFilterPolicy too.",
  };
  return failed(subject, message, next, "unreadable");
}

function powershellCheck(entry: FleetFileEntry, { powershell }: MachineDiagnosis): Check {
  const subject = about("powershell", entry);
  const [major = 0, minor = 0] = powershell.split(".").map(Number);
  if (major > 5 || (major === 5 && minor >= 1)) return passed(subject, same(powershell));
  const next = { ja: "Windows Management Framework 5.1 を入れる", en: "Install Windows Management Framework 5.1." };
  return failed(subject, same(powershell), next, "unreadable");
}

function languageCheck(entry: FleetFileEntry, { languageMode }: MachineDiagnosis): Check {
  const subject = about("language", entry);
  if (languageMode === "FullLanguage") return passed(subject, same(languageMode));
  const next = {
    ja: "AppLocker・WDAC・__PSLockdownPolicy のどれによるかを調べ、このアカウントのスクリプトを許可する",
    en: "Find what sets it (AppLocker, WDAC, __PSLockdownPolicy) and let scripts of this account run in full; nothing can be read otherwise.",
  };
  return failed(subject, same(languageMode), next, "unreadable");
}

function lastReadingCheck(entry: FleetFileEntry, environment: NodeJS.ProcessEnv): Check {
  const subject = about("reading", entry);
  const stored = readStored(entry.host, environment);
  if (stored.kind === "reading") return passed(subject, same(timeText(stored.reading.readAt, "Asia/Tokyo")));
  if (stored.kind === "none") return passed(subject, { ja: "まだない", en: "none yet" });
  const message =
    stored.problem === "future"
      ? { ja: `${stored.path} の時刻が未来`, en: `${stored.path} says that it was made in the future` }
      : { ja: `${stored.path} が壊れている`, en: `${stored.path} is damaged` };
  const next = {
    ja: "次の読取が置き換える: kijun status --live",
    en: "The next reading replaces it: kijun status --live",
  };
  return warned(subject, message, next);
}
