import { type Credential, logonNames } from "../credentials/credential.js";
import { type Endpoint, hostAndPort } from "../endpoint.js";
import type { LogonOutcome } from "../credentials/logon-gate.js";
import { SOAP_TYPE } from "../ntlm/encrypted-multipart.js";
import { type HttpResponse, headerValues } from "./http-response-parser.js";
import {
  countedExchange,
  httpStatusError,
  rejectedLogon,
  SoapChannel,
  type SoapRequest,
  type SoapResponse,
} from "./soap-channel.js";
import { WinRMError } from "../winrm-error.js";

function basicAuthorization(credential: Credential): string {
  const { user, domain } = logonNames(credential);
  const name = domain === "" ? user : `${domain}\\${user}`;
  return `Basic ${Buffer.from(`${name}:${credential.password.reveal()}`, "utf8").toString("base64")}`;
}

/** A server that takes Basic names it in its 401; one that does not has not looked at the password. */
function offersBasic(response: HttpResponse): boolean {
  return headerValues(response, "www-authenticate").some((value) => /\bBasic\b/iu.test(value));
}

function basicDisabled(endpoint: Endpoint, operation: string): WinRMError {
  return new WinRMError("WINRM_POLICY", `${hostAndPort(endpoint)} does not take Basic authentication`, {
    operation,
    status: 401,
    hint: 'Allow it in winrm/config/service/auth, or use the scheme "ntlm".',
  });
}

/** A TLS connection on which every request carries the password (RFC 7617); each of them may be refused. */
export class BasicChannel extends SoapChannel {
  #accepted = false;

  async post(request: SoapRequest): Promise<SoapResponse> {
    const { endpoint } = this.context;
    const settle = await this.enterGate(request);
    let outcome: LogonOutcome = "unknown";
    try {
      const answer = await this.#exchange(request);
      outcome = answer.outcome;
      if (answer.outcome !== "accepted") throw answer.error;
      return answer.response;
    } catch (error) {
      this.destroy();
      throw error;
    } finally {
      if (!this.#accepted)
        this.context.trace({
          kind: "logon",
          host: endpoint.host,
          outcome: outcome === "not-judged" ? "unknown" : outcome,
          form: "basic",
        });
      this.#accepted = outcome === "accepted";
      settle(outcome);
    }
  }

  async #exchange({
    operation,
    envelope,
    timeoutMs,
    signal,
  }: SoapRequest): Promise<
    { outcome: "accepted"; response: SoapResponse } | { outcome: "rejected" | "not-judged"; error: WinRMError }
  > {
    const { endpoint, credential } = this.context;
    const headers: [string, string][] = [
      ["Content-Type", SOAP_TYPE],
      ["Authorization", basicAuthorization(credential)],
    ];
    const response = await countedExchange(this.context, this.connection, operation, {
      headers,
      body: envelope,
      timeoutMs,
      signal,
    });
    const { status, body } = response;
    if (status === 401 && !offersBasic(response))
      return { outcome: "not-judged", error: basicDisabled(endpoint, operation) };
    if (status === 401) return { outcome: "rejected", error: rejectedLogon(this.context, operation) };
    const soap = /soap\+xml/iu.test(headerValues(response, "content-type")[0] ?? "");
    if (soap || (status < 300 && body.length === 0))
      return { outcome: "accepted", response: { status, xml: body.toString("utf8") } };
    return { outcome: "not-judged", error: httpStatusError(endpoint, operation, status) };
  }
}
