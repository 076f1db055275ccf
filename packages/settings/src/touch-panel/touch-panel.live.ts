import { z } from "zod";

import type { LiveForm, WriteFailure } from "../form/live-form.js";
import { SeededRandom } from "../form/seeded-random.js";
import type { JsonValue } from "../form/setting-area.js";
import { registryKey, registryValue, setRegistryValue } from "../form/windows-state.js";
import type { WindowsState } from "../form/windows-state.js";
import { deviceOf, routeData, routeName } from "./touch-route.js";

/** A HID device or a display as Win32_PnPEntity shows it. */
export interface TouchDevice {
  readonly hardwareIds: readonly string[];
  readonly present: boolean;
  /** ConfigManagerErrorCode. */
  readonly problem: number;
  /** How `pnputil /restart-device` ends. */
  readonly restartExit: number;
}

declare module "../form/windows-state.js" {
  interface WindowsState {
    /** HID devices and displays by instance id. */
    touchDevices?: Record<string, TouchDevice>;
  }
}

export const DIGIMON = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Wisp\\Pen\\Digimon";
export const TOUCH_SCREEN = "HID_DEVICE_UP:000D_U:0004";

const desiredSchema = z.object({ routes: z.record(z.string(), z.string()) });

export const touchPanelLive: LiveForm = {
  area: "touch-panel",
  read(machine) {
    const routes = Object.entries(registryKey(machine.registry, DIGIMON) ?? {}).map(
      ([name, { kind, value }]): [string, JsonValue] => [
        name.toLowerCase(),
        kind === "String" ? String(value) : { failure: { code: "VALUE_UNKNOWN", detail: `kind ${kind}` } },
      ],
    );
    return {
      routes: Object.fromEntries(routes),
      digitizers: problemsOf(machine, isDigitizer),
      monitors: problemsOf(machine, (id) => id.startsWith("DISPLAY\\")),
    };
  },
  write(machine, desired) {
    return Object.entries(desiredSchema.parse(desired).routes).flatMap(([device, model]) =>
      writeDevice(machine, device, model),
    );
  },
  /** A terminal has a display for its clerk and a touch panel for the citizen; fictional makers. */
  furnish(machine, { role, seed }) {
    if (role !== "terminal") return;
    const random = new SeededRandom(seed, "touch panel");
    const instance = (): string =>
      `${String(4 + random.below(5))}&${(random.below(2 ** 31) + 1).toString(16).toUpperCase()}`;
    const [clerks, citizens] = ["KJD2401", "KJT1701"].map(
      (model) => `DISPLAY\\${model}\\${instance()}&0&UID${String(256 + random.below(8) * 4096)}`,
    ) as [string, string];
    const digitizer = `HID\\VID_FFF1&PID_1701\\${instance()}&0&0000`;
    const device = (...hardwareIds: string[]): TouchDevice => ({
      hardwareIds,
      present: true,
      problem: 0,
      restartExit: 0,
    });
    machine.touchDevices = {
      [clerks]: device("MONITOR\\KJD2401"),
      [citizens]: device("MONITOR\\KJT1701"),
      [digitizer]: device("HID\\VID_FFF1&PID_1701", TOUCH_SCREEN),
      [`HID\\VID_FFF1&PID_1702\\${instance()}&0&0000`]: device("HID\\VID_FFF1&PID_1702", "HID_DEVICE_SYSTEM_MOUSE"),
    };
    const value = (monitor: string) => ({ kind: "String", value: routeData(monitor) }) as const;
    if (random.chance(0.95))
      setRegistryValue(machine.registry, DIGIMON, routeName(digitizer), value(random.chance(0.05) ? clerks : citizens));
  },
};

function isDigitizer(id: string, { hardwareIds }: TouchDevice): boolean {
  return id.startsWith("HID\\VID") && hardwareIds.includes(TOUCH_SCREEN);
}

function problemsOf(
  { touchDevices = {} }: WindowsState,
  counts: (id: string, device: TouchDevice) => boolean,
): Record<string, number> {
  const devices = Object.entries(touchDevices).filter(([id, device]) => device.present && counts(id, device));
  return Object.fromEntries(devices.map(([id, { problem }]) => [id, problem]));
}

function writeDevice(machine: WindowsState, device: string, model: string): WriteFailure[] {
  const digitizers = Object.keys(problemsOf(machine, isDigitizer)).filter((id) => deviceOf(id) === device);
  const monitors = Object.keys(problemsOf(machine, (id) => id.startsWith(`DISPLAY\\${model}\\`)));
  if (digitizers.length === 0)
    return [{ key: device, code: "DEVICE_MISSING", detail: `no touch screen ${device} is connected` }];
  const [monitor] = monitors;
  if (monitor === undefined || monitors.length > 1) {
    const detail = `${String(monitors.length)} displays ${model} are connected`;
    return [{ key: device, code: "DISPLAY_MISSING", detail }];
  }
  return digitizers.flatMap((digitizer) => writeRoute(machine, device, digitizer, monitor));
}

function writeRoute(machine: WindowsState, key: string, digitizer: string, monitor: string): WriteFailure[] {
  const failures: WriteFailure[] = [];
  const { problem = 0, restartExit = 0 } = machine.touchDevices?.[digitizer] ?? {};
  const name = routeName(digitizer);
  const data = routeData(monitor);
  const stored = registryValue(machine.registry, DIGIMON, name);
  if (stored?.kind !== "String" || String(stored.value).toLowerCase() !== data.toLowerCase()) {
    setRegistryValue(machine.registry, DIGIMON, name, { kind: "String", value: data });
    const detail = `pnputil ended with ${String(restartExit)}; the route acts from the next logon`;
    if (restartExit !== 0) failures.push({ key, code: "NOT_YET_IN_EFFECT", detail });
  }
  if (problem !== 0)
    failures.push({ key, code: "DEVICE_PROBLEM", detail: `problem ${String(problem)} of the touch screen` });
  return failures;
}
