export * from "./agent-script.js";
export * from "./diagnosis.js";
export * from "./protocol.js";
