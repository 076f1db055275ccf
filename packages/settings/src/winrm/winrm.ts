import { isAbsent, unreadable } from "@kijun/core";
import type { CanonicalArea, Scalar } from "@kijun/core";
import { z } from "zod";

import { defineRegistryArea, registryShape } from "../form/registry-area.js";
import type { RegistryProperties } from "../form/registry-area.js";
import { ONCE_EACH_IS_RIGHT } from "../form/schema-property.js";
import { defineArea } from "../form/setting-area.js";
import type { PropertyMeta } from "../form/setting-area.js";
import { eachOnce, listenerSchema, listenerText, storedListener } from "./winrm-listener.js";
import { LOCAL, winrmProperties } from "./winrm-properties.js";

const title = { ja: "WinRM サービス", en: "WinRM service" };
/** Its registry values, without the listeners. */
export const winrmValues = defineRegistryArea({ id: "winrm", title, properties: winrmProperties });

const winrmSchema = z
  .strictObject({
    ...registryShape(winrmProperties),
    listeners: z
      .array(listenerSchema)
      .refine(eachOnce, "must name each transport and address once")
      .readonly()
      .optional()
      .meta({
        label: { ja: "リスナー", en: "listeners" },
        windowsKey: `HKLM\\${LOCAL}\\Listener`,
        source:
          "All that are stored on the machine; those of policy are not among them. Microsoft Learn, Installation and configuration for Windows Remote Management",
        claims: ["listener-keys"],
      } satisfies PropertyMeta),
  })
  .superRefine((declared, context) => {
    const filter = declared.ipv4Filter === undefined ? "ipv6Filter" : "ipv4Filter";
    if (declared.autoConfig === false && declared[filter] !== undefined)
      context.addIssue({ code: "custom", path: [filter], message: "has no effect while autoConfig is false" });
  }, ONCE_EACH_IS_RIGHT);

const numberSchema = z.object({ kind: z.string(), value: z.unknown() });
const factsSchema = z.object({
  values: z.unknown(),
  listeners: z.record(z.string(), z.object({ Port: numberSchema.optional(), enabled: numberSchema.optional() })),
});

type Facts = z.output<typeof factsSchema>;

const NO_LISTENER = "none";

/**
 * Read and judged only: Kijun's own line runs over this service, and what is wrong with it is mended by hand, with the line
 * in view.
 */
export const winrm = defineArea({
  id: "winrm",
  title,
  schema: winrmSchema,
  readOnly: true,
  facts: factsSchema,
  format({ listeners, ...others }) {
    const entries = Object.entries(others).filter((entry): entry is [string, Scalar] => entry[1] !== undefined);
    return { ...Object.fromEntries(entries), ...(listeners === undefined ? {} : { listeners: listText(listeners) }) };
  },
  parse(canonical) {
    const { listeners } = canonical;
    return winrmSchema.parse(listeners === undefined ? canonical : { ...canonical, listeners: listOf(listeners) });
  },
  fromWindows: (facts, desired) => ({
    ...asShipped(winrmValues.fromWindows({ values: facts.values }, withoutListeners(desired))),
    ...(desired["listeners"] === undefined ? {} : { listeners: liveListeners(facts) }),
  }),
  toWindows(desired, differing) {
    const { listeners } = desired;
    const differs = differing.some(([first]) => first === undefined || first === "listeners");
    return {
      ...winrmValues.toWindows(withoutListeners(desired), differing),
      ...(listeners === undefined || !differs
        ? {}
        : { listeners: listOf(listeners).map((text) => ({ ...storedListener(text) })) }),
    };
  },
  readRequest: (desired) => winrmValues.readRequest(withoutListeners(desired)),
  direction: (path, live, desired) =>
    path[0] === "listeners" ? (live === desired ? "neutral" : "unknown") : winrmValues.direction(path, live, desired),
});

/** Nobody writes what the service does by itself, so a switch that is not stored is the position that it ships in. */
function asShipped(live: CanonicalArea): CanonicalArea {
  const table: RegistryProperties = winrmProperties;
  return Object.fromEntries(
    Object.entries(live).map(([name, value]) => {
      const shipped = table[name]?.whenAbsent;
      return [name, isAbsent(value) && typeof shipped === "boolean" ? shipped : value];
    }),
  );
}

function listText(listeners: readonly string[]): string {
  return listeners.length === 0 ? NO_LISTENER : [...new Set(listeners)].sort().join(", ");
}

function listOf(text: CanonicalArea[string]): string[] {
  return typeof text !== "string" || text === NO_LISTENER ? [] : text.split(", ");
}

function liveListeners({ listeners }: Facts): string {
  const strange = Object.entries(listeners).flatMap(([key, values]) =>
    Object.entries(values).flatMap(([name, stored]) => (stored?.kind === "DWord" ? [] : [`${key}.${name}`])),
  );
  const [first] = strange.sort();
  if (first !== undefined) return unreadable("VALUE_UNKNOWN", first);
  const number = (stored: z.output<typeof numberSchema> | undefined): number | undefined =>
    stored === undefined ? undefined : z.number().parse(stored.value);
  return listText(
    Object.entries(listeners).map(([key, { Port, enabled }]) =>
      listenerText(key, { port: number(Port), enabled: number(enabled) }),
    ),
  );
}

function withoutListeners(desired: CanonicalArea): CanonicalArea {
  return Object.fromEntries(Object.entries(desired).filter(([name]) => name !== "listeners"));
}
