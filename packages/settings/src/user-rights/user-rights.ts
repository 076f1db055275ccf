import { parseUnreadable } from "@kijun/core";
import type { CanonicalArea, Direction, Scalar } from "@kijun/core";
import { z } from "zod";

import { directionOfList } from "../form/direction.js";
import { listOf, listText } from "../form/entry-line.js";
import { principal, principalOfName, principalOfSid, principalReference } from "../form/principal.js";
import { defineArea } from "../form/setting-area.js";
import type { PropertyMeta } from "../form/setting-area.js";
import { isDenial, USER_RIGHTS } from "./user-right-names.js";
import type { UserRight } from "./user-right-names.js";

/** Who holds a right; an empty list is nobody. */
const holders = z
  .array(principal)
  .overwrite((given) => [...new Set(given)].sort())
  .optional();

type Shape = { readonly [Right in UserRight]: typeof holders };

const shape = Object.fromEntries(
  Object.entries(USER_RIGHTS).map(([right, [en, ja]]) => [
    right,
    holders.meta({
      label: { ja, en },
      windowsKey: right,
      source: "[MS-GPSB] 2.2.6; Microsoft Learn, User Rights Assignment",
    } satisfies PropertyMeta),
  ]),
);

// One entry per right of the table, each of the same type.
const userRightsSchema = z.strictObject(shape as unknown as Shape);

const factsSchema = z.object({
  /** As the security policy is exported: SIDs behind an asterisk, and names. A right that nobody holds may be missing. */
  rights: z.record(z.string(), z.array(z.string())),
  /** Names by SID of the machine's own accounts and groups, where one of them holds an asked right. */
  names: z.record(z.string(), z.string()),
});

type Facts = z.output<typeof factsSchema>;

export const userRights = defineArea({
  id: "user-rights",
  title: { ja: "ユーザー権利の割り当て", en: "user rights" },
  schema: userRightsSchema,
  readOnly: true,
  nextSteps: {
    USER_RIGHTS_MISSING: {
      ja: "セキュリティ ポリシーの書き出しに権利の割り当てがありません。管理者権限を確認し、もう一度読み取ってください。",
      en: "The exported security policy names no right: check that the account is an administrator, then read again.",
    },
  },
  facts: factsSchema,
  format: (declared) => {
    const given = Object.entries<string[] | undefined>(declared);
    return Object.fromEntries(given.flatMap(([right, list]) => (list === undefined ? [] : [[right, listText(list)]])));
  },
  parse: (canonical) => userRightsSchema.parse(mapRights(canonical, listOf)),
  fromWindows: ({ rights, names }: Facts, desired) => {
    const local = new Map(Object.entries(names));
    const text = (holder: string): string =>
      holder.startsWith("*") ? principalOfSid(holder.slice(1), local) : principalOfName(holder, local);
    return mapRights(desired, (_, right) => listText([...new Set((rights[right] ?? []).map(text))]));
  },
  toWindows: (desired, differing) => {
    const differs = (right: string): boolean => differing.some(([first]) => first === undefined || first === right);
    const wanted = Object.fromEntries(Object.entries(desired).filter(([right]) => differs(right)));
    return { rights: mapRights(wanted, (text) => listOf(text).map(principalReference)) };
  },
  readRequest: (desired) => ({ rights: Object.keys(desired) }),
  direction: ([right = ""], live, desired) => directionOf(right, live, desired),
});

function mapRights<To>(area: CanonicalArea, change: (text: string, right: string) => To): Record<string, To> {
  return Object.fromEntries(
    Object.entries(area).map(([right, text]) => {
      if (typeof text !== "string") throw new TypeError(`${right} is a list of holders in one text`);
      return [right, change(text, right)];
    }),
  );
}

/** Fewer holders of a right are safer, more of a denial are. */
function directionOf(right: string, live: Scalar, desired: Scalar): Direction {
  const [from, to] = [holdersIn(live), holdersIn(desired)];
  if (from === undefined || to === undefined) return "unknown";
  return directionOfList(from, to, isDenial(right) ? "hardening" : "weakening");
}

function holdersIn(text: Scalar): string[] | undefined {
  return typeof text === "string" && parseUnreadable(text) === undefined ? listOf(text) : undefined;
}
