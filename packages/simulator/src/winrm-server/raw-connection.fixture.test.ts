import { randomUUID } from "node:crypto";
import { Agent, request as httpRequest } from "node:http";
import { Agent as SecureAgent, request as httpsRequest } from "node:https";
import { ADDRESSING, ANONYMOUS, CMD_SHELL, SHELL, SOAP, WSMAN, WSMAN_MICROSOFT } from "./wsman-vocabulary.js";

export interface RawAnswer {
  status: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Buffer;
}

/** The token of a WWW-Authenticate header. */
export function tokenOf(answer: RawAnswer): Buffer {
  return Buffer.from(String(answer.headers["www-authenticate"]).split(" ")[1] ?? "", "base64");
}

/** One connection that sends exactly what it is told to. */
export class RawConnection {
  readonly #agent: Agent;

  constructor(
    readonly port: number,
    readonly secure = false,
  ) {
    const options = { keepAlive: true, maxSockets: 1 };
    this.#agent = secure ? new SecureAgent({ ...options, rejectUnauthorized: false }) : new Agent(options);
  }

  post(
    body: Uint8Array | string = "",
    headers: Record<string, string> = {},
    path = "/wsman",
    method = "POST",
  ): Promise<RawAnswer> {
    return new Promise((resolve, reject) => {
      const send = this.secure ? httpsRequest : httpRequest;
      const request = send(
        { host: "127.0.0.1", port: this.port, path, method, agent: this.#agent, headers },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("error", reject);
          response.on("end", () => {
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) });
          });
        },
      );
      request.on("error", reject);
      request.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

export interface SoapOptions {
  resource?: string;
  shellId?: string | undefined;
  options?: Record<string, string>;
  messageId?: string;
  timeout?: string;
  maxEnvelopeSize?: number;
  /** Header blocks added as they are. */
  extraHeaders?: string;
}

/** A request envelope. */
export function soap(action: string, body: string, options: SoapOptions = {}): string {
  const must = 's:mustUnderstand="true"';
  const chosen = Object.entries(options.options ?? {}).map(
    ([name, value]) => `<w:Option Name="${name}">${value}</w:Option>`,
  );
  const selectors =
    options.shellId === undefined
      ? ""
      : `<w:SelectorSet><w:Selector Name="ShellId">${options.shellId}</w:Selector></w:SelectorSet>`;
  return (
    `<s:Envelope xmlns:s="${SOAP}" xmlns:a="${ADDRESSING}" xmlns:w="${WSMAN}" xmlns:p="${WSMAN_MICROSOFT}" xmlns:rsp="${SHELL}"><s:Header>` +
    `<a:To>http://cs-01:5985/wsman</a:To><a:ReplyTo><a:Address ${must}>${ANONYMOUS}</a:Address></a:ReplyTo><a:Action ${must}>${action}</a:Action>` +
    `<a:MessageID>${options.messageId ?? `uuid:${randomUUID().toUpperCase()}`}</a:MessageID>` +
    `<w:ResourceURI ${must}>${options.resource ?? CMD_SHELL}</w:ResourceURI><w:MaxEnvelopeSize ${must}>${options.maxEnvelopeSize ?? 153600}</w:MaxEnvelopeSize>` +
    `<w:OperationTimeout>${options.timeout ?? "PT20S"}</w:OperationTimeout>${selectors}` +
    (chosen.length === 0 ? "" : `<w:OptionSet ${must}>${chosen.join("")}</w:OptionSet>`) +
    `${options.extraHeaders ?? ""}</s:Header><s:Body>${body}</s:Body></s:Envelope>`
  );
}

export interface SoapAnswer {
  status: number;
  xml: string;
  /** WSManFault Code or error_Code; undefined without a fault. */
  fault: number | undefined;
}

export function readAnswer(status: number, xml: string): SoapAnswer {
  const code = /<f:WSManFault [^>]*Code="(\d+)"/.exec(xml)?.[1] ?? /<p:error_Code[^>]*>(\d+)</.exec(xml)?.[1];
  return { status, xml, fault: code === undefined ? undefined : Number(code) };
}
