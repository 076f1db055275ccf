/** The shells whose syntax an environment can be printed in. */
export const SHELLS = ["sh", "powershell", "json"] as const;
export type Shell = (typeof SHELLS)[number];

/** An environment as text that the shell evaluates, one variable a line; as one document for `json`. */
export function shellLines(variables: Readonly<Record<string, string>>, shell: Shell): string {
  const entries = Object.entries(variables);
  switch (shell) {
    case "sh":
      return entries.map(([name, value]) => `export ${name}=${quoteForSh(value)}`).join("\n");
    case "powershell":
      return entries.map(([name, value]) => `\${env:${name}} = ${quoteForPowerShell(value)}`).join("\n");
    case "json":
      return JSON.stringify(variables, null, 2);
  }
}

function quoteForSh(value: string): string {
  return `'${value.replaceAll("'", `'\\''`)}'`;
}

/** PowerShell takes the typographic single quotes for ' as well, and each is written by doubling it. */
function quoteForPowerShell(value: string): string {
  return `'${value.replace(/['\u2018\u2019\u201a\u201b]/g, "$&$&")}'`;
}
