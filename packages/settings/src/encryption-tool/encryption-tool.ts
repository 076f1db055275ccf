import { defineProbeArea } from "../form/probe/probe-area.js";
import { probe, probes } from "../form/probe/probe-schema.js";

/** 端末間暗号設定ツール. Nothing of it is public; the check asks whether the log of its application can be seen. */
export const encryptionTool = defineProbeArea({
  id: "encryption-tool",
  title: { ja: "端末間暗号設定ツール", en: "encryption tool" },
  schema: probes(
    probe({
      label: { ja: "端末間暗号設定ツールの確認項目", en: "fact about the encryption tool" },
      source: "Where its log is found is in the manual of J-LIS (手引書) only; docs/probes.md",
    }),
  ),
});
