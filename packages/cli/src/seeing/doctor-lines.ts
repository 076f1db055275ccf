import { styleText } from "node:util";

import type { Language } from "../command-line/language.js";
import type { Check, CheckStatus } from "./doctor-check.js";

/** Machines that pass one check share a line from this number on: nobody reads a hundred lines that say "ok". */
const SHARED_FROM = 4;

const COLORS = { ok: "green", warn: "yellow", fail: "red" } as const satisfies Record<CheckStatus, string>;
const NEXT = { ja: "次の手順", en: "next" } as const;

/** One line per check, what to do below it; machines with the same next step one below the other share it. */
export function checkLines(checks: readonly Check[], language: Language, color: boolean): string[] {
  const shown = sharedPasses(checks);
  return shown.flatMap((check, index) => {
    const { status, host, title, message, next } = check;
    const word = status.padEnd(4);
    const place = host === undefined ? "" : `${host} `;
    const line = `${color ? styleText(COLORS[status], word, { validateStream: false }) : word}  ${place}${title[language]}: ${message[language]}`;
    const following = shown[index + 1];
    const repeated = following?.id === check.id && following.next?.en === next?.en;
    return next === undefined || repeated ? [line] : [line, `      ${NEXT[language]}: ${next[language]}`];
  });
}

function sharedPasses(checks: readonly Check[]): Check[] {
  const reachable = checks.filter(({ id, status }) => id === "reachable" && status === "ok");
  if (reachable.length < SHARED_FROM) return [...checks];
  const all = checks.filter(({ id }) => id === "reachable").length;
  const [first] = reachable;
  if (first === undefined) return [...checks];
  const shared: Check = {
    ...{ id: first.id, title: first.title, status: "ok" },
    message: {
      ja: `${String(all)}台中${String(reachable.length)}台がWinRMとして応答`,
      en: `${String(reachable.length)} of ${String(all)} machines answer as WinRM`,
    },
  };
  return checks.flatMap((check) => (check === first ? [shared] : reachable.includes(check) ? [] : [check]));
}
