export * from "./kit-folder.js";
export * from "./kit-system.js";
