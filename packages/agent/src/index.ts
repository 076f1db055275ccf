export * from "./agent-claims.js";
export * from "./agent-script.js";
export * from "./diagnosis.js";
export * from "./protocol.js";
