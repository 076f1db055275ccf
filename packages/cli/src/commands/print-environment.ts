import { Option } from "commander";

import type { CommandLine, Session } from "../command-line/command-line.js";
import { requireEngine } from "../engine/find-engine.js";
import { isProject, readProject } from "../project/project.js";
import { runningFleet } from "../project/simulated-fleet.js";
import { engineVariables } from "../pulumi/engine-environment.js";
import { SHELLS, shellLines } from "../pulumi/shell-lines.js";
import type { Shell } from "../pulumi/shell-lines.js";

/** `kijun env` */
export function addEnvironment(line: CommandLine): void {
  line
    .command(
      line.program,
      "env",
      { ja: "pulumi を直接使うための環境変数を表示する", en: "prints the environment that plain pulumi needs" },
      process.platform === "win32"
        ? "kijun env --shell powershell | Out-String | Invoke-Expression"
        : 'eval "$(kijun env)"',
    )
    .addOption(
      new Option("--shell <shell>", line.text({ ja: "出力の書式", en: "syntax to print" }))
        .choices(SHELLS)
        .default(process.platform === "win32" ? "powershell" : "sh"),
    )
    .option("--json", line.text({ ja: "--shell json と同じ", en: "the same as --shell json" }))
    .action((options: { shell: Shell; json?: boolean }) =>
      line.run((session) => print(session, options.json === true ? "json" : options.shell)),
    );
}

async function print(session: Session, shell: Shell): Promise<number> {
  const { environment, home, projectFolder, projectNamed, fleetFolder, output } = session;
  const project = projectNamed || isProject(projectFolder) ? readProject(projectFolder) : undefined;
  const [engine, fleet] = await Promise.all([requireEngine(environment), runningFleet(fleetFolder, environment)]);
  const stacks = project === undefined ? undefined : { folder: project.folder };
  output.result(shellLines(engineVariables({ engine, home, stacks, fleet, environment }), shell));
  return 0;
}
