import { KijunError, parseFiscalYear } from "@kijun/core";
import type { FiscalYear } from "@kijun/core";

import { checkDeclaration } from "../checking/check-declaration.js";
import { checkLive } from "../checking/check-live.js";
import { addCheckOptions } from "../checking/check-options.js";
import { checkYear } from "../checking/check-year.js";
import type { YearOptions } from "../checking/check-year.js";
import type { CommandLine } from "../command-line/command-line.js";
import { calendarDay } from "../command-line/day-argument.js";
import { addTraceOption } from "../run/trace-option.js";

interface WhatToCheck extends Omit<YearOptions, "year"> {
  readonly live?: boolean;
  readonly year?: FiscalYear;
}

/** `kijun check` */
export function addCheck(line: CommandLine): void {
  const description = {
    ja: "宣言（--liveでは機器）を点検項目に照らして判定する（何も変更しない）",
    en: "judges the declaration, with --live machines, by the items of the checklist; changes nothing",
  };
  const command = line
    .command(
      line.program,
      "check",
      description,
      "kijun check\n  kijun check --live --site kita-ward\n  kijun check --year R7",
    )
    .option("--live", line.text({ ja: "今読み取って判定する", en: "read the machines now and judge them" }))
    .option(
      "--year <year>",
      line.text({
        ja: "年次点検（R7、令和7年度、2025）。未読取の機器だけを読み、全機器を判定する",
        en: "the check of a fiscal year (R7, 2025): reads what is still to be read, judges every machine",
      }),
      parseFiscalYear,
    )
    .option(
      "--since <day>",
      line.text({
        ja: "--yearで、この日より前の読取はやり直す（既定: 年度の初日）",
        en: "with --year: make readings from before this day anew (default: first day of the year)",
      }),
      (text) => calendarDay(text, "--since"),
    )
    .option(
      "--again",
      line.text({ ja: "--yearで、対象の機器をすべて読み直す", en: "with --year: read every machine again" }),
    );
  addTraceOption(line, addCheckOptions(line, command)).action((options: WhatToCheck) =>
    line.run((session) => {
      refuseContradictions(options);
      const { year, live } = options;
      if (year !== undefined) return checkYear(session, { ...options, year });
      return live === true ? checkLive(session, options) : checkDeclaration(session, options);
    }),
  );
}

/** Options that say two things at once, or nothing in this combination. */
function refuseContradictions({ year, live, since, again, trace, format, area }: WhatToCheck): void {
  const refuse = (isRefused: boolean, message: string, hint: string): void => {
    if (isRefused) throw new KijunError("ARGUMENT_INVALID", message, { hint });
  };
  const asksMachines = live === true || year !== undefined;
  refuse(
    live === true && year !== undefined,
    "--live and --year say two things",
    "Give --live to read machines now, or --year YEAR for the check of a fiscal year.",
  );
  refuse(
    year === undefined && (since !== undefined || again === true),
    "--since and --again belong to the check of a year",
    "Give --year YEAR too: kijun check --year R7 --again",
  );
  refuse(
    year !== undefined && area !== undefined,
    "--area leaves items out, and the check of a year has all",
    "Leave --area out, or give --live instead.",
  );
  refuse(
    !asksMachines && trace !== undefined,
    "--trace is about messages of machines, and none is asked",
    "Give --live to read machines now, or leave --trace out.",
  );
  refuse(
    asksMachines && format === "sarif",
    "--format sarif is about lines of a declaration, which machines have not",
    "Leave --live and --year out, or choose --format junit.",
  );
}
