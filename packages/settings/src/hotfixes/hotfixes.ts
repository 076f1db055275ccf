import { ABSENT } from "@kijun/core";
import type { CanonicalArea, Direction, Scalar } from "@kijun/core";
import { z } from "zod";

import { defineArea } from "../form/setting-area.js";
import type { PropertyMeta } from "../form/setting-area.js";

const hotfixesSchema = z.strictObject({
  updates: z
    .record(
      z.string().regex(/^KB\d{6,8}$/, "must be the number of an update: KB5044285"),
      z.enum(["installed", ABSENT]).meta({
        label: { ja: "更新プログラム", en: "update" },
        windowsKey: "HotFixID",
        source:
          "Of component based servicing only; an update that a later one replaced is no longer there. Microsoft Learn, Win32_QuickFixEngineering class",
      } satisfies PropertyMeta),
    )
    .optional(),
  minimumRevision: z
    .record(
      z.string().regex(/^\d{5}$/, "must be the build of a Windows, five digits: 26100"),
      z
        .number()
        .int()
        .min(1)
        .max(99_999)
        .meta({
          label: { ja: "最低リビジョン (UBR)", en: "lowest revision (UBR) of this build" },
          windowsKey: "UBR",
          source: "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion. Microsoft Learn, Windows release information",
        } satisfies PropertyMeta),
    )
    .optional(),
});

type Declared = z.output<typeof hotfixesSchema>;

const factsSchema = z.object({
  installed: z.record(z.string(), z.literal(true)),
  build: z.string(),
  revision: z.number().int(),
});

type Facts = z.output<typeof factsSchema>;

export const hotfixes = defineArea({
  id: "hotfixes",
  title: { ja: "更新プログラムの適用状況", en: "installed updates" },
  schema: hotfixesSchema,
  facts: factsSchema,
  readOnly: true,
  observed: true,
  format: ({ updates, minimumRevision }) => ({
    ...(updates === undefined ? {} : { updates }),
    ...(minimumRevision === undefined ? {} : { minimumRevision }),
  }),
  parse: (canonical) => hotfixesSchema.parse(canonical),
  fromWindows(facts, desired) {
    const { updates, minimumRevision } = declaredOf(desired);
    return {
      ...(updates === undefined
        ? {}
        : { updates: mapped(updates, (_, kb) => (facts.installed[kb] === true ? "installed" : ABSENT)) }),
      ...(minimumRevision === undefined
        ? {}
        : {
            minimumRevision: mapped(minimumRevision, (lowest, build) =>
              liveRevision(facts, lowest, build, minimumRevision),
            ),
          }),
    };
  },
  toWindows: (desired) => {
    const { updates = {}, minimumRevision = {} } = declaredOf(desired);
    return { updates, minimumRevision };
  },
  readRequest: (desired) => ({ names: Object.keys(declaredOf(desired).updates ?? {}) }),
  direction: directionOf,
});

/** A declared expectation stays as it is in its canonical form. */
function declaredOf(desired: CanonicalArea): Declared {
  return hotfixesSchema.parse(desired);
}

function mapped<From>(map: { readonly [name: string]: From }, change: (value: From, name: string) => Scalar) {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, change(value, name)]));
}

/** Nothing is known against a revision of another build; a machine whose build is not declared meets none of them. */
function liveRevision(
  { build, revision }: Facts,
  lowest: number,
  declaredBuild: string,
  declared: { readonly [build: string]: number },
): Scalar {
  if (!Object.hasOwn(declared, build)) return `build ${build} is not declared`;
  return build !== declaredBuild || revision >= lowest ? lowest : revision;
}

/** A later revision holds the earlier ones' corrections. Whether a single update is wanted or feared, nobody can say here. */
function directionOf([group]: readonly string[], live: Scalar, desired: Scalar): Direction {
  if (live === desired) return "neutral";
  if (group !== "minimumRevision" || typeof live !== "number" || typeof desired !== "number") return "unknown";
  return desired > live ? "hardening" : "weakening";
}
