/** Variables by which the provider is told where things are. */
const TOLD = ["KIJUN_HOME", "KIJUN_ROUTES", "KIJUN_CREDENTIALS"] as const;

/**
 * Tells the provider's code in this process what a provider in a process of its own is told, and `also` what only it is told.
 */
export function tellProviderCode(
  environment: NodeJS.ProcessEnv,
  also: Readonly<Record<string, string | undefined>> = {},
): void {
  const told = { ...Object.fromEntries(TOLD.map((name) => [name, environment[name]])), ...also };
  for (const [name, value] of Object.entries(told)) if (value !== undefined) process.env[name] = value;
}
