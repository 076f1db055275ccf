import { dayInTokyo } from "@kijun/core";
import { today } from "@kijun/provider/fleet";

/** A moment: the instant (ISO 8601, UTC) and its day in Asia/Tokyo. */
export interface Moment {
  readonly instant: string;
  readonly day: string;
}

/** Now. While the fleet is looked at as of another day (`KIJUN_AS_OF`), noon of that day. Errors: ARGUMENT_INVALID. */
export function momentOf(environment: NodeJS.ProcessEnv): Moment {
  if (environment["KIJUN_AS_OF"]) {
    const day = today(environment);
    return { instant: `${day}T03:00:00Z`, day };
  }
  const instant = new Date().toISOString();
  return { instant, day: dayInTokyo(instant) };
}
