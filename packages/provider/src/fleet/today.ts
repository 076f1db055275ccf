/** The day a fleet is looked at: `KIJUN_AS_OF` (`YYYY-MM-DD`), else today by the local calendar. */
export function today(environment: NodeJS.ProcessEnv = process.env): string {
  const given = environment["KIJUN_AS_OF"];
  if (given !== undefined && given !== "") return given;
  const now = new Date();
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${String(now.getFullYear())}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
