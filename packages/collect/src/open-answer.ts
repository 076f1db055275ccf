import { KijunError } from "@kijun/core";
import { sha256 } from "@kijun/kit";
import type { AreaRequest } from "@kijun/settings";
import type { z } from "zod";

import { answerSchema, manifestSchema, requestFileSchema } from "./answer-schema.js";
import type { Answer, PackManifest } from "./answer-schema.js";
import type { ControllerKey } from "./controller-key.js";

/** A file as it was read. */
export interface AnswerFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** An answer that is whole, of a machine of a folder that this controller has packed; what it says was not judged yet. */
export interface OpenedAnswer {
  readonly answer: Answer;
  readonly manifest: PackManifest;
  /** The machine as the folder's list has it. */
  readonly machine: PackManifest["machines"][number];
  /** What the machine was asked for, by area id. */
  readonly requests: Readonly<Record<string, unknown>>;
}

export const RUN_AGAIN = "Copy the file again as the script wrote it, or run the folder's script on the machine again.";
const PACK_AGAIN =
  "Take it in on the computer that packed the folder, with the same KIJUN_HOME; or pack a new folder and run it.";

/** Errors: ANSWER_REFUSED where the file is not whole, no answer, or no answer to a folder of this controller. */
export function openAnswer(file: AnswerFile, key: ControllerKey): OpenedAnswer {
  const { name } = file;
  const answer = parsedAs(answerSchema, wholeText(file), name);
  const manifestBytes = Buffer.from(answer.manifest, "base64");
  // The file holds the signature as text.
  const signature = Buffer.from(Buffer.from(answer.signature, "base64").toString("latin1"), "base64");
  if (!key.hasSigned(manifestBytes, signature))
    throw refused(name, [`its folder was not signed by the key of this controller, ${key.fingerprint}`], PACK_AGAIN);
  const manifest = parsedAs(manifestSchema, manifestBytes.toString("utf8"), `${name}, manifest`);
  const machine = manifest.machines.find(({ host }) => host === answer.host);
  if (machine === undefined)
    throw refused(name, [`folder ${manifest.pack} was not packed for ${answer.host}`], RUN_AGAIN, "WRONG_MACHINE");
  const requestBytes = Buffer.from(answer.request, "base64");
  if (sha256(requestBytes) !== manifest.files[machine.request])
    throw refused(name, [`it does not answer what folder ${manifest.pack} asks of ${answer.host}`], RUN_AGAIN);
  return { answer, manifest, machine, requests: requestsOf(requestBytes, name) };
}

function requestsOf(bytes: Buffer, name: string): OpenedAnswer["requests"] {
  const { areas } = parsedAs(requestFileSchema, bytes.toString("utf8"), `${name}, request`);
  return Object.fromEntries(areas.map(({ id, request }) => [id, (JSON.parse(request) as AreaRequest).request]));
}

const TAIL = /^,"digest":"([0-9a-f]{64})"\}\n$/;
const TAIL_BYTES = 78;

/** The text of a file whose last words say that it is as it was written. */
function wholeText({ name, bytes }: AnswerFile): string {
  const buffer = Buffer.from(bytes);
  const body = buffer.subarray(0, -TAIL_BYTES);
  const digest = TAIL.exec(buffer.subarray(-TAIL_BYTES).toString("latin1"))?.[1];
  if (digest === undefined)
    throw refused(name, ["it does not end as an answer does: it is cut off, or none"], RUN_AGAIN);
  const found = sha256(body);
  if (found === digest) return buffer.toString("utf8");
  throw refused(
    name,
    [`it was changed after it was written: its SHA-256 is ${found}, and it says ${digest}`],
    RUN_AGAIN,
  );
}

function parsedAs<Schema extends z.ZodType>(schema: Schema, text: string, name: string): z.output<Schema> {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (cause) {
    throw refused(name, [`it is no JSON: ${cause instanceof Error ? cause.message : String(cause)}`], RUN_AGAIN);
  }
  const parsed = schema.safeParse(document);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map(({ path, message }) => `${path.map(String).join(".")}: ${message}`);
  throw refused(name, places, RUN_AGAIN);
}

const MOST_REASONS = 20;

/** One error that says everything that is wrong with a file. */
export function refused(
  name: string,
  reasons: readonly string[],
  hint: string,
  code: "ANSWER_REFUSED" | "WRONG_MACHINE" = "ANSWER_REFUSED",
): KijunError {
  const named = reasons.slice(0, MOST_REASONS);
  const more = reasons.length > named.length ? [`and ${String(reasons.length - named.length)} more`] : [];
  return new KijunError(code, `${name} is refused: ${[...named, ...more].join("; ")}`, { hint });
}
