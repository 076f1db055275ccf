import { KijunError } from "@kijun/core";

import { checkDeclaration } from "../checking/check-declaration.js";
import { checkLive } from "../checking/check-live.js";
import { addCheckOptions } from "../checking/check-options.js";
import type { CheckOptions } from "../checking/check-options.js";
import type { CommandLine } from "../command-line/command-line.js";
import { addTraceOption } from "../run/trace-option.js";

interface WhatToCheck extends CheckOptions {
  readonly live?: boolean;
}

/** `kijun check` */
export function addCheck(line: CommandLine): void {
  const description = {
    ja: "宣言（--liveでは機器）を点検項目に照らして判定する（何も変更しない）",
    en: "judges the declaration, with --live machines, by the items of the checklist; changes nothing",
  };
  const command = line
    .command(line.program, "check", description, "kijun check\n  kijun check --live --site kita-ward")
    .option("--live", line.text({ ja: "今読み取って判定する", en: "read the machines now and judge them" }));
  addTraceOption(line, addCheckOptions(line, command)).action((options: WhatToCheck) =>
    line.run((session) => {
      if (options.live !== true) {
        if (options.trace === undefined) return checkDeclaration(session, options);
        throw new KijunError("ARGUMENT_INVALID", "--trace is about messages of machines, and none is asked", {
          hint: "Give --live to read machines now, or leave --trace out.",
        });
      }
      if (options.format !== "sarif") return checkLive(session, options);
      throw new KijunError(
        "ARGUMENT_INVALID",
        "--format sarif is about lines of a declaration, which machines have not",
        {
          hint: "Leave --live out, or choose --format junit.",
        },
      );
    }),
  );
}
