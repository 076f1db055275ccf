import { runCommandLine } from "./run-command-line.js";

// A reader that has seen enough (`kijun preview | head`) closes the pipe; that is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit();
  throw error;
});

const { env: environment, stdout, stderr } = process;
// Set, and not exited with, so that all output is written out first.
void runCommandLine(process.argv.slice(2), { environment, stdout, stderr }).then((code) => (process.exitCode = code));
