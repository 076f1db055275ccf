export * from "./agent-script.js";
export * from "./protocol.js";
