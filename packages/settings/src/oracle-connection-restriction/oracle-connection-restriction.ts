import { z } from "zod";

import { defineProbeArea } from "../form/probe/probe-area.js";
import { probe, probeOfWords, probes } from "../form/probe/probe-schema.js";

/** From the less safe to the safer. */
const PORT_STATES = ["listening", "not-listening"] as const;

/** Oracle接続制限ツール. Nothing of it is public but what it is there for: that Oracle does not listen on its default port. */
export const oracleConnectionRestriction = defineProbeArea({
  id: "oracle-connection-restriction",
  title: { ja: "Oracle接続制限ツール", en: "Oracle connection restriction tool" },
  schema: z.strictObject({
    defaultPort: probeOfWords(
      {
        label: { ja: "Oracle接続の初期設定ポート", en: "default port of Oracle" },
        source: "1521: Oracle Database Net Services Reference",
        claims: ["listener-of-each-home"],
      },
      PORT_STATES,
    ).optional(),
    settings: probes(
      probe({
        label: { ja: "Oracle接続制限ツールの確認項目", en: "fact about the Oracle connection restriction tool" },
        source: "Where it is found is in the manual of J-LIS (手引書) only; docs/probes.md",
      }),
    ).optional(),
  }),
  safety: ([first]) => (first === "defaultPort" ? PORT_STATES : undefined),
});
