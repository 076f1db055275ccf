import { defineProbeArea } from "../form/probe/probe-area.js";
import { probe, probes } from "../form/probe/probe-schema.js";

/** 業務アプリケーションソフト that J-LIS distributes: which version of each a machine has. */
export const applicationVersion = defineProbeArea({
  id: "application-version",
  title: { ja: "業務アプリケーションの版", en: "version of business applications" },
  schema: probes(
    probe({
      label: { ja: "業務アプリケーションの版", en: "version of a business application" },
      source: "Where it is found is in the notice or manual of J-LIS only; docs/probes.md",
    }),
  ),
});
