import { join } from "node:path";

import { CredentialLatch } from "@kijun/node-winrm";

import { kijunHome } from "../../run/run-folder.js";

/** The latch that all provider processes and commands of one person share. */
export function credentialLatch(home = kijunHome()): CredentialLatch {
  return new CredentialLatch(join(home, "latch"), {
    releaseStep: ({ authority }) => `run \`kijun credential retry ${authority}\` (\`--all\` releases every one)`,
  });
}
