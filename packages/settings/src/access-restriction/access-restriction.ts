import { defineProbeArea } from "../form/probe/probe-area.js";
import { probe, probes } from "../form/probe/probe-schema.js";

/** アクセス制限ツール. Nothing of it is public; what it restricts, it restricts for one account, which a probe can name. */
export const accessRestriction = defineProbeArea({
  id: "access-restriction",
  title: { ja: "アクセス制限ツール", en: "access restriction tool" },
  schema: probes(
    probe({
      label: { ja: "アクセス制限ツールの確認項目", en: "fact about the access restriction tool" },
      source: "Where it is found is in the manual of J-LIS (手引書) only; docs/probes.md",
    }),
  ),
});
