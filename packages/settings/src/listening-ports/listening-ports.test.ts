import type { CanonicalArea } from "@kijun/core";
import { expect } from "chai";

import { machine } from "../form/machine-states.js";
import type { ListenerState } from "../form/listener-store.live.js";
import type { ProcessState } from "../form/process-store.live.js";
import { listeningPorts } from "./listening-ports.js";
import { listeningPortsLive } from "./listening-ports.live.js";

const processes: Record<string, ProcessState> = {
  "4": { name: "System", path: null },
  "700": { name: "lsass.exe", path: null },
  "800": { name: "lsass.exe", path: "C:\\temp\\lsass.exe" },
  "900": { name: "tnslsnr.exe", path: "C:\\app\\oracle\\bin\\tnslsnr.exe" },
};

type Socket = readonly [protocol: ListenerState["protocol"], address: string, port: number, processId: number];

function liveOf(sockets: readonly Socket[], declared: object): CanonicalArea {
  const listeners = Object.fromEntries(
    sockets.map(([protocol, address, port, processId], index) => [
      String(index),
      { protocol, address, port, processId },
    ]),
  );
  const desired = listeningPorts.format(declared);
  const request = listeningPorts.readRequest(desired);
  return listeningPorts.fromWindows(listeningPortsLive.read(machine({ processes, listeners }), request), desired);
}

describe("listening-ports", () => {
  it("is one line per port, and compares what is declared of it", () => {
    const declared = { "tcp 15210": { processes: ["TNSLSNR.exe"], reach: "network" }, "tcp 1521": "absent" };
    expect(listeningPorts.format(declared)).to.deep.equal({
      "tcp 15210": "processes tnslsnr.exe, reach network",
      "tcp 1521": "absent",
    });
    expect(liveOf([["tcp", "::", 15_210, 900]], declared)).to.deep.equal(listeningPorts.format(declared));
    expect(liveOf([["tcp", "::", 1521, 900]], declared)["tcp 1521"]).to.equal("processes tnslsnr.exe, reach network");
  });

  it("tells a port that only the machine itself reaches from one that others reach, in both address families", () => {
    const reach = (...addresses: string[]) =>
      liveOf(
        addresses.map((address) => ["tcp", address, 1521, 900] as const),
        { "tcp 1521": { reach: "network" } },
      )["tcp 1521"];
    expect(reach("127.0.0.1", "::1")).to.equal("reach loopback");
    expect(reach("127.0.0.1", "::")).to.equal("reach network");
    expect(reach("192.0.2.1")).to.equal("reach network");
  });

  it("counts among the others neither what only the machine reaches nor Windows' own ports of chance", () => {
    const sockets: Socket[] = [
      ["udp", "127.0.0.1", 5000, 900],
      ["tcp", "0.0.0.0", 49_664, 700],
      ["tcp", "0.0.0.0", 49_665, 800],
      ["tcp", "0.0.0.0", 5985, 4],
      ["tcp", "::", 5985, 4],
    ];
    expect(liveOf(sockets, { "*": "absent" })).to.deep.equal({ "*": '"tcp 49665 (lsass.exe)", "tcp 5985 (system)"' });
    expect(
      liveOf(sockets, { "tcp 5985": { processes: ["system"] }, "tcp 49665": "absent", "*": "absent" })["*"],
    ).to.equal("absent");
  });

  it("does not know the process that is gone, and counts its port all the same", () => {
    const sockets: Socket[] = [["tcp", "0.0.0.0", 49_700, 9999]];
    expect(liveOf(sockets, { "tcp 49700": { reach: "network" } })["tcp 49700"]).to.equal(
      "unreadable: PROCESS_UNKNOWN (tcp 49700)",
    );
    expect(liveOf(sockets, { "*": "absent" })["*"]).to.equal('"tcp 49700 (?)"');
  });

  it("refuses what is no protocol with a port", () => {
    const isAccepted = (name: string) => listeningPorts.schema.safeParse({ [name]: "absent" }).success;
    expect(["1521", "tcp 0", "tcp 65536", "TCP 80", "icmp 8"].filter(isAccepted)).to.deep.equal([]);
    expect(["tcp 1", "udp 65535"].filter(isAccepted)).to.have.length(2);
  });
});
