import { isToBeConfirmed } from "@kijun/core";
import { z } from "zod";

import { AreaFailure } from "../live-form.js";
import type { LiveForm, UsedMachineOrigin, WriteFailure } from "../live-form.js";
import type { JsonValue } from "../setting-area.js";
import type { WindowsState } from "../windows-state.js";
import { meetsExpectation, parseExpectation } from "./probe-expectation.js";
import { findingText } from "./probe-finding.js";
import { parseProbe, splitLine } from "./probe-line.js";
import type { Probe } from "./probe-kinds.js";
import { findOnModel } from "./probe-reading.live.js";
import { probeRequest } from "./probe-request.js";
import { bringAbout, giveAccount } from "./probe-writing.live.js";

const requestSchema = z.object({ probes: z.array(z.unknown()) });
const desiredSchema = z.object({ lines: z.array(z.string()) });

/** The live form of an area of probes, as `Read-Probe` answers for it; `furnish` adds what its product leaves behind. */
export function probeLive(
  area: string,
  furnish?: (machine: WindowsState, origin: UsedMachineOrigin) => void,
): LiveForm {
  return {
    area,
    read: (machine, request) => ({
      probes: requestSchema.parse(request).probes.map((asked): JsonValue => findOnModel(machine, asked)),
    }),
    write: (machine, desired) => desiredSchema.parse(desired).lines.flatMap((line) => meetLine(machine, line)),
    ...(furnish === undefined ? {} : { furnish }),
  };
}

/** Changes what a line is about, unless it is met, and looks again. */
function meetLine(machine: WindowsState, line: string): WriteFailure[] {
  const { head, definition = "" } = splitLine(line);
  const probe = parseProbe(definition);
  const isMet = (): boolean => {
    const found = findingText(probe, definition, findOnModel(machine, probeRequest(probe)));
    return meetsExpectation(found, line);
  };
  if (isMet()) return [];
  try {
    giveAccount(machine, probe);
    if (!isToBeConfirmed(line)) bringAbout(machine, probe, foundFor(probe, head));
  } catch (error) {
    if (!(error instanceof AreaFailure)) throw error;
    return [{ key: line, code: error.code, detail: error.detail }];
  }
  return isMet() ? [] : [{ key: line, code: "NOT_EFFECTIVE", detail: "nothing of this kind is found there" }];
}

/** A value that meets an expectation, as a machine holds it before `words`. */
function foundFor({ words = {} }: Probe, head: string): string | number {
  const expected = parseExpectation(head);
  if (typeof expected === "object") return expected.atLeast ?? expected.atMost ?? "";
  return Object.entries(words).find(([, word]) => word === expected)?.[0] ?? expected;
}
