import { KijunError } from "@kijun/core";
import { accountOf, credentialLatch, declaredCredential, declaredReferences } from "@kijun/provider/credentials";
import type { LatchEntry } from "@kijun/provider/credentials";
import type { Command } from "commander";

import type { CommandLine, Session } from "../command-line/command-line.js";
import type { Text } from "../command-line/language.js";
import { runningFleet } from "../project/simulated-fleet.js";

/** `kijun credential`: what is held back after a refused logon. Never a secret. */
export function addCredential(line: CommandLine): void {
  const group = line.command(line.program, "credential", {
    ja: "拒否されて保留中の資格情報（一覧・再試行）",
    en: "credentials that are held back after a refused logon",
  });
  addList(line, group);
  addRetry(line, group);
}

function addList(line: CommandLine, group: Command): void {
  line
    .command(
      group,
      "list",
      { ja: "保留中の資格情報を表示する", en: "lists what is held back: authority, account, since when" },
      "kijun credential list",
    )
    .option("--json", line.text({ ja: "JSONで出力", en: "print JSON" }))
    .action((options: { json?: boolean }) => line.run((session) => list(session, options.json === true)));
}

function addRetry(line: CommandLine, group: Command): void {
  line
    .command(
      group,
      "retry [authority-or-reference]",
      {
        ja: "保留を解除し、次の実行で1回だけ試す",
        en: "releases what is held back, so that the next run tries it once more",
      },
      "kijun credential retry CORP",
    )
    .option("--all", line.text({ ja: "すべて解除", en: "release everything" }))
    .option("--json", line.text({ ja: "JSONで出力", en: "print JSON" }))
    .action((name: string | undefined, options: RetryOptions) => line.run((session) => retry(session, name, options)));
}

interface RetryOptions {
  readonly all?: boolean;
  readonly json?: boolean;
}

function list({ output, home }: Session, json: boolean): Promise<number> {
  const held = credentialLatch(home).list();
  if (json) output.json({ held: held.map(shown) });
  else output.result(output.text(held.length === 0 ? NOTHING_HELD : heldText(held)));
  return Promise.resolve(0);
}

async function retry(session: Session, name: string | undefined, { all, json }: RetryOptions): Promise<number> {
  const { output, home } = session;
  const latch = credentialLatch(home);
  const held = latch.list();
  const chosen = await choose(session, held, name, all === true);
  const released = chosen.filter(({ id }) => latch.release(id));
  if (json === true) output.json({ released: released.map(shown) });
  else output.result(output.text(released.length === 0 ? NOTHING_HELD : releasedText(released)));
  return 0;
}

async function choose(
  session: Session,
  held: readonly LatchEntry[],
  name: string | undefined,
  all: boolean,
): Promise<readonly LatchEntry[]> {
  if (all !== (name === undefined)) {
    throw new KijunError("ARGUMENT_INVALID", "name an authority, an account or a reference, or say --all", {
      hint: suggestion(held, []),
    });
  }
  if (name === undefined) return held;
  const environment = await credentialEnvironment(session);
  const matches = matcher(name, environment);
  const chosen = held.filter(matches);
  if (chosen.length > 0) return chosen;
  throw new KijunError("ARGUMENT_INVALID", `no credential is held back for ${JSON.stringify(name)}`, {
    hint: suggestion(
      held,
      declaredReferences(environment).filter((reference) => held.some(matcher(reference, environment))),
    ),
  });
}

/** The credential file of a run: the simulated fleet's while one runs. */
async function credentialEnvironment({ environment, fleetFolder }: Session): Promise<NodeJS.ProcessEnv> {
  const fleet = await runningFleet(fleetFolder, environment);
  return fleet === undefined ? environment : { ...environment, KIJUN_CREDENTIALS: fleet.credentials };
}

/** Entries whose authority or account has that name, and those of the account that a reference of that name stands for. */
function matcher(name: string, environment: NodeJS.ProcessEnv): (entry: LatchEntry) => boolean {
  const wanted = name.toLowerCase();
  const account = accountOfReference(name, environment);
  return (entry) => entry.authority === wanted || entry.account === wanted || entry.account === account;
}

function accountOfReference(reference: string, environment: NodeJS.ProcessEnv): string | undefined {
  try {
    return accountOf(declaredCredential(reference, environment));
  } catch (error) {
    if (error instanceof KijunError) return undefined;
    throw error;
  }
}

const MOST_SUGGESTIONS = 5;

function suggestion(held: readonly LatchEntry[], references: readonly string[]): string {
  if (held.length === 0) return "Nothing is held back: correct the password where it is kept, and run again.";
  const names = [...new Set([...references, ...held.map(({ authority }) => authority)])];
  const more = names.length > MOST_SUGGESTIONS ? ", ..." : "";
  return `Held back: ${names.slice(0, MOST_SUGGESTIONS).join(", ")}${more}. \`kijun credential list\` lists all.`;
}

/** What may be shown of an entry; its file name is none of the reader's business. */
function shown({ authority, account, when, until, machine }: LatchEntry): Omit<LatchEntry, "id"> {
  const unanswered = { ...(until !== undefined && { until }), ...(machine !== undefined && { machine }) };
  return { authority, account, when, ...unanswered };
}

const NOTHING_HELD: Text = { ja: "保留中の資格情報はありません。", en: "no credential is held back" };

function heldText(held: readonly LatchEntry[]): Text {
  const next = "kijun credential retry";
  return {
    ja: [
      `保留中の資格情報: ${held.length}件`,
      ...lines(held, ({ until, machine = "" }) =>
        until === undefined ? "拒否" : `${machine} が応答なし（${until}まで保留）`,
      ),
      `次の手順: パスワードを正す（変更後は自動的に試行）。原因が別にあり、解消済みなら ${next} <認証先>`,
    ].join("\n"),
    en: [
      `${held.length} credential(s) held back`,
      ...lines(held, ({ until, machine = "" }) =>
        until === undefined ? "rejected" : `no answer from ${machine}, held until ${until}`,
      ),
      `next: correct the password (a changed one is tried at once); if the cause was another and is removed: ${next} AUTHORITY`,
    ].join("\n"),
  };
}

function lines(held: readonly LatchEntry[], why: (entry: LatchEntry) => string): string[] {
  const width = (field: "authority" | "account"): number => Math.max(...held.map((entry) => entry[field].length));
  const widths = { authority: width("authority"), account: width("account") };
  return held.map((entry) => {
    const { authority, account, when } = entry;
    return ["", authority.padEnd(widths.authority), account.padEnd(widths.account), when, why(entry)].join("  ");
  });
}

function releasedText(released: readonly LatchEntry[]): Text {
  const names = released.map(({ authority, account }) => `${authority}: ${account}`);
  return {
    ja: [...names.map((name) => `解除: ${name}`), "次の実行で1回だけ試します。"].join("\n"),
    en: [...names.map((name) => `released: ${name}`), "the next run tries it once"].join("\n"),
  };
}
