/** What the decision needs of a stream. */
interface MaybeTerminal {
  readonly isTTY?: boolean;
}

/**
 * Whether to colour what goes to one stream; the first rule that applies decides. `asked` is `--color` or `--no-color`.
 * Output and messages are decided apart, because either may be a pipe.
 */
export function wantsColor(stream: MaybeTerminal, asked: boolean | undefined, environment: NodeJS.ProcessEnv): boolean {
  if (asked !== undefined) return asked;
  const forced = environment["FORCE_COLOR"];
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  if (isSet(environment["NO_COLOR"]) || environment["TERM"] === "dumb") return false;
  // These two show colours in their logs although nothing there is a terminal.
  return stream.isTTY === true || isSet(environment["GITHUB_ACTIONS"]) || isSet(environment["GITLAB_CI"]);
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "";
}
