import { z } from "zod";

import { defineEntryArea } from "../form/entry-area.js";
import type { PropertyMeta } from "../form/setting-area.js";

/** The setup class of USB controllers, hubs and devices with several functions. */
const USB_CLASS = "{36fc9e60-c465-11cf-8056-444553540000}";

const entrySchema = z.strictObject({
  count: z
    .number()
    .int()
    .min(1)
    .max(99)
    .optional()
    .meta({
      label: { ja: "接続数", en: "how many are connected" },
      windowsKey: "InstanceId",
      source: "Get-PnpDevice -PresentOnly. Microsoft Learn, Get-PnpDevice",
    } satisfies PropertyMeta),
  serials: z
    .array(z.string().min(1).max(200).toUpperCase())
    .optional()
    .meta({
      label: { ja: "シリアル番号", en: "serial numbers" },
      windowsKey: "InstanceId",
      source:
        "Last part of the instance id, where the device has a serial number; Windows' own part holds an ampersand. Microsoft Learn, Device instance IDs",
    } satisfies PropertyMeta),
});

type Devices = z.output<typeof entrySchema>;

const deviceSchema = z.object({ id: z.string(), classGuid: z.string(), service: z.string() });

/** A connected device as facts tell it. */
export type Device = z.output<typeof deviceSchema>;

const factsSchema = z.object({
  /** By the asked name; an empty list where no such device is connected. */
  asked: z.record(z.string(), z.array(deviceSchema)),
  others: z.array(deviceSchema),
});

export const devices = defineEntryArea({
  id: "devices",
  title: { ja: "接続されている機器", en: "connected devices" },
  name: z
    .string()
    .max(200)
    .regex(
      /^[a-z\d_]+\\[^\\*?,\s]+$/i,
      "must be how the instance ids of the device begin, bus and model: USB\\VID_054C&PID_06C1, PCI\\VEN_8086&DEV_15FB",
    )
    .refine((name) => !/&MI_/i.test(name), "must name the device as a whole: leave out &MI_ and what follows"),
  entry: entrySchema,
  facts: factsSchema,
  readOnly: true,
  observed: true,
  others: true,
  contradiction: (_, declared) => {
    const { count, serials = [] } = declared === "absent" ? {} : declared;
    return count !== undefined && serials.length > count
      ? `cannot have more serials than devices (count ${String(count)})`
      : undefined;
  },
  entries({ asked, others }) {
    const found = new Map<string, Devices>();
    for (const [name, connected] of Object.entries(asked))
      if (connected.length > 0) found.set(name, entryFrom(connected));
    for (const device of others) if (!isHub(device)) found.set(modelOf(device.id), {});
    return found;
  },
  write: ({ count, serials }) => ({
    ...(count === undefined ? {} : { count }),
    ...(serials === undefined ? {} : { serials }),
  }),
  // Which device belongs to a machine is the customer's to say.
  direction: () => "unknown",
});

function entryFrom(connected: readonly Device[]): Devices {
  return { count: connected.length, serials: connected.flatMap(({ id }) => serialOf(id) ?? []) };
}

/** The serial number in an instance id; undefined where Windows has made one up, which is another one at each socket. */
export function serialOf(id: string): string | undefined {
  const [, , last = ""] = id.split("\\");
  return last === "" || last.includes("&") ? undefined : last.toUpperCase();
}

/** Whether a device only leads to others. A device with several functions is of the same class and counts. */
export function isHub({ classGuid, service }: Device): boolean {
  return classGuid.toLowerCase() === USB_CLASS && /hub/i.test(service);
}

/** What a declaration would call a device. */
function modelOf(id: string): string {
  const [bus = "", model = ""] = id.toUpperCase().split("\\");
  return `${bus}\\${/^VID_[\dA-F]{4}&PID_[\dA-F]{4}/.exec(model)?.[0] ?? model}`;
}
