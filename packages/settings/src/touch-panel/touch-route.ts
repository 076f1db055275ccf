/** Kinds of device interfaces, as they end an interface path. */
const HID = "{4d1e55b2-f16f-11cf-88cb-001111000030}";
const MONITOR = "{e6f07b5f-ee97-4a90-b076-33f57bf4eaa7}";

/** Before the path of a touch device in the names of Windows' own entries. */
const TOUCH = "20-";

/**
 * The name of the registry value that says which display a touch device belongs to, spelled as Windows spells its own:
 * `20-\\?\HID#VID_14E1&PID_3508#8&290d7833&0&0000#{4d1e55b2-…}`. Names compare without case.
 */
export function routeName(digitizer: string): string {
  const [, device = "", instance = ""] = digitizer.split("\\");
  return `${TOUCH}\\\\?\\HID#${device.toUpperCase()}#${instance.toLowerCase()}#${HID}`;
}

/** What the value holds: `\\?\DISPLAY#ABC1234#5&2c72b841&0&UID250116#{e6f07b5f-…}`. */
export function routeData(monitor: string): string {
  const [, model = "", instance = ""] = monitor.split("\\");
  return `\\\\?\\DISPLAY#${model.toUpperCase()}#${instance.toLowerCase().replace("uid", "UID")}#${MONITOR}`;
}

/** Vendor and product of a touch device by its instance id: `14E1:3508`. */
export function deviceOf(digitizer: string): string | undefined {
  const [, vendor, product] = /^HID\\VID_([0-9A-F]{4})&PID_([0-9A-F]{4})[&\\]/i.exec(digitizer) ?? [];
  return vendor === undefined || product === undefined ? undefined : `${vendor}:${product}`.toUpperCase();
}

/** Maker and product of the display that a value leads to. */
export function modelOf(data: string): string | undefined {
  return /^\\\\\?\\DISPLAY#([^#]+)#/i.exec(data)?.[1]?.toUpperCase();
}
