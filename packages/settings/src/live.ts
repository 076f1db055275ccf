export { clockOf, pastTime } from "./form/event-store.live.js";
export type { PastTime } from "./form/event-store.live.js";
export { AreaFailure } from "./form/live-form.js";
export type { Failure, LiveForm, UsedMachineOrigin, WriteFailure } from "./form/live-form.js";
export { SeededRandom } from "./form/seeded-random.js";
export * from "./form/windows-state.js";
export { liveForms } from "./live-forms.js";
export { managementLineLive } from "./management-line/management-line.live.js";
