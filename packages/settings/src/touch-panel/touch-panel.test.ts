import { expect } from "chai";

import { machine } from "../form/machine-states.js";
import { touchPanel } from "./touch-panel.js";
import { DIGIMON, TOUCH_SCREEN, touchPanelLive } from "./touch-panel.live.js";
import type { TouchDevice } from "./touch-panel.live.js";
import { routeData, routeName } from "./touch-route.js";
import { declarationIssues } from "../declaration-issues.fixture.test.js";

const TOUCH = "HID\\VID_14E1&PID_3508\\8&290D7833&0&0000";
const OTHER = "HID\\VID_14E1&PID_3508&MI_01&COL02\\8&1B2C&0&0001";
const CITIZENS = "DISPLAY\\ABC1234\\5&2C72B841&0&UID250116";
const CLERKS = "DISPLAY\\XYZ00FF\\5&2C72B841&0&UID8388688";
const DESIRED = { "14E1:3508": "ABC1234" };

const touch: TouchDevice = { hardwareIds: [TOUCH_SCREEN], present: true, problem: 0, restartExit: 0 };
const monitor: TouchDevice = { hardwareIds: [], present: true, problem: 0, restartExit: 0 };

function terminal(touchDevices: Record<string, TouchDevice>, routes: Record<string, string> = {}) {
  const values = Object.entries(routes).map(([id, to]) => [routeName(id), { kind: "String", value: routeData(to) }]);
  const stored = Object.fromEntries(values) as Record<string, { kind: "String"; value: string }>;
  return machine({ touchDevices, registry: { [DIGIMON]: stored } });
}

function liveOf(state: ReturnType<typeof machine>) {
  return touchPanel.fromWindows(touchPanelLive.read(state, {}), DESIRED)["14E1:3508"];
}

describe("touch-panel", () => {
  it("spells names and data of the registry as Windows does", () => {
    expect(routeName(TOUCH)).to.equal(
      "20-\\\\?\\HID#VID_14E1&PID_3508#8&290d7833&0&0000#{4d1e55b2-f16f-11cf-88cb-001111000030}",
    );
    expect(routeData(CITIZENS)).to.equal(
      "\\\\?\\DISPLAY#ABC1234#5&2c72b841&0&UID250116#{e6f07b5f-ee97-4a90-b076-33f57bf4eaa7}",
    );
  });

  it("is the model of the display where all is well", () => {
    const devices = { [TOUCH]: touch, [CITIZENS]: monitor, [CLERKS]: monitor };
    expect(liveOf(terminal(devices, { [TOUCH]: CITIZENS }))).to.equal("ABC1234");
    expect(liveOf(terminal(devices, { [TOUCH]: CLERKS }))).to.equal("XYZ00FF");
  });

  it("says what is wrong in a text that nobody can declare", () => {
    expect(liveOf(terminal({ [CITIZENS]: monitor }))).to.equal("absent");
    expect(liveOf(terminal({ [TOUCH]: touch, [CITIZENS]: monitor }))).to.equal("no display");
    expect(liveOf(terminal({ [TOUCH]: touch }, { [TOUCH]: CITIZENS }))).to.equal("ABC1234, which is not connected");
    expect(
      liveOf(terminal({ [TOUCH]: { ...touch, problem: 43 }, [CITIZENS]: monitor }, { [TOUCH]: CITIZENS })),
    ).to.equal("ABC1234, device problem 43");
    expect(liveOf(terminal({ [TOUCH]: touch, [OTHER]: touch, [CITIZENS]: monitor }, { [TOUCH]: CITIZENS }))).to.equal(
      "ABC1234 and no display",
    );
  });

  it("leads every touch screen of the kind to the display, and leaves what belongs to others", () => {
    const state = terminal(
      { [TOUCH]: touch, [OTHER]: touch, [CITIZENS]: monitor, [CLERKS]: monitor },
      { [TOUCH]: CLERKS },
    );
    const stranger = { kind: "String", value: "x" } as const;
    Object.assign(state.registry[DIGIMON] ?? {}, { stranger });
    expect(touchPanelLive.write(state, touchPanel.toWindows(DESIRED, [["14E1:3508"]]))).to.deep.equal([]);
    const data = { kind: "String", value: routeData(CITIZENS) };
    expect(state.registry[DIGIMON]).to.deep.equal({ [routeName(TOUCH)]: data, [routeName(OTHER)]: data, stranger });
  });

  it("writes nothing where the display is missing or there are two", () => {
    const twin = "DISPLAY\\ABC1234\\5&1&0&UID1";
    for (const [monitors, count] of [
      [{}, 0],
      [{ [CITIZENS]: monitor, [twin]: monitor }, 2],
    ] as const) {
      const state = terminal({ [TOUCH]: touch, ...monitors });
      expect(touchPanelLive.write(state, touchPanel.toWindows(DESIRED, [[]]))).to.deep.equal([
        { key: "14E1:3508", code: "DISPLAY_MISSING", detail: `${String(count)} displays ABC1234 are connected` },
      ]);
      expect(state.registry[DIGIMON]).to.deep.equal({});
    }
  });

  it("refuses names that are no hardware ids", () => {
    expect(declarationIssues("touchPanel", { TD1701SBP: "ABC1234" })[0]).to.include(
      "must be vendor and product of the touch device",
    );
    expect(declarationIssues("touchPanel", { "14e1:3508": "ABC1234" })[0]).to.include(
      "must be vendor and product of the touch device",
    );
    expect(declarationIssues("touchPanel", { "14E1:3508": "DISPLAY1" })[0]).to.include(
      "must be maker and product of the display",
    );
  });
});
