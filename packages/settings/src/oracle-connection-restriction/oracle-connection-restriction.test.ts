import { expect } from "chai";

import { machine } from "../form/machine-states.js";
import { processAt } from "../form/process-store.live.js";
import { oracleConnectionRestriction as area } from "./oracle-connection-restriction.js";
import { oracleConnectionRestrictionLive } from "./oracle-connection-restriction.live.js";

const desired = area.format({
  defaultPort: { probe: "port", protocol: "tcp", port: 1521, read: "state", expect: "not-listening" },
  settings: { 接続ポート: { probe: "port", protocol: "tcp", port: 15_210, read: "process", expect: "tnslsnr.exe" } },
});

function found(port: number) {
  const state = machine({
    processes: { "8": processAt("tnslsnr.exe") },
    listeners: { one: { protocol: "tcp", port, address: "0.0.0.0", processId: 8 } },
  });
  return area.fromWindows(oracleConnectionRestrictionLive.read(state, area.readRequest(desired)), desired);
}

describe("Oracle connection restriction", () => {
  it("is as it should be where nothing listens on the default port and the listener on its own", () => {
    expect(found(15_210)).to.deep.equal(desired);
  });

  it("shows a listener that is back on the default port", () => {
    expect(found(1521)["defaultPort"]).to.equal("listening via port protocol tcp, port 1521, read state");
    expect(area.direction(["defaultPort"], "listening via x", "not-listening via x")).to.equal("hardening");
  });
});
