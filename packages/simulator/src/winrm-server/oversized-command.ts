import type { HostProcess } from "./server-options.js";

/** Longest command line that cmd.exe takes, in UTF-16 units. */
export const CMD_LINE_LIMIT = 8191;

const MESSAGE = "コマンド ラインが長すぎます。\r\n";
/** The same in code page 932, which Node.js cannot write. */
const MESSAGE_932 = Buffer.from("8352837d839383682083898343839382aa92b782b782ac82dc82b781420d0a", "hex");

/**
 * What cmd.exe does with a line that is too long: no fault, but a message in the language of the system on standard error
 * and exit code 1.
 *
 * @param codepage WINRS_CODEPAGE of the shell
 */
export function oversizedCommand(codepage: number | undefined): HostProcess {
  const message = codepage === 65001 ? Buffer.from(MESSAGE) : MESSAGE_932;
  return {
    write: () => undefined,
    endInput: () => undefined,
    kill: () => undefined,
    onOutput: (listener) =>
      void setImmediate(() => {
        listener("stderr", message);
      }),
    onExit: (listener) =>
      void setImmediate(() => {
        listener(1);
      }),
  };
}
