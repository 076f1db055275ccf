export { accountOf } from "@kijun/node-winrm";
export type { LatchEntry } from "@kijun/node-winrm";
export { declaredCredential, declaredReferences } from "./credential-file.js";
export { credentialLatch } from "./latch-of-home.js";
export { readProtectedFile } from "./protected-file.js";
