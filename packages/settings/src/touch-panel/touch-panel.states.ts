import fc from "fast-check";

import { machineCase, replaced } from "../form/machine-states.js";
import type { AreaStates, MachineCase } from "../form/machine-states.js";
import type { RegistryValue } from "../form/windows-state.js";
import { touchPanel } from "./touch-panel.js";
import { DIGIMON, TOUCH_SCREEN } from "./touch-panel.live.js";
import type { TouchDevice } from "./touch-panel.live.js";
import { routeData, routeName } from "./touch-route.js";

const TOUCH = "HID\\VID_14E1&PID_3508\\8&290D7833&0&0000";
const COLLECTION = "HID\\VID_14E1&PID_3508&MI_01&COL02\\8&1B2C&0&0001";
const OTHER_TOUCH = "HID\\VID_FFF1&PID_1701\\7&ABCDEF&1&0000";
const CITIZENS = "DISPLAY\\ABC1234\\5&2C72B841&0&UID250116";
const CLERKS = "DISPLAY\\XYZ00FF\\5&2C72B841&0&UID8388688";
const TWIN = "DISPLAY\\ABC1234\\5&99&0&UID4352";

const touch: TouchDevice = { hardwareIds: ["HID\\VID_14E1", TOUCH_SCREEN], present: true, problem: 0, restartExit: 0 };
const monitor: TouchDevice = { hardwareIds: ["MONITOR\\ABC1234"], present: true, problem: 0, restartExit: 0 };
const text = (value: string): RegistryValue => ({ kind: "String", value });

const device = fc.record({
  hardwareIds: fc.constantFrom([TOUCH_SCREEN], ["HID_DEVICE_UP:0001_U:0002"], []),
  present: fc.integer({ min: 0, max: 3 }).map((dice) => dice > 0),
  problem: fc.constantFrom(0, 0, 0, 10, 43),
  restartExit: fc.constantFrom(0, 0, 0, 3010, 1),
});

const routes = fc.dictionary(
  fc.constantFrom(routeName(TOUCH), routeName(COLLECTION).toLowerCase(), routeName(OTHER_TOUCH), "20-x"),
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(CITIZENS, CLERKS, TWIN).map((id) => text(routeData(id))) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<RegistryValue>(text(routeData(CITIZENS).toUpperCase()), text(""), text("画面"), {
        kind: "DWord",
        value: 1,
      }),
    },
  ),
);

function touchCase(
  name: string,
  touchDevices: Record<string, TouchDevice>,
  stored: Record<string, RegistryValue> = {},
): MachineCase {
  const changes = { touchDevices, registry: { [DIGIMON]: stored } };
  return machineCase(name, touchPanel, { changes }, touchPanel.format({ "14E1:3508": "ABC1234" }));
}

export const touchPanelStates: AreaStates = {
  area: touchPanel,
  // The display of the clerk, which a terminal has besides.
  drift: (declared) => replaced(declared, /^.+$/, "KJD2401"),
  declared: fc.dictionary(
    fc.constantFrom("14E1:3508", "FFF1:1701", "0000:0000"),
    fc.constantFrom("ABC1234", "XYZ00FF", "QQQ9999"),
    { maxKeys: 2 },
  ),
  live: fc
    .tuple(fc.dictionary(fc.constantFrom(TOUCH, COLLECTION, OTHER_TOUCH, CITIZENS, CLERKS, TWIN), device), routes)
    .map(([touchDevices, stored]) => ({ changes: { touchDevices, registry: { [DIGIMON]: stored } } })),
  special: [
    touchCase(
      "a panel that works on the clerk's display",
      { [TOUCH]: touch, [CITIZENS]: monitor, [CLERKS]: monitor },
      {
        [routeName(TOUCH)]: text(routeData(CLERKS)),
      },
    ),
    touchCase("a panel that nobody has led anywhere", { [TOUCH]: touch, [CITIZENS]: monitor }),
    touchCase(
      "a route under a name in another case",
      { [TOUCH]: touch, [CITIZENS]: monitor },
      {
        [routeName(TOUCH).toUpperCase()]: text(routeData(CITIZENS).toLowerCase()),
      },
    ),
    touchCase("a display that is not connected", { [TOUCH]: touch, [CITIZENS]: { ...monitor, present: false } }),
    touchCase("two displays of one model", { [TOUCH]: touch, [CITIZENS]: monitor, [TWIN]: monitor }),
    touchCase("no panel", { [CITIZENS]: monitor }),
    touchCase("a panel that cannot be restarted", { [TOUCH]: { ...touch, restartExit: 1 }, [CITIZENS]: monitor }),
    touchCase(
      "a panel with a problem",
      { [TOUCH]: { ...touch, problem: 43 }, [CITIZENS]: monitor },
      {
        [routeName(TOUCH)]: text(routeData(CITIZENS)),
      },
    ),
    touchCase("a panel of two collections", { [TOUCH]: touch, [COLLECTION]: touch, [CITIZENS]: monitor }),
  ],
};
