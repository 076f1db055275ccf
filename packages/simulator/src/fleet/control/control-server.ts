import { timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

import { KijunError } from "@kijun/core";

import { commandParameters } from "./fleet-commands.js";
import type { CommandName, FleetCommands } from "./fleet-commands.js";
import { listening } from "./port-in-use.js";

/** An error as it travels over the control channel and the ready pipe; without a code it is a defect. */
export interface ErrorMessage {
  readonly code?: string;
  readonly message: string;
  readonly hint?: string;
}

export function errorMessage(error: unknown): ErrorMessage {
  if (error instanceof KijunError) return { code: error.code, message: error.message, hint: error.hint };
  return { message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

/**
 * The control channel of a fleet: `POST /<command>` on the loopback address, JSON both ways, for who knows the token.
 * Answers with its port. Errors: PORT_IN_USE.
 */
export async function startControlServer(port: number, token: string, commands: FleetCommands): Promise<number> {
  const server = createServer((request, response) => {
    void answer(request, token, commands).then(({ status, body }) => {
      // One request a connection: a client that waits for the process to end must not hold it.
      response.writeHead(status, { "content-type": "application/json", connection: "close" }).end(JSON.stringify(body));
    });
  });
  return listening(
    port,
    () =>
      new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
          resolve((server.address() as AddressInfo).port);
        });
      }),
  );
}

interface Answer {
  readonly status: number;
  readonly body: { readonly result: unknown } | { readonly error: ErrorMessage };
}

async function answer(request: IncomingMessage, token: string, commands: FleetCommands): Promise<Answer> {
  if (!isAuthorised(request, token)) return { status: 401, body: { error: { message: "the token of another fleet" } } };
  const name = request.url?.slice(1) ?? "";
  if (request.method !== "POST" || !isCommand(name))
    return { status: 404, body: { error: { message: "unknown command" } } };
  try {
    return { status: 200, body: { result: await run(commands, name, await json(request)) } };
  } catch (error) {
    return { status: 400, body: { error: errorMessage(error) } };
  }
}

function isAuthorised({ headers }: IncomingMessage, token: string): boolean {
  const [given, right] = [Buffer.from(headers.authorization ?? ""), Buffer.from(`Bearer ${token}`)];
  return given.length === right.length && timingSafeEqual(given, right);
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commandParameters, name);
}

function run(commands: FleetCommands, name: CommandName, body: unknown): unknown {
  switch (name) {
    case "break":
      return commands.break(commandParameters.break.parse(body));
    case "areas":
      return commands.areas(commandParameters.areas.parse(body));
    case "trouble":
      return commands.trouble(commandParameters.trouble.parse(body));
    case "cut":
    case "mend":
      return commands[name](commandParameters[name].parse(body));
    case "status":
    case "stop":
      return commands[name](commandParameters[name].parse(body));
  }
}
