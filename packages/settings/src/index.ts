export type { AccountLockout } from "./account-lockout/account-lockout.js";
export * from "./area-scripts.js";
export * from "./areas.js";
export * from "./compile-settings.js";
export { propertyMeta, propertyNames } from "./form/schema-property.js";
export type { JsonValue, PropertyMeta, SettingArea, Text, WindowsRequest } from "./form/setting-area.js";
