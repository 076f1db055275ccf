import { X509Certificate } from "node:crypto";
import { connect as connectTcp, isIP, type Socket } from "node:net";
import { checkServerIdentity, connect as connectTls, type TLSSocket } from "node:tls";
import { type Endpoint, hostAndPort } from "../endpoint.js";
import { cancelled, WinRMError } from "../winrm-error.js";

export interface DialOptions {
  /** limit for TCP and TLS together, in milliseconds */
  timeoutMs: number;
  signal?: AbortSignal | undefined;
}

export interface DialedSocket {
  socket: Socket;
  /** DER of the server's certificate, over TLS */
  certificate?: Buffer;
}

const NETWORK_ERRORS = new Set([
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EHOSTDOWN",
  "EADDRNOTAVAIL",
  "ECONNRESET",
  "EPIPE",
  "ECONNABORTED",
]);

function errorCode(error: Error): string {
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return inner instanceof Error && "code" in inner ? String(inner.code) : "";
}

function connectError(error: Error, endpoint: Endpoint, tcpOpen: boolean): WinRMError {
  const code = errorCode(error);
  const target = hostAndPort(endpoint);
  if (code === "ECONNREFUSED")
    return new WinRMError("WINRM_CONNECT_REFUSED", `${target} refused the connection`, { cause: error });
  if (code === "ETIMEDOUT")
    return new WinRMError("WINRM_CONNECT_TIMEOUT", `${target} did not answer the connection`, { cause: error });
  if (endpoint.transport === "https" && (tcpOpen || !NETWORK_ERRORS.has(code))) {
    return new WinRMError("WINRM_TLS", `TLS with ${target} failed: ${code === "" ? error.message : code}`, {
      cause: error,
    });
  }
  return new WinRMError("WINRM_UNREACHABLE", `${target} cannot be reached: ${code === "" ? error.message : code}`, {
    cause: error,
  });
}

/** Pinned certificates are compared here; everything else is the TLS library's own check against `endpoint.host`. */
function openSocket(endpoint: Endpoint): Socket | TLSSocket {
  const { host, port } = endpoint.dial ?? endpoint;
  if (endpoint.transport === "http") return connectTcp({ host, port });
  const pinnedOnly = endpoint.tls?.fingerprint256 !== undefined && endpoint.tls.ca === undefined;
  return connectTls({
    host,
    port,
    minVersion: "TLSv1.2",
    ...(isIP(endpoint.host) === 0 && { servername: endpoint.host }),
    ...(endpoint.tls?.ca !== undefined && { ca: endpoint.tls.ca }),
    rejectUnauthorized: !pinnedOnly,
    checkServerIdentity: (_name, certificate) => checkServerIdentity(endpoint.host, certificate),
  });
}

function takeCertificate(socket: TLSSocket, endpoint: Endpoint): Buffer {
  const { raw } = socket.getPeerCertificate(true);
  const plain = (text: string): string => text.replace(/:/gu, "").toLowerCase();
  const pin = endpoint.tls?.fingerprint256;
  if (pin !== undefined && plain(new X509Certificate(raw).fingerprint256) !== plain(pin)) {
    throw new WinRMError("WINRM_TLS", `${hostAndPort(endpoint)} shows another certificate than the pinned one`, {
      hint: "If the certificate was renewed, pin the new fingerprint after checking it on the machine itself.",
    });
  }
  return raw;
}

/**
 * Connects, and over TLS proves the server.
 *
 * @throws WinRMError WINRM_CONNECT_TIMEOUT, WINRM_CONNECT_REFUSED, WINRM_UNREACHABLE, WINRM_TLS or WINRM_CANCELLED
 */
export async function dialSocket(endpoint: Endpoint, { timeoutMs, signal }: DialOptions): Promise<DialedSocket> {
  if (signal?.aborted === true) throw cancelled(signal);
  const socket = openSocket(endpoint);
  socket.setNoDelay(true);
  let tcpOpen = false;
  socket.once("connect", () => {
    tcpOpen = true;
  });
  try {
    await new Promise<void>((resolve, reject) => {
      const onAbort = (): void => {
        reject(cancelled(signal));
      };
      const timer = setTimeout(() => {
        reject(
          new WinRMError(
            "WINRM_CONNECT_TIMEOUT",
            `${hostAndPort(endpoint)} did not accept a connection within ${timeoutMs} ms`,
          ),
        );
      }, timeoutMs);
      const settle = (done: () => void): void => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", onAbort);
        done();
      };
      signal?.addEventListener("abort", onAbort, { once: true });
      socket.once(endpoint.transport === "https" ? "secureConnect" : "connect", () => {
        settle(resolve);
      });
      socket.once("error", (error: Error) => {
        settle(() => {
          reject(connectError(error, endpoint, tcpOpen));
        });
      });
    });
    return "getPeerCertificate" in socket ? { socket, certificate: takeCertificate(socket, endpoint) } : { socket };
  } catch (error) {
    // Later errors of a socket that was given up have nobody to hear them.
    socket.on("error", () => undefined);
    socket.destroy();
    throw error;
  }
}
