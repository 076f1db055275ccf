import { z } from "zod";

import { defineProbeArea } from "../form/probe/probe-area.js";
import { probe, probeName, probes } from "../form/probe/probe-schema.js";

/** Every product whose facts are probes and that has no area of its own, by the name that people use. */
export const vendorSoftware = defineProbeArea({
  id: "vendor-software",
  title: { ja: "ベンダー製ソフトウェア", en: "vendor software" },
  schema: z.record(
    probeName,
    probes(
      probe({
        label: { ja: "製品の確認項目", en: "fact about a product" },
        source: "The manual that the declaration names; docs/probes.md",
      }),
    ),
  ),
});
