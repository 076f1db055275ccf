/** Builds the `pulumi` executable from the Go module proxy, for machines that reach that and not Pulumi's own site. */
import { execFile, spawn } from "node:child_process";
import { mkdir, readFile } from "node:fs/promises";
import { constants, setPriority } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { ENGINE_VERSION } from "../../packages/cli/dist/engine/find-engine.js";

/** Holds the versions and checksums of everything that is compiled; see `go.mod` there. */
const TOOLS_MODULE = join(import.meta.dirname, "go");
const PACKAGE = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const VERSION_VARIABLE = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";
const LAST_LINES = 15;

/**
 * Why this machine cannot build, or nothing when it can.
 * @returns {Promise<string | undefined>}
 */
export async function reasonNotToBuild() {
  const needed = versionIn(await readFile(join(TOOLS_MODULE, "go.mod"), "utf8"), /^go (\S+)$/mu);
  /** @type {string} */
  let answer;
  try {
    ({ stdout: answer } = await promisify(execFile)("go", ["env", "GOVERSION"], { env: buildEnvironment() }));
  } catch (error) {
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
    const problem = isMissing ? "there is no go on PATH" : `"go env GOVERSION" failed: ${String(error)}`;
    return `Go ${needed.text} or later is needed to build it, and ${problem}`;
  }
  const installed = versionIn(answer.trim(), /go(\d\S*)/u);
  return isOlder(installed.numbers, needed.numbers)
    ? `Go ${needed.text} or later is needed to build it, and the go on PATH is ${answer.trim()}`
    : undefined;
}

/**
 * @param {string} text
 * @param {RegExp} pattern
 */
function versionIn(text, pattern) {
  const version = pattern.exec(text)?.[1] ?? "0";
  return { text: version, numbers: version.split(".").map((part) => Number.parseInt(part, 10)) };
}

/**
 * @param {number[]} left
 * @param {number[]} right
 */
function isOlder(left, right) {
  const index = right.findIndex((number, position) => number !== (left[position] ?? 0));
  return index !== -1 && (left[index] ?? 0) < (right[index] ?? 0);
}

function buildEnvironment() {
  return {
    ...process.env,
    // Nothing but the installed Go, this module and its checksums decides what is built, and it is for this machine.
    GOTOOLCHAIN: "local",
    GOWORK: "off",
    GOOS: process.platform === "win32" ? "windows" : process.platform,
    GOARCH: process.arch === "x64" ? "amd64" : process.arch,
    // As in Pulumi's own releases; and no C compiler is needed.
    CGO_ENABLED: "0",
  };
}

/**
 * @param {{ executable: string, workFolder: string, signal: AbortSignal, onPackage: () => void }} options
 */
export async function buildEngine({ executable, workFolder, signal, onPackage }) {
  const temporaryFolder = join(workFolder, "go-build");
  await mkdir(temporaryFolder, { recursive: true });
  const flags = ["-mod=readonly", "-trimpath", "-buildvcs=false", "-v", "-tags=osusergo,grpcnotrace"];
  const linker = `-ldflags=-s -w -X ${VERSION_VARIABLE}=v${ENGINE_VERSION}`;
  const go = spawn("go", ["build", ...flags, linker, "-o", executable, PACKAGE], {
    cwd: TOOLS_MODULE,
    env: { ...buildEnvironment(), GOTMPDIR: temporaryFolder },
    stdio: ["ignore", "ignore", "pipe"],
  });
  // On an interrupt, and on no other signal, Go ends its compilers and removes its files first.
  signal.addEventListener("abort", () => go.kill("SIGINT"), { once: true });
  if (go.pid !== undefined) setPriority(go.pid, constants.priority.PRIORITY_LOW);
  /** @type {string[]} */
  const lastLines = [];
  createInterface({ input: go.stderr }).on("line", (line) => {
    // With -v the names of the packages come alone on their lines; everything else is worth repeating in an error.
    if (/^[\w.~/-]+$/u.test(line)) onPackage();
    else lastLines.splice(0, lastLines.push(line) - LAST_LINES);
  });
  await new Promise((resolve, reject) => {
    go.once("error", reject);
    go.once("close", (code) =>
      code === 0
        ? resolve(undefined)
        : reject(
            new Error(`"go build" in ${TOOLS_MODULE} ended with exit code ${String(code)}:\n${lastLines.join("\n")}`),
          ),
    );
  });
}
