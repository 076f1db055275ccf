import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { ProviderBench } from "./provider-bench.js";
import { failureOf } from "./stock-provider.js";

const areas = { accountLockout: { thresholdAttempts: 5, durationMinutes: 15, resetCounterAfterMinutes: 15 } };

describe("machines that do not answer", function () {
  this.timeout(60_000);
  let bench: ProviderBench;

  beforeEach(() => (bench = new ProviderBench()));
  afterEach(() => bench.dispose());

  it("are waited for all at the same time, more of them than there are places", async () => {
    const hosts = Array.from({ length: 60 }, (_, index) => `KITA-T${String(index + 1).padStart(3, "0")}`);
    for (const host of hosts) await bench.addMachine(host);
    const silent = hosts.slice(0, -1);
    for (const host of silent) await bench.machines.get(host)?.fallInto({ kind: "silent" });
    const stock = await bench.startRun();
    for (const host of hosts) bench.declare(host, areas, { dryRun: false });
    const readings = await Promise.all(hosts.map((host) => stock.read(host, bench.outputs(host))));
    expect(readings.at(-1)?.inputs["reading"]).to.equal("complete");
    for (const { inputs } of readings.slice(0, -1))
      expect(inputs["reading"]).to.match(/^unreachable: WINRM_CONNECT_TIMEOUT/);
    const waits = bench.journal.flatMap((entry) =>
      entry.kind === "span" && entry.part === "wire" && silent.includes(entry.host) ? [entry] : [],
    );
    expect(waits).to.have.lengthOf(silent.length);
    const lastStart = Math.max(...waits.map(({ start }) => start));
    const firstEnd = Math.min(...waits.map(({ end }) => end));
    expect(lastStart, "the last wait begins before the first one ends").to.be.below(firstEnd);
  });

  it("end at the deadline with a cause of their own when they hang after the handshake, and hold up nobody", async () => {
    for (const host of ["KITA-T001", "KITA-T002"]) await bench.addMachine(host);
    await bench.machines.get("KITA-T001")?.fallInto({ kind: "hang" });
    const stock = await bench.startRun({ KIJUN_DEADLINE_SECONDS: "1" });
    for (const host of ["KITA-T001", "KITA-T002"]) bench.declare(host, areas);
    const hanging = await stock.read("KITA-T001", bench.outputs("KITA-T001"));
    expect(hanging.inputs["reading"]).to.equal("unreachable: WINRM_TIMEOUT, last read never");
    expect(stock.messages[0]?.text).to.match(/not done within 1 s\. .*KIJUN_DEADLINE_SECONDS/);
    expect((await stock.read("KITA-T002", bench.outputs("KITA-T002"))).inputs["reading"]).to.equal("complete");
  });

  it("are not waited for once more by the update of a run whose preview has just waited, but by a later run", async () => {
    const host = "KITA-T001";
    const machine = await bench.addMachine(host);
    await machine.fallInto({ kind: "hang" });
    const preview = await bench.startRun({ KIJUN_DEADLINE_SECONDS: "1" });
    bench.declare(host, areas);
    await preview.read(host, bench.outputs(host));
    const previewFolder = bench.runFolder;
    await machine.mend();
    const { connections } = machine.statistics;
    const update = await bench.startRun({ KIJUN_PREVIEW: previewFolder });
    bench.declare(host, areas, { dryRun: false });
    const created = failureOf(await update.create(bench.inputs(host, areas)).catch((reason: unknown) => reason));
    expect(created.message).to.include("WINRM_TIMEOUT").and.to.include("not done within 1 s");
    const { inputs } = await update.read(host, bench.outputs(host));
    expect(inputs["reading"]).to.equal("unreachable: WINRM_TIMEOUT, last read never");
    expect(machine.statistics.connections).to.equal(connections);
    const later = await bench.startRun();
    bench.declare(host, areas);
    expect((await later.read(host, bench.outputs(host))).inputs["reading"]).to.equal("complete");
  });

  it("have no last values from a file that is damaged or from the future, and a note says so once", async () => {
    const host = "KITA-T001";
    const machine = await bench.addMachine(host);
    await machine.cut();
    const folder = join(bench.home, "last-readings");
    mkdirSync(folder);
    const identity = { computerName: host, machineGuid: "g", serialNumber: "s", build: "1.1" };
    const future = JSON.stringify({ kind: "complete", identity, areas, readAt: "2999-01-01T00:00:00.000Z" });
    for (const [content, problem] of [
      ['{"kind":"complete","areas":{', "is damaged"],
      [future, "has a time in the future"],
    ] as const) {
      writeFileSync(join(folder, "kita-t001.json"), content);
      const stock = await bench.startRun();
      bench.declare(host, areas);
      const { inputs } = await stock.read(host, bench.outputs(host));
      expect(inputs["reading"]).to.equal("unreachable: WINRM_CONNECT_REFUSED, last read never");
      expect(inputs["accountLockout"]).to.equal("unreadable: WINRM_CONNECT_REFUSED");
      const notes = bench.journal.flatMap((entry) => (entry.kind === "note" ? [entry.message] : []));
      expect(notes).to.have.lengthOf(1);
      expect(notes[0]).to.include(problem);
    }
  });
});
