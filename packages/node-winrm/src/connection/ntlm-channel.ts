import { authorityOf } from "../credentials/credential.js";
import type { LogonOutcome } from "../credentials/logon-gate.js";
import { hostAndPort } from "../endpoint.js";
import {
  ENCRYPTED_CONTENT_TYPE,
  isEncryptedContentType,
  sealBody,
  SOAP_TYPE,
  unsealBody,
} from "../ntlm/encrypted-multipart.js";
import { NtlmError } from "../ntlm/ntlm-error.js";
import { SealingContext } from "../ntlm/sealing-context.js";
import { cancelled, ConnectionLostError, WinRMError } from "../winrm-error.js";
import { type HttpResponse, headerValues } from "./http-response-parser.js";
import { answerChallenge, type Challenge, requestChallenge } from "./ntlm-handshake.js";
import {
  countedExchange,
  httpStatusError,
  openConnection,
  rejectedLogon,
  SoapChannel,
  type SoapRequest,
  type SoapResponse,
} from "./soap-channel.js";

/** What the answer to a Type 3 means; accepted without a response when Type 3 went alone. */
type Judged =
  { outcome: "accepted"; response?: SoapResponse } | { outcome: Exclude<LogonOutcome, "accepted">; error: unknown };

/**
 * A connection that logs on with NTLM when its first message is due and seals everything over plain HTTP.
 *
 * The password is judged at most once: the logon passes the gate, a 401 is final, and a lost connection after Type 3 is not
 * followed by another logon unless the credential is known to be right. HTTP 400, by which a server refuses the combined
 * form (or could not open the body of a logon it accepted), leads to the split form, as does a connection that breaks on
 * a client's first message with a proven credential.
 */
export class NtlmChannel extends SoapChannel {
  #sealing: SealingContext | undefined;
  #authenticated = false;

  async post(request: SoapRequest): Promise<SoapResponse> {
    try {
      return await (this.#authenticated ? this.#exchange(request) : this.#logon(request));
    } catch (error) {
      this.destroy();
      throw error;
    }
  }

  async #exchange(request: SoapRequest, authorization?: string): Promise<SoapResponse> {
    const response = await this.#send(request, authorization);
    if (response.status === 401) {
      throw new WinRMError(
        "WINRM_AUTH_FAILED",
        `${hostAndPort(this.context.endpoint)} no longer accepts the logon of this connection`,
        {
          operation: request.operation,
          status: 401,
          hint: "The logon itself had been accepted; run again. If it repeats, look for a proxy or a policy that ends sessions.",
        },
      );
    }
    return this.#read(request, response);
  }

  async #send(request: SoapRequest, authorization?: string): Promise<HttpResponse> {
    const body = this.#sealing === undefined ? request.envelope : sealBody(this.#sealing, request.envelope);
    const headers: [string, string][] = [
      ["Content-Type", this.#sealing === undefined ? SOAP_TYPE : ENCRYPTED_CONTENT_TYPE],
    ];
    if (authorization !== undefined) headers.push(["Authorization", authorization]);
    return countedExchange(this.context, this.connection, request.operation, {
      headers,
      body,
      timeoutMs: request.timeoutMs,
      signal: request.signal,
    });
  }

  /** Opens an answer. Clear text over plain HTTP is never read as SOAP: anybody on the way could have written it. */
  #read({ operation }: SoapRequest, response: HttpResponse): SoapResponse {
    const { status, body } = response;
    const contentType = headerValues(response, "content-type")[0];
    if (this.#sealing !== undefined && isEncryptedContentType(contentType))
      return { status, xml: this.#unseal(operation, body) };
    if (status < 300 && body.length === 0) return { status, xml: "" };
    if (this.#sealing === undefined && /soap\+xml/iu.test(contentType ?? ""))
      return { status, xml: body.toString("utf8") };
    if (status >= 300) throw httpStatusError(this.context.endpoint, operation, status);
    throw new WinRMError(
      "WINRM_PROTOCOL",
      `${hostAndPort(this.context.endpoint)} answered ${operation} in clear text`,
      { operation, status },
    );
  }

  #unseal(operation: string, body: Buffer): string {
    try {
      return unsealBody(this.#sealing as SealingContext, body).toString("utf8");
    } catch (error) {
      if (!(error instanceof NtlmError)) throw error;
      throw new WinRMError("WINRM_PROTOCOL", `the sealed answer to ${operation} cannot be opened: ${error.message}`, {
        operation,
      });
    }
  }

  async #logon(request: SoapRequest): Promise<SoapResponse> {
    const { credential, endpoint, latch } = this.context;
    latch?.assertUsable(authorityOf(endpoint, credential), credential);
    const challenge = await requestChallenge(this.context, this.connection, request);
    const settle = await this.enterGate(request);
    let judged: Judged = { outcome: "not-judged", error: undefined };
    try {
      judged = await this.#answer(challenge, request);
    } finally {
      const { outcome } = judged;
      const form = this.context.logonForm;
      if (outcome !== "not-judged") this.context.trace({ kind: "logon", host: endpoint.host, outcome, form });
      settle(outcome);
    }
    if (judged.outcome !== "accepted") throw judged.error;
    this.#authenticated = true;
    this.context.logonFormWorks = true;
    return judged.response ?? this.#exchange(request);
  }

  async #answer(challenge: Challenge, request: SoapRequest): Promise<Judged> {
    if (this.context.logonForm === "combined") {
      const judged = await this.#sendType3(challenge, request);
      if (judged !== "refused-form") return judged;
      this.context.logonForm = "split";
      const reason = "logon in the split form";
      this.context.trace({
        kind: "recovery",
        host: this.context.endpoint.host,
        operation: request.operation,
        reason,
      });
      this.connection.destroy();
      this.connection = await openConnection(this.context, request.signal);
      challenge = await requestChallenge(this.context, this.connection, request);
    }
    const alone = { ...request, operation: "Negotiate", envelope: Buffer.alloc(0) };
    const judged = await this.#sendType3(challenge, alone);
    return judged === "refused-form"
      ? { outcome: "not-judged", error: httpStatusError(this.context.endpoint, "Negotiate", 400) }
      : judged;
  }

  /** Sends the logon, alone when the envelope is empty, else with the first message, and tells what the answer says about it. */
  async #sendType3(challenge: Challenge, request: SoapRequest): Promise<Judged | "refused-form"> {
    const { endpoint, credential, gate } = this.context;
    const { authorization, authentication } = answerChallenge(this.context, challenge, this.connection);
    const { exportedSessionKey, flags } = authentication;
    const sealing = endpoint.transport === "http" ? new SealingContext(exportedSessionKey, flags, "client") : undefined;
    const combined = request.envelope.length > 0;
    if (request.signal?.aborted === true) return { outcome: "not-judged", error: cancelled(request.signal) };
    if (!this.usable) {
      const error = new ConnectionLostError(`the connection to ${hostAndPort(endpoint)} ended before the logon`);
      return { outcome: "not-judged", error };
    }
    this.#sealing = combined ? sealing : undefined;
    let response: HttpResponse;
    try {
      response = await this.#send(request, authorization);
    } catch (error) {
      const formInDoubt = combined && !this.context.logonFormWorks && error instanceof ConnectionLostError;
      const proven = gate.isProven(endpoint, credential);
      return formInDoubt && proven ? "refused-form" : { outcome: "unknown", error };
    }
    this.#sealing = sealing;
    return this.#judge(request, response, combined);
  }

  #judge(request: SoapRequest, response: HttpResponse, combined: boolean): Judged | "refused-form" {
    if (response.status === 401) {
      return { outcome: "rejected", error: rejectedLogon(this.context, request.operation) };
    }
    if (response.status === 400 && combined) return "refused-form";
    if (!combined && response.status < 300) return { outcome: "accepted" };
    try {
      return { outcome: "accepted", response: this.#read(request, response) };
    } catch (error) {
      return { outcome: "not-judged", error };
    }
  }
}
