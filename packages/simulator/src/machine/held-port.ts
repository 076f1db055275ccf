import { once } from "node:events";
import { connect, createServer } from "node:net";
import type { Socket } from "node:net";

const LOOPBACK = "127.0.0.1";

/**
 * Keeps a port of the loopback address from being given to somebody else while nothing listens there: a connection to it
 * is refused, as by a machine that is off. The port is the near end of a connection, which the system does not give twice.
 *
 * @returns gives the port up, for whoever listens there next
 */
export async function holdPort(port: number): Promise<() => void> {
  const sink = createServer().listen(0, LOOPBACK);
  sink.unref();
  await once(sink, "listening");
  const accepted = once(sink, "connection");
  const address = sink.address();
  if (address === null || typeof address === "string") throw new Error("the sink has no port");
  const holder = connect({ port: address.port, host: LOOPBACK, localPort: port, localAddress: LOOPBACK });
  holder.unref();
  const [[peer]] = (await Promise.all([accepted, once(holder, "connect")])) as [[Socket], unknown];
  peer.on("error", () => undefined).unref();
  sink.close();
  return () => {
    // A reset leaves nothing behind that would keep the port from its next owner.
    holder.resetAndDestroy();
    peer.destroy();
  };
}
