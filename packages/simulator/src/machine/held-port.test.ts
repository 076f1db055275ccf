import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { expect } from "chai";

import { holdPort } from "./held-port.js";

async function freePort(port = 0): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const free = (server.address() as AddressInfo).port;
  await new Promise((resolve) => server.close(resolve));
  return free;
}

/** What the kernel says of the sockets whose near end is a port: 01 is a connection, 0A one that listens. */
function socketStates(port: number): string[] {
  const near = port.toString(16).toUpperCase().padStart(4, "0");
  const rows = readFileSync("/proc/net/tcp", "utf8").trim().split("\n").slice(1);
  return rows
    .map((row) => row.trim().split(/\s+/u))
    .flatMap(([, local, , state]) => (local?.endsWith(`:${near}`) === true ? [state ?? ""] : []));
}

describe("holdPort", () => {
  it("refuses connections, and leaves the port to its next owner once it is given up", async () => {
    const port = await freePort();
    const release = await holdPort(port);
    const refusal: unknown = await fetch(`http://127.0.0.1:${String(port)}`).catch((error: unknown) => error);
    expect(refusal).to.have.nested.property("cause.code", "ECONNREFUSED");
    release();
    expect(await freePort(port)).to.equal(port);
  });

  it("has the port taken in the system's eyes, so that it is given to nobody else", async function () {
    if (process.platform !== "linux") this.skip();
    const port = await freePort();
    const release = await holdPort(port);
    expect(socketStates(port)).to.include("01");
    release();
    expect(socketStates(port)).not.to.include("01");
  });
});
