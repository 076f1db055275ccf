import { entriesOf, isAbsent, valueAt } from "@kijun/core";
import type { MeasuredPart } from "@kijun/checklist";
import { OTHERS, parseFirewallRule } from "@kijun/settings";

import { observe, overAreas, PASS, undeclared } from "../judging/area-view.js";
import type { AreaRule, Verdict } from "../judging/area-view.js";
import { unchanged } from "../judging/unchanged.js";

const LISTENS: Verdict = {
  outcome: "fail",
  reason: { ja: "Oracle接続の初期設定ポートが待ち受けている", en: "the default port of Oracle is listening" },
};
const LETS_IN: Verdict = {
  outcome: "fail",
  reason: {
    ja: "Oracle接続の初期設定ポートへの受信を許可する規則がある",
    en: "the rule lets connections to the default port of Oracle in",
  },
};

/** Nothing listens on the port. */
const isSilent: AreaRule = (view) => {
  const name = `tcp ${String(view.parameters["oracleDefaultPort"])}`;
  if (valueAt(view.declared, [name]) === undefined) return [undeclared(view, name, "absent")];
  return [observe(view, [name], (held) => (isAbsent(held) ? PASS : LISTENS))];
};

/** No rule lets in what the tool is there to keep out. */
const isKeptOut: AreaRule = (view) => {
  const port = Number(view.parameters["oracleDefaultPort"]);
  return entriesOf(view.declared)
    .filter(({ path: [name] }) => name !== OTHERS)
    .map(({ path }) => observe(view, path, (held) => (!isAbsent(held) && letsIn(String(held), port) ? LETS_IN : PASS)));
};

function letsIn(line: string, port: number): boolean {
  const { enabled, direction, action, protocol, localPorts } = parseFirewallRule(line);
  if (!enabled || direction !== "in" || action !== "allow") return false;
  if (protocol === "any") return true;
  return protocol === "tcp" && (localPorts.length === 0 || localPorts.some((text) => covers(text, port)));
}

/** A port or a range of ports; which ports a keyword stands for is known to Windows only. */
function covers(text: string, port: number): boolean {
  const [first = NaN, last = first] = text.split("-").map(Number);
  return first <= port && port <= last;
}

/** CS10: Oracle接続の初期設定ポート. */
export const oraclePortClosed: MeasuredPart = {
  id: "oracle-port",
  kind: "no-trace",
  title: { ja: "Oracle接続の初期設定ポート", en: "default port of Oracle" },
  severity: "high",
  answeredByDeclaration: true,
  remediation: {
    ja: "手引書に従い、Oracle接続制限ツールを適用し直す（Grid Infrastructureのリスナーも含む）。",
    en: "apply the tool again as its manual says, also to the listener of Grid Infrastructure.",
  },
  ...overAreas({
    "oracle-connection-restriction": [unchanged],
    "listening-ports": [isSilent],
    "firewall-rules": [isKeptOut],
  }),
};
