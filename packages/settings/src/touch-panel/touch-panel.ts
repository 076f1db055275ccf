import { ABSENT, parseUnreadable } from "@kijun/core";
import { z } from "zod";

import { readFailureSchema, readFailureText } from "../form/read-failure.js";
import { defineArea } from "../form/setting-area.js";
import type { PropertyMeta } from "../form/setting-area.js";
import { deviceOf, modelOf, routeData, routeName } from "./touch-route.js";

const touchPanelSchema = z.record(
  z
    .string()
    .regex(/^[0-9A-F]{4}:[0-9A-F]{4}$/, "must be vendor and product of the touch device in hexadecimal: 14E1:3508"),
  z
    .string()
    .regex(/^[A-Z]{3}[0-9A-F]{4}$/, "must be maker and product of the display as its EDID names them: ABC1234")
    .meta({
      label: { ja: "タッチ入力を割り当てる画面", en: "display of the touch device" },
      windowsKey: "HKLM\\SOFTWARE\\Microsoft\\Wisp\\Pen\\Digimon",
      source: "One value per digitizer, as MultiDigiMon.exe writes it; no document of Microsoft describes it",
      claims: ["routes-of-digitizers"],
    } satisfies PropertyMeta),
);

/** By instance id, the number of the problem that the device manager has with a device; 0 for none. */
const devicesSchema = z.record(z.string(), z.int());

const factsSchema = z.object({
  /** The values of the key: what belongs to a touch device, and the display that it leads to. */
  routes: z.record(z.string(), z.union([z.string(), readFailureSchema])),
  digitizers: devicesSchema,
  monitors: devicesSchema,
});

type Facts = z.output<typeof factsSchema>;

export const touchPanel = defineArea({
  id: "touch-panel",
  title: { ja: "タッチパネル", en: "touch panel" },
  schema: touchPanelSchema,
  nextSteps: {
    DEVICE_MISSING: {
      ja: "タッチパネルの接続と電源を確認し、機種の宣言が正しいか確認してください。",
      en: "Check the cable and power of the touch panel, and that the declared device is the right one.",
    },
    DISPLAY_MISSING: {
      ja: "宣言したディスプレイが1台だけ接続されているか確認してください。",
      en: "See that exactly one display of the declared kind is connected.",
    },
    DEVICE_PROBLEM: {
      ja: "機器のデバイス マネージャーでタッチパネルの状態を確認してください。",
      en: "Look at the touch panel in the Device Manager of the machine.",
    },
  },
  facts: factsSchema,
  format: (declared) => declared,
  parse: (canonical) => touchPanelSchema.parse(canonical),
  fromWindows: (facts, desired) =>
    Object.fromEntries(Object.keys(desired).map((device) => [device, displaysOf(device, facts)])),
  toWindows: (desired, differing) => ({
    routes: Object.fromEntries(
      Object.entries(desired).flatMap(([device, model]) => {
        const differs = differing.some(([first]) => first === undefined || first === device);
        return differs && typeof model === "string" ? [[device, model]] : [];
      }),
    ),
  }),
  // Which display a finger works on is right or wrong, never safer.
  direction: (_path, live, desired) => (live === desired ? "neutral" : "unknown"),
});

/** Where all connected devices of one kind lead to; absent when there is none. */
function displaysOf(device: string, facts: Facts): string {
  const digitizers = Object.keys(facts.digitizers).filter((id) => deviceOf(id) === device);
  const texts = new Set(digitizers.map((id) => routeText(id, facts)));
  const failed = [...texts].find((text) => parseUnreadable(text) !== undefined);
  return failed ?? (texts.size === 0 ? ABSENT : [...texts].sort().join(" and "));
}

/** The model of the display alone where all is well: only that can be declared. */
function routeText(digitizer: string, { routes, digitizers, monitors }: Facts): string {
  const name = routeName(digitizer).toLowerCase();
  const data = Object.entries(routes).find(([stored]) => stored.toLowerCase() === name)?.[1];
  if (typeof data === "object") return readFailureText(data);
  const problem = digitizers[digitizer] ?? 0;
  const trouble = problem === 0 ? "" : `, device problem ${String(problem)}`;
  if (data === undefined) return `no display${trouble}`;
  const connected = Object.keys(monitors).some((id) => routeData(id).toLowerCase() === data.toLowerCase());
  return `${modelOf(data) ?? JSON.stringify(data)}${connected ? "" : ", which is not connected"}${trouble}`;
}
