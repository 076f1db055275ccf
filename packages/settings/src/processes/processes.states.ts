import fc from "fast-check";

import { machineCase } from "../form/machine-states.js";
import type { AreaStates, MachineCase } from "../form/machine-states.js";
import { processAt } from "../form/process-store.live.js";
import type { ProcessState } from "../form/process-store.live.js";
import { processes } from "./processes.js";

const PATHS = [
  "C:\\JUKI\\bin\\terminal.exe",
  "C:\\Program Files\\FFRI\\yarai\\yarai.exe",
  "C:\\Windows\\System32\\svchost.exe",
  "c:\\windows\\temp\\保守.exe",
  "C:\\Users\\業務 一郎\\Downloads\\setup.exe",
] as const;

const process: fc.Arbitrary<ProcessState> = fc
  .constantFrom(...PATHS, "C:\\juki\\BIN\\terminal.exe", "System", "yarai.exe", "lsass.exe")
  .map(processAt);

function named(running: readonly ProcessState[]): Record<string, ProcessState> {
  return Object.fromEntries(running.map((held, index) => [String(600 + index * 4), held]));
}

function processCase(name: string, running: readonly string[], declared: object): MachineCase {
  const changes = { processes: named(running.map(processAt)) };
  return machineCase(name, processes, { changes }, processes.format(declared));
}

export const processesStates: AreaStates = {
  area: processes,
  declared: fc
    .tuple(
      fc.dictionary(fc.constantFrom(...PATHS, "yarai.exe"), fc.constantFrom("running", "allowed", "absent"), {
        maxKeys: 4,
      }),
      fc.constantFrom({}, { "*": "absent" }),
    )
    .map(([programs, others]) => ({ ...programs, ...others })),
  live: fc.array(process, { maxLength: 8 }).map((running) => ({ changes: { processes: named(running) } })),
  special: [
    processCase("nothing beyond Windows and what is installed", [PATHS[1], PATHS[2], "System"], { "*": "absent" }),
    processCase("a program in a user's folder", [PATHS[4]], { "*": "absent" }),
    processCase("a program that runs twice", [PATHS[0], PATHS[0], "C:\\juki\\BIN\\terminal.exe"], {
      [PATHS[0]]: "running",
      "*": "absent",
    }),
    processCase("a process that keeps its path to itself", ["yarai.exe"], { "yarai.exe": "allowed", "*": "absent" }),
    processCase("nothing that runs", [], { [PATHS[0]]: "running", "*": "absent" }),
    processCase("nothing declared", [PATHS[0]], {}),
  ],
};
