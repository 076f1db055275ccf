import type { Endpoint } from "../endpoint.js";
import { upperCaseSimple } from "../ntlm/ntlmv2-response.js";
import type { Secret } from "./secret.js";

export interface Credential {
  /** account name, or `user@realm` with no domain */
  username: string;
  /** absent, "" or "." means an account of the machine itself */
  domain?: string;
  password: Secret;
  scheme: "ntlm" | "basic";
}

/** Names as an AUTHENTICATE message carries them. */
export interface LogonNames {
  user: string;
  /** empty for an account of the machine and for `user@realm` */
  domain: string;
}

/**
 * A NetBIOS domain goes out in capitals: with mixed case a server may accept the logon and then fail to open the sealed
 * body, since each side derives the key from its own spelling.
 */
export function logonNames(credential: Pick<Credential, "username" | "domain">): LogonNames {
  const domain = credential.domain === undefined || credential.domain === "." ? "" : credential.domain;
  return { user: credential.username, domain: domain.includes(".") ? domain : upperCaseSimple(domain) };
}

/**
 * Who counts failed logons for this credential: the domain, else the machine. In lower case.
 * `user@realm` belongs to its realm.
 */
export function authorityOf(endpoint: Pick<Endpoint, "host">, credential: Credential): string {
  const { user, domain } = logonNames(credential);
  const realm = domain === "" && user.includes("@") ? user.slice(user.lastIndexOf("@") + 1) : domain;
  return (realm === "" ? endpoint.host : realm).toLowerCase();
}

/** The account in one spelling, for keys and messages. */
export function accountOf(credential: Pick<Credential, "username" | "domain">): string {
  const { user, domain } = logonNames(credential);
  return (domain === "" ? user : `${domain}\\${user}`).toLowerCase();
}
