import { isAbsent, parseUnreadable } from "@kijun/core";
import type { Direction, Scalar } from "@kijun/core";

/**
 * Direction of a change in a value that has an order of safety. `safety` gives a number that grows with safety, or
 * undefined for a value it cannot place, which makes the direction unknown.
 */
export function directionBySafety(
  live: Scalar,
  desired: Scalar,
  safety: (value: Scalar) => number | undefined,
): Direction {
  if (parseUnreadable(live) !== undefined) return "unknown";
  const from = safety(live);
  const to = safety(desired);
  if (from === undefined || to === undefined) return "unknown";
  if (from === to) return "neutral";
  return to > from ? "hardening" : "weakening";
}

/** Safety of a switch whose safe position is known; a switch that is absent is taken as off. */
export function safetyOfSwitch(safePosition: boolean): (value: Scalar) => number | undefined {
  return (value) => {
    const on = isAbsent(value) ? false : value;
    if (typeof on !== "boolean") return undefined;
    return on === safePosition ? 1 : 0;
  };
}

/** Direction of a change in a list of which every entry does the same: what is only added or only taken away has one. */
export function directionOfList(
  live: readonly string[],
  desired: readonly string[],
  adding: "hardening" | "weakening",
): Direction {
  const gains = desired.some((entry) => !live.includes(entry));
  const loses = live.some((entry) => !desired.includes(entry));
  if (gains && loses) return "unknown";
  if (!gains && !loses) return "neutral";
  return gains === (adding === "hardening") ? "hardening" : "weakening";
}
