export { resolveCredential } from "./credentials/resolve-credential.js";
export * from "./diagnose-machine.js";
export { HostFailure } from "./host-failure.js";
export { sessionsClosed } from "./host-session.js";
export { readStored } from "./last-readings.js";
export type { StoredReading } from "./last-readings.js";
export { Limit } from "./limit.js";
export { Readings } from "./readings.js";
export { traceFile } from "./trace.js";
