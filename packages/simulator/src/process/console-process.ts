import type { HostProcess } from "../winrm-server/server-options.js";

const NOT_RECOGNISED = "is not recognized as an internal or external command,\r\noperable program or batch file.\r\n";

/** 「' は、内部コマンドまたは外部コマンド、…」in code page 932, which Node.js cannot write. */
const NOT_RECOGNISED_932 = Buffer.from(
  "272082cd814193e095948352837d8393836882dc82bd82cd8a4f95948352837d8393836881410d0a" +
    "91808dec89c2945c82c88376838d834f8389838082dc82bd82cd836f836283602083748340834383" +
    "8b82c682b582c494468eaf82b382ea82c482a282dc82b982f181420d0a",
  "hex",
);

export interface ConsoleProcessOptions {
  readonly commandLine: string;
  readonly computerName: string;
  readonly locale: "ja-JP" | "en-US";
}

/**
 * Any other program on a modelled machine. `hostname` answers; everything else is unknown to cmd.exe, which says so in
 * the language and code page of the machine, so that nobody decides anything by the text of a console.
 */
export function consoleProcess({ commandLine, computerName, locale }: ConsoleProcessOptions): HostProcess {
  const program = /^\s*"?([^\s"]*)/.exec(commandLine)?.[1] ?? "";
  if (/^(?:.*\\)?hostname(?:\.exe)?$/i.test(program)) {
    return finishedProcess("stdout", Buffer.from(`${computerName}\r\n`), 0);
  }
  const quoted = Buffer.from(`'${program}`, "latin1");
  const message =
    locale === "ja-JP"
      ? Buffer.concat([quoted, NOT_RECOGNISED_932])
      : Buffer.concat([quoted, Buffer.from(`' ${NOT_RECOGNISED}`)]);
  return finishedProcess("stderr", message, 1);
}

/** A process that writes once and ends. */
export function finishedProcess(stream: "stdout" | "stderr", output: Uint8Array, exitCode: number): HostProcess {
  return {
    write: () => undefined,
    endInput: () => undefined,
    kill: () => undefined,
    onOutput: (listener) =>
      void setImmediate(() => {
        listener(stream, output);
      }),
    onExit: (listener) =>
      void setImmediate(() => {
        listener(exitCode);
      }),
  };
}
