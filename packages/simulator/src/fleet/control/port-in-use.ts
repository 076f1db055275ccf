import { KijunError } from "@kijun/core";

/** Whether something failed because the port was taken; a cause may say so. */
function isTaken(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && error.code === "EADDRINUSE") || isTaken(error.cause);
}

/** Runs work that listens on a port (0 = any free one). Errors: PORT_IN_USE, naming the port. */
export async function listening<Result>(port: number, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (!isTaken(cause)) throw cause;
    throw new KijunError("PORT_IN_USE", `Port ${port} on 127.0.0.1 is in use.`, {
      hint: "Start the fleet with another port, or without one, which takes free ports.",
      cause,
    });
  }
}
