import type { SessionAnswer } from "@kijun/agent";
import type { MachineIdentity } from "@kijun/core";
import { whyNotWindows } from "@kijun/kit";
import { FUTURE_TOLERANCE_MS } from "@kijun/provider/live";
import type { KeptReading, ReadingContent } from "@kijun/provider/live";

import type { ControllerKey } from "./controller-key.js";
import { openAnswer, refused, RUN_AGAIN } from "./open-answer.js";
import type { AnswerFile, OpenedAnswer } from "./open-answer.js";
import { releaseHashes } from "./pack-folder.js";

/** What an answer is judged by. */
export interface JudgeOptions {
  readonly key: ControllerKey;
  readonly release: string;
  readonly now: Date;
  /** How old a reading may be, in days. */
  readonly maxAgeDays: number;
  /** What this computer keeps of a machine. */
  readonly kept: (host: string) => KeptReading;
}

/** An answer that is fit to be kept. */
export interface JudgedAnswer {
  readonly reading: ReadingContent;
  /** Name of the folder. */
  readonly pack: string;
  /** How far the machine's clock can have been ahead of this computer's, in seconds; behind where it is negative. */
  readonly clockOffsetSeconds: { readonly atLeast: number; readonly atMost: number };
  /** Areas that could not be read. */
  readonly unread: readonly { readonly area: string; readonly code: string }[];
}

const OTHER_MACHINE =
  "Run the folder on the machine that it was packed for. One that was rebuilt or replaced is accepted with a folder packed with --replaced.";
const OTHER_RELEASE = "Take it in with the release that packed the folder, or pack a new folder and run it.";

/** Errors: ANSWER_REFUSED and WRONG_MACHINE, with every reason. */
export function judgeAnswer(file: AnswerFile, options: JudgeOptions): JudgedAnswer {
  const opened = openAnswer(file, options.key);
  const other = [...whyOtherMachine(opened), ...whyRebuilt(opened, options.kept)];
  if (other.length > 0) throw refused(file.name, other, OTHER_MACHINE, "WRONG_MACHINE");
  const { answer, manifest, requests } = opened;
  const release = whyOtherRelease(opened, options.release);
  const others = [
    ...whyNotWindows(answer.rehearsal, answer.system),
    ...whyIncomplete(opened),
    ...whyNotOfNow(opened, options),
  ];
  if (release.length + others.length > 0)
    throw refused(file.name, [...release, ...others], release.length > 0 ? OTHER_RELEASE : RUN_AGAIN);
  const { areas, identity } = sessionAnswer(opened);
  const observed = Date.parse(answer.observedAt);
  const unread = Object.entries(areas).flatMap(([area, { failure }]) =>
    failure === undefined ? [] : [{ area, code: failure.code }],
  );
  return {
    reading: {
      ...{ host: answer.host, source: "collected", observedAt: new Date(observed).toISOString() },
      ...{ receivedAt: options.now.toISOString(), answerDigest: answer.digest, requests },
      answer: { identity, wrongMachine: false, areas },
    },
    ...{ pack: manifest.pack, unread },
    clockOffsetSeconds: {
      atLeast: Math.round((observed - options.now.getTime()) / 1000),
      atMost: Math.round((observed - Date.parse(manifest.packedAt)) / 1000),
    },
  };
}

/** Who answered, area by area. */
function identities({ answer }: OpenedAnswer): MachineIdentity[] {
  return answer.answers.flatMap((given) => ("answer" in given ? [given.answer.identity] : []));
}

function whyOtherMachine(opened: OpenedAnswer): string[] {
  const { machine, answer } = opened;
  const reasons = new Set<string>();
  const all = identities(opened);
  for (const { computerName, machineGuid, serialNumber } of all) {
    if (!same(computerName, machine.host)) reasons.add(`${computerName} has answered, not ${machine.host}`);
    if (machine.machineGuid !== undefined && !same(machineGuid, machine.machineGuid))
      reasons.add(`its MachineGuid is ${machineGuid}, and the folder was packed for ${machine.machineGuid}`);
    if (machineGuid !== all[0]?.machineGuid || serialNumber !== all[0].serialNumber)
      reasons.add("more than one machine has answered");
  }
  if (answer.answers.some((given) => "answer" in given && given.answer.wrongMachine))
    reasons.add(`what has answered says itself that it is not ${machine.host}`);
  return [...reasons];
}

/** What is known by now may be more than when the folder was packed. */
function whyRebuilt(opened: OpenedAnswer, kept: JudgeOptions["kept"]): string[] {
  const { machine } = opened;
  const known = kept(machine.host);
  const [found] = identities(opened);
  if (known.kind !== "kept" || machine.replaced === true || found === undefined) return [];
  const { machineGuid } = known.content.answer.identity;
  if (machineGuid === "" || same(machineGuid, found.machineGuid)) return [];
  return [`its MachineGuid is ${found.machineGuid}, and that of the kept reading is ${machineGuid}`];
}

function whyOtherRelease({ manifest }: OpenedAnswer, release: string): string[] {
  if (manifest.release !== release) return [`its folder is of release ${manifest.release}, and this is ${release}`];
  return Object.entries(releaseHashes(release, manifest.areas)).flatMap(([name, hash]) =>
    manifest.files[name] === hash ? [] : [`${name} of its folder is not the one that this release packs`],
  );
}

function whyIncomplete({ answer, requests }: OpenedAnswer): string[] {
  const ids = answer.answers.map(({ id }) => id);
  return [
    ...Object.keys(requests).flatMap((id) => (ids.includes(id) ? [] : [`${id} was asked for and is not answered`])),
    ...ids.filter((id) => !(id in requests)).map((id) => `${id} was not asked for`),
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${id} is answered twice`),
    ...answer.answers.flatMap((given) =>
      "answer" in given && given.answer.areas[given.id] === undefined
        ? [`the answer to ${given.id} is of another area`]
        : [],
    ),
    ...(answer.answers.some((given) => "answer" in given)
      ? []
      : ["no area has answered, so nobody knows which machine it is"]),
  ];
}

const DAY_MS = 24 * 60 * 60 * 1000;

function whyNotOfNow({ answer, manifest }: OpenedAnswer, { now, maxAgeDays }: JudgeOptions): string[] {
  const observed = Date.parse(answer.observedAt);
  const packed = Date.parse(manifest.packedAt);
  const of = `${answer.observedAt} by the machine's clock`;
  const reasons: string[] = [];
  if (observed > now.getTime() + FUTURE_TOLERANCE_MS)
    reasons.push(`it is of ${of}, which is still to come (now ${now.toISOString()}): set the machine's clock`);
  if (observed < packed - FUTURE_TOLERANCE_MS)
    reasons.push(`it is of ${of}, before its folder was packed (${manifest.packedAt}): set the machine's clock`);
  if (observed < now.getTime() - maxAgeDays * DAY_MS)
    reasons.push(`it is of ${of}, older than ${String(maxAgeDays)} days (--max-age)`);
  return reasons;
}

/** The areas' answers as one, as a session over the line gives it. */
function sessionAnswer(opened: OpenedAnswer): Pick<SessionAnswer, "identity" | "areas"> {
  const areas: SessionAnswer["areas"] = {};
  for (const given of opened.answer.answers) {
    const answered = "answer" in given ? given.answer.areas[given.id] : undefined;
    const code = "code" in given ? given.code : "ANSWER_INVALID";
    areas[given.id] = answered ?? { failure: { code, detail: "" }, milliseconds: 0 };
  }
  const [identity] = identities(opened);
  if (identity === undefined) throw new TypeError("an answer without an identity was judged fit");
  return { identity, areas };
}

function same(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
