import { answerModelled } from "@kijun/agent/modelled";
import type { SessionAnswer, SessionMethod, SessionRequest } from "@kijun/agent";
import type { WindowsState } from "@kijun/settings/live";
import { z } from "zod";

/** What can be wrong with a machine of a simulated fleet; `deny` names an area by its id. */
export const machineTroubleSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("off") }),
  z.object({ kind: z.literal("silent") }),
  z.object({ kind: z.literal("stranger") }),
  z.object({ kind: z.literal("password") }),
  z.object({ kind: z.literal("deny"), area: z.string() }),
  z.object({ kind: z.literal("hang") }),
]);

/**
 * Something that is wrong with a machine, as the people who look after a fleet meet it.
 *
 * - `off`: nobody listens, the connection is refused
 * - `silent`: no packet is answered, the connection is never made
 * - `stranger`: another computer has the address
 * - `password`: the account has another password than everybody believes
 * - `deny`: one area may not be read or written, the others may
 * - `hang`: logs on, and then never answers the first request
 */
export type MachineTrouble = z.output<typeof machineTroubleSchema>;

/** The computer that answers in place of a machine whose address has gone to somebody else. */
export const STRANGER = {
  computerName: "STRANGER-PC",
  machineGuid: "5a3a6a2e-0000-4000-8000-57a9e3000001",
  serialNumber: "STRANGER-0001",
} as const;

/** Answers a session as the modelled agent does, with a trouble of the machine that shows in answers only. */
export function answerInTrouble(
  machine: WindowsState,
  trouble: MachineTrouble | undefined,
  method: SessionMethod,
  request: SessionRequest,
): SessionAnswer {
  if (trouble?.kind === "stranger") return answerModelled({ ...machine, ...STRANGER }, method, request);
  if (trouble?.kind !== "deny") return answerModelled(machine, method, request);
  const allowed = request.areas.filter(({ id }) => id !== trouble.area);
  const answer = answerModelled(machine, method, { ...request, areas: allowed });
  if (answer.wrongMachine || allowed.length === request.areas.length) return answer;
  // The detail is the error id of the exception, which is the same in every language of Windows.
  const failure = { code: "ACCESS_DENIED", detail: "UnauthorizedAccessException" };
  return { ...answer, areas: { ...answer.areas, [trouble.area]: { failure, milliseconds: 0 } } };
}
