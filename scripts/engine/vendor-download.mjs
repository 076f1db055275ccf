/** Gets the engine by Pulumi's own installer, where its site can be reached. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { ENGINE_VERSION } from "../../packages/cli/dist/engine/find-engine.js";

const SITE = "https://get.pulumi.com/";
/** In a closed network nothing answers, and nobody should wait for that. */
const PROBE_MS = 3_000;

/**
 * Why the site cannot be used, or nothing when it answers.
 * @returns {Promise<string | undefined>}
 */
export async function reasonNotToDownload() {
  try {
    await fetch(SITE, { method: "HEAD", redirect: "manual", signal: AbortSignal.timeout(PROBE_MS) });
    return undefined;
  } catch (error) {
    const { cause, name } = /** @type {Error & { cause?: { code?: string } }} */ (error);
    return `${SITE} cannot be reached (${cause?.code ?? name})`;
  }
}

/** @param {string} root the folder that gets a `bin` */
export async function downloadEngine(root) {
  // Loaded here because the SDK takes longer to load than the search for an engine.
  const require = createRequire(join(import.meta.dirname, "..", "..", "packages", "cli", "package.json"));
  /** @type {typeof import("@pulumi/pulumi/automation/index.js")} */
  const { PulumiCommand } = require("@pulumi/pulumi/automation");
  /** @type {typeof import("semver")} */
  const { SemVer } = require("semver");
  await PulumiCommand.install({ root, version: new SemVer(ENGINE_VERSION) });
}
