import { request } from "node:http";
import { json } from "node:stream/consumers";

import { errorTable, KijunError } from "@kijun/core";
import type { ErrorCode } from "@kijun/core";

import type { ErrorMessage } from "./control-server.js";
import type { CommandName, CommandParameters, CommandResults } from "./fleet-commands.js";
import type { FleetFile } from "../fleet-folder.js";

/** Nobody, or somebody else, answers at the control port of a fleet. */
export class ControlUnavailable extends Error {}

/** A fleet of many machines may be busy for moments, never for this long. */
const ANSWER_LIMIT_MS = 10_000;

/** Gives a running fleet a command. Throws the error that the fleet answers, or {@link ControlUnavailable}. */
export async function commandFleet<Name extends CommandName>(
  file: FleetFile,
  name: Name,
  parameters: CommandParameters<Name>,
): Promise<CommandResults[Name]> {
  const { status, body } = await post(file, name, JSON.stringify(parameters));
  if (status === 401) throw new ControlUnavailable("another process listens at the control port");
  const answer = body as { readonly result: CommandResults[Name] } | { readonly error: ErrorMessage };
  if ("error" in answer) throw receivedError(answer.error);
  return answer.result;
}

/** The error that a fleet has sent. */
export function receivedError({ code, message, hint = "" }: ErrorMessage): Error {
  return code !== undefined && isErrorCode(code) ? new KijunError(code, message, { hint }) : new Error(message);
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorTable, code);
}

function post({ port, token }: FleetFile, name: string, text: string): Promise<{ status: number; body: unknown }> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "content-length": Buffer.byteLength(text),
    };
    const options = { host: "127.0.0.1", port, path: `/${name}`, method: "POST", headers, agent: false };
    const sent = request(options, (response) => {
      json(response).then((body) => {
        resolve({ status: response.statusCode ?? 0, body });
      }, reject);
    });
    sent.setTimeout(ANSWER_LIMIT_MS, () => sent.destroy(new Error("the fleet does not answer")));
    sent.on("error", (cause: NodeJS.ErrnoException) => {
      const gone = cause.code === "ECONNREFUSED" || cause.code === "ECONNRESET";
      reject(gone ? new ControlUnavailable("nobody listens at the control port", { cause }) : cause);
    });
    sent.end(text);
  });
}
