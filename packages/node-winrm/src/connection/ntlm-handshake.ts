import { accountOf, type Credential, logonNames } from "../credentials/credential.js";
import { type Endpoint, hostAndPort } from "../endpoint.js";
import { channelBindingHash } from "../ntlm/channel-binding.js";
import { authenticate, type Authentication } from "../ntlm/initiator.js";
import { buildNegotiate } from "../ntlm/negotiate-message.js";
import { SEALING_FLAGS, SIGNING_FLAGS } from "../ntlm/negotiate-flags.js";
import { isNtlmMessage } from "../ntlm/message-layout.js";
import { NtlmError } from "../ntlm/ntlm-error.js";
import { buildNegTokenResponse, extractNtlm } from "../ntlm/spnego-token.js";
import { WinRMError } from "../winrm-error.js";
import type { HttpConnection } from "./http-connection.js";
import { type HttpResponse, headerValues } from "./http-response-parser.js";
import { type ChannelContext, countedExchange, httpStatusError, type SoapRequest } from "./soap-channel.js";

/** A server's challenge on an open connection. */
export interface Challenge {
  /** the Type 1 as sent */
  negotiate: Buffer;
  /** the token as received, raw NTLM or SPNEGO */
  token: Buffer;
}

/** Authorization value and keys that answer a challenge. */
export interface LogonAnswer {
  authorization: string;
  authentication: Authentication;
}

function offeredSchemes(response: HttpResponse): string {
  const names = headerValues(response, "www-authenticate").map((value) => /^[\w-]+/u.exec(value)?.[0] ?? "?");
  return names.length === 0 ? "nothing" : [...new Set(names)].join(", ");
}

function readChallenge(endpoint: Endpoint, response: HttpResponse): Buffer {
  const target = hostAndPort(endpoint);
  if (response.status !== 401) throw httpStatusError(endpoint, "Negotiate", response.status);
  const token = headerValues(response, "www-authenticate")
    .map((value) => /\bNegotiate\s+([A-Za-z0-9+/=]+)/iu.exec(value)?.[1])
    .find((found) => found !== undefined);
  if (token === undefined) {
    throw new WinRMError("WINRM_POLICY", `${target} does not take NTLM; it offers ${offeredSchemes(response)}`, {
      operation: "Negotiate",
      status: 401,
      hint: "Allow Negotiate in the service's authentication settings (winrm get winrm/config/service/auth) and NTLM in its security policy.",
    });
  }
  if (!response.keepAlive) {
    throw new WinRMError("WINRM_PROTOCOL", `${target} closes the connection in the middle of the logon`, {
      operation: "Negotiate",
      hint: "NTLM needs one connection throughout: look for a proxy between this machine and the server.",
    });
  }
  return Buffer.from(token, "base64");
}

/** First step: sends Type 1 alone, without a probe before it, and takes the challenge. No password is involved yet. */
export async function requestChallenge(
  context: ChannelContext,
  connection: HttpConnection,
  request: SoapRequest,
): Promise<Challenge> {
  const negotiate = buildNegotiate(context.endpoint.transport === "http" ? SEALING_FLAGS : SIGNING_FLAGS);
  const response = await countedExchange(context, connection, "Negotiate", {
    headers: [["Authorization", `Negotiate ${negotiate.toString("base64")}`]],
    body: Buffer.alloc(0),
    timeoutMs: request.timeoutMs,
    signal: request.signal,
  });
  return { negotiate, token: readChallenge(context.endpoint, response) };
}

function compute(
  endpoint: Endpoint,
  credential: Credential,
  { negotiate, token }: Challenge,
  certificate: Buffer | undefined,
): LogonAnswer {
  const challenge = extractNtlm(token);
  if (challenge === undefined) throw new NtlmError("the server's token holds no NTLM challenge");
  const authentication = authenticate({
    negotiate,
    challenge,
    ...logonNames(credential),
    password: credential.password.reveal(),
    targetName: `HTTP/${endpoint.host}`,
    requireSeal: endpoint.transport === "http",
    ...(certificate !== undefined && { channelBindings: channelBindingHash(certificate) }),
  });
  const reply = isNtlmMessage(token)
    ? authentication.message
    : buildNegTokenResponse({ responseToken: authentication.message });
  return { authorization: `Negotiate ${reply.toString("base64")}`, authentication };
}

/**
 * Second step: the Type 3 for a challenge.
 *
 * @throws WinRMError WINRM_POLICY when the challenge is malformed or weaker than NTLMv2 with what the transport needs
 */
export function answerChallenge(
  context: ChannelContext,
  challenge: Challenge,
  connection: HttpConnection,
): LogonAnswer {
  try {
    return compute(
      context.endpoint,
      context.credential,
      challenge,
      context.channelBinding ? connection.certificate : undefined,
    );
  } catch (error) {
    if (!(error instanceof NtlmError)) throw error;
    throw new WinRMError(
      "WINRM_POLICY",
      `no logon of ${accountOf(context.credential)} at ${hostAndPort(context.endpoint)}: ${error.message}`,
      {
        operation: "Negotiate",
        hint: "The server has to offer NTLMv2 with 128-bit extended session security, and sealing over plain HTTP.",
      },
    );
  }
}
