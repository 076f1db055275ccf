import { KijunError, MACHINE_TYPE } from "@kijun/core";
import type { MachineIdentity } from "@kijun/core";
import { z } from "zod";

import { engineVerdict } from "./engine-verdict.js";
import { runEngine } from "./run-engine.js";
import type { EngineCommand } from "./run-engine.js";

/** A machine that the stack's state holds. */
export interface RecordedMachine {
  readonly name: string;
  readonly site: string;
  /** Who the machine was when it was last recorded; undefined in states of a Kijun that did not keep it. */
  readonly identity?: MachineIdentity;
}

const identitySchema = z.object({
  computerName: z.string(),
  machineGuid: z.string(),
  serialNumber: z.string(),
  build: z.string(),
}) satisfies z.ZodType<MachineIdentity>;

const exportSchema = z.object({
  deployment: z.object({
    resources: z
      .array(
        z.object({
          urn: z.string(),
          type: z.string(),
          inputs: z.record(z.string(), z.unknown()).optional(),
          outputs: z.record(z.string(), z.unknown()).optional(),
        }),
      )
      .nullish(),
  }),
});

/**
 * The machines that a stack's state knows, by name in lower case. Errors: STATE_CORRUPTED when the state is no state;
 * those of the engine when it cannot export it.
 */
export async function recordedMachines(
  command: Omit<EngineCommand, "args">,
  stack: string,
): Promise<ReadonlyMap<string, RecordedMachine>> {
  const exit = await runEngine({ ...command, args: ["stack", "export", "--stack", stack, "--non-interactive"] });
  const { error } = engineVerdict(exit, { messages: [], violations: [], joining: [], leaving: [] }, { stack });
  if (error !== undefined) throw error;
  const parsed = exportSchema.safeParse(jsonOf(exit.stdout));
  if (!parsed.success) {
    throw new KijunError("STATE_CORRUPTED", `the engine's export of the stack ${stack} holds no Pulumi state`, {
      hint: `Look at it with \`pulumi stack export --stack ${stack}\`; nothing was read or changed.`,
    });
  }
  const machines = (parsed.data.deployment.resources ?? []).flatMap(({ urn, type, inputs = {}, outputs = {} }) => {
    if (type !== MACHINE_TYPE) return [];
    const name = urn.split("::").at(-1) ?? "";
    const identity = identityOf(outputs["__live"]);
    return [{ name, site: String(inputs["site"]), ...(identity === undefined ? {} : { identity }) }];
  });
  return new Map(machines.map((machine) => [machine.name.toLowerCase(), machine]));
}

function identityOf(live: unknown): MachineIdentity | undefined {
  const record = z.object({ identity: identitySchema }).safeParse(typeof live === "string" ? jsonOf(live) : undefined);
  return record.data?.identity;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
