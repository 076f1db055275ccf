import { join } from "node:path";

/** A program and its arguments as `spawn` takes them without a shell. */
export interface Invocation {
  readonly file: string;
  readonly args: readonly string[];
  /** The arguments are quoted for Windows already. */
  readonly verbatim: boolean;
}

/**
 * How to start a command file. Node starts no `.cmd` launcher by itself (CVE-2024-27980), so on Windows the command
 * processor does, with each argument quoted so that it arrives as it is.
 */
export function invocationOf(command: string, args: readonly string[], environment: NodeJS.ProcessEnv): Invocation {
  if (!/\.cmd$/i.test(command)) return { file: command, args, verbatim: false };
  const processor = environment["ComSpec"] ?? join(environment["SystemRoot"] ?? "C:\\Windows", "System32", "cmd.exe");
  const line = [escapeMeta(`"${command}"`), ...args.map(quoteArgument)].join(" ");
  return { file: processor, args: ["/d", "/s", "/c", `"${line}"`], verbatim: true };
}

/**
 * Quoted by the rules of the C runtime, then each special character of the command processor escaped, twice because a
 * launcher hands its arguments on through the processor once more.
 */
function quoteArgument(argument: string): string {
  const quoted = `"${argument.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\*)$/, "$1$1")}"`;
  return escapeMeta(escapeMeta(quoted));
}

function escapeMeta(text: string): string {
  return text.replace(/[()\][%!^"`<>&|;, *?]/g, "^$&");
}
