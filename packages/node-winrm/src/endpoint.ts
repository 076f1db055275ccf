import { isIPv6 } from "node:net";

/** Where a WinRM service is reached. */
export interface Endpoint {
  /** name in the URL, in the service principal name and in certificate checks */
  host: string;
  /** 5985 for http, 5986 for https by default on Windows */
  port: number;
  /** http is only used with sealed messages (NTLM), never with Basic */
  transport: "http" | "https";
  /** where the socket really connects, when that differs */
  dial?: { host: string; port: number };
  tls?: {
    /** PEM of the authority to trust instead of the system's */
    ca?: string;
    /** SHA-256 of the certificate in hexadecimal, colons allowed; trusted by itself when `ca` is absent */
    fingerprint256?: string;
  };
}

/** `host:port` as a URL and a Host header spell it. */
export function hostAndPort(endpoint: Endpoint): string {
  return `${isIPv6(endpoint.host) ? `[${endpoint.host}]` : endpoint.host}:${endpoint.port}`;
}

export function endpointUrl(endpoint: Endpoint): string {
  return `${endpoint.transport}://${hostAndPort(endpoint)}/wsman`;
}
