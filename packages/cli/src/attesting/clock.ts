import { today } from "@kijun/provider/fleet";

/** A moment: the instant (ISO 8601, UTC) and its day in Asia/Tokyo. */
export interface Moment {
  readonly instant: string;
  readonly day: string;
}

/** Now. While the fleet is looked at as of another day (`KIJUN_AS_OF`), noon of that day. Errors: ARGUMENT_INVALID. */
export function momentOf(environment: NodeJS.ProcessEnv): Moment {
  const now = new Date();
  const day = today(environment, now);
  return { instant: environment["KIJUN_AS_OF"] ? `${day}T03:00:00Z` : now.toISOString(), day };
}
