/** Every error code a person can meet, with its meaning; `docs/errors.md` is generated from this table. */
export const errorTable = {
  ANSWERS_INVALID: "A file of attestations or waivers says something that is not allowed; the issues name each place.",
  ARGUMENT_INVALID: "A command line argument or option is not one of the allowed values.",
  ANSWER_REFUSED:
    "A file is no whole and fresh answer of a machine to a folder of this controller; nothing of it was kept.",
  BASELINE_INVALID: "A baseline or program declares something that is not allowed; the issues name each place.",
  BASELINE_NOT_BUILT: "A source of a baseline or program was changed after it was built, so what would run is older.",
  COLLECT_KEY_INVALID:
    "The key that folders for machines without a line are signed with is missing from this home, not protected, or damaged.",
  CREDENTIAL_MISSING: "The credential that a machine refers to cannot be found or is not protected.",
  ENGINE_MISSING: "No Pulumi engine (command line, language host and dynamic provider launcher) was found.",
  ENGINE_TOO_OLD: "The Pulumi engine that was found is older than the oldest supported version.",
  ENGINE_FAILED: "The Pulumi engine ended with an error of its own.",
  EVIDENCE_INVALID:
    "The file of evidence for the claims about Windows cannot be read as what it should be, or not be written.",
  FLEET_FILE_MISSING:
    "What the program of this run declares of a machine cannot be found by the provider; nothing was changed.",
  FLEET_NOT_RUNNING:
    "The simulated fleet is not running, or a machine with a documentation address has no simulated twin.",
  FLEET_ALREADY_RUNNING: "A simulated fleet is already running from this folder.",
  HOST_UNKNOWN: "No machine of that name is in service in the fleet.",
  LINE_WOULD_BE_CUT: "A change would cut the line from this computer to the machine, so it was not applied.",
  MACHINE_KNOWN: "The state knows the machine that was to be adopted; nothing was changed.",
  NODE_TOO_OLD: "This Node.js is older than the oldest supported version.",
  PASSPHRASE_MISSING:
    "The stack is encrypted with a passphrase that cannot be found, or with another one than was given.",
  PILOT_REPORT_INVALID: "A pilot report is none that this release can take in; nothing was recorded.",
  PORT_IN_USE: "A port that was asked for is already in use.",
  PROJECT_MISSING: "The folder holds no Pulumi project that names a Kijun baseline.",
  RESULT_INVALID: "A result file of a check is not what it should be, or does not agree with itself.",
  RESULTS_NOT_COMPARABLE: "Results of checks cannot be put together, because they do not speak of the same thing.",
  SETTING_UNKNOWN: "No setting area or property of that name exists.",
  STACK_LOCKED: "Another run is at work on the stack, or one that ended on another computer left it locked.",
  STATE_CORRUPTED: "A state file cannot be read as what it should be.",
  WRONG_MACHINE: "The machine that answers at an address is not the declared one; nothing was read or changed.",
} as const;

export type ErrorCode = keyof typeof errorTable;

/** One thing wrong in a declaration: where it is, what stands there, what would be right. */
export interface Issue {
  /** The declaring file as a person opens it, or the name of the program. */
  readonly file: string;
  /** Dotted path from the root of that file's declaration to the value. */
  readonly path: string;
  /** The offending value as JSON text; absent when the value itself is missing. */
  readonly value?: string;
  /** A sentence that says what is wrong and what would be right. */
  readonly message: string;
}

/** The base class of all errors that Kijun raises on purpose. Match on `code`, never on the text. */
export class KijunError extends Error {
  override readonly name = "KijunError";
  readonly code: ErrorCode;
  /** What the reader can do next, as one sentence. */
  readonly hint: string;
  readonly issues: readonly Issue[];

  constructor(code: ErrorCode, message: string, options: { hint: string; issues?: readonly Issue[]; cause?: unknown }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
    this.issues = options.issues ?? [];
  }

  /** Collects all issues of one load of a declaration into one error, so that a person mends them in one go. */
  static forIssues(all: readonly Issue[]): KijunError {
    return KijunError.forIssuesIn("the declaration", all, {
      code: "BASELINE_INVALID",
      hint: "Correct each place named above, then run the command again; nothing was read or changed.",
    });
  }

  /** The same for another load: what was loaded, in words, with the code and the next step. */
  static forIssuesIn(
    what: string,
    all: readonly Issue[],
    { code, hint }: { readonly code: ErrorCode; readonly hint: string },
  ): KijunError {
    // Classes share values, so one wrong place may be met once for each.
    const issues = [...new Map(all.map((issue) => [formatIssue(issue), issue])).values()];
    const places = issues.map(formatIssue).join("\n");
    return new KijunError(code, `${String(issues.length)} problem(s) in ${what}:\n${places}`, { hint, issues });
  }
}

function formatIssue(issue: Issue): string {
  const value = issue.value === undefined ? "" : ` = ${issue.value}`;
  const place = `${issue.path}${value}`;
  return [`  ${issue.file}`, ...(place === "" ? [] : [place]), issue.message].join(": ");
}
