import {
  authenticate,
  buildNegotiate,
  ENCRYPTED_CONTENT_TYPE,
  SEALING_FLAGS,
  SealingContext,
  sealBody,
  SOAP_TYPE,
  unsealBody,
} from "@kijun/node-winrm";
import {
  type RawAnswer,
  RawConnection,
  readAnswer,
  soap,
  type SoapAnswer,
  type SoapOptions,
  tokenOf,
} from "./raw-connection.fixture.test.js";
import { ADMINISTRATOR } from "./scripted-server.fixture.test.js";
import type { ServerAccount } from "./server-options.js";
import { SHELL, TRANSFER } from "./wsman-vocabulary.js";

interface Credentials {
  username: string;
  password: string;
}

/** The two messages of a raw NTLM logon and the sealed bodies after it. */
export class SealedConnection extends RawConnection {
  #context: SealingContext | undefined;

  /** @returns the answer to Type 3 */
  async logon(account: Credentials, flags = SEALING_FLAGS, channelBindings?: Buffer): Promise<RawAnswer> {
    const { token } = await this.prove(account, flags, channelBindings);
    return this.post("", { authorization: token });
  }

  /** Everything but sending Type 3. */
  async prove(account: Credentials, flags = SEALING_FLAGS, channelBindings?: Buffer): Promise<{ token: string }> {
    const { username, password } = account;
    const negotiate = buildNegotiate(flags);
    const challenged = await this.post("", { authorization: `Negotiate ${negotiate.toString("base64")}` });
    const challenge = tokenOf(challenged);
    const proof = authenticate({
      negotiate,
      challenge,
      user: username,
      domain: "",
      password,
      requireSeal: false,
      ...(channelBindings && { channelBindings }),
    });
    this.#context = new SealingContext(proof.exportedSessionKey, proof.flags, "client");
    return { token: `Negotiate ${proof.message.toString("base64")}` };
  }

  get context(): SealingContext {
    if (this.#context === undefined) throw new Error("no logon on this connection");
    return this.#context;
  }

  async send(envelope: string, headers: Record<string, string> = {}): Promise<SoapAnswer> {
    const answer = await this.post(sealBody(this.context, Buffer.from(envelope)), {
      "content-type": ENCRYPTED_CONTENT_TYPE,
      ...headers,
    });
    return readAnswer(answer.status, answer.body.length === 0 ? "" : unsealBody(this.context, answer.body).toString());
  }

  /** Clear SOAP, as over HTTPS. */
  async sendClear(envelope: string, headers: Record<string, string> = {}): Promise<SoapAnswer> {
    const answer = await this.post(envelope, { "content-type": SOAP_TYPE, ...headers });
    return readAnswer(answer.status, answer.body.toString());
  }

  async createShell(
    options: SoapOptions = {},
    body = "<rsp:Shell><rsp:InputStreams>stdin</rsp:InputStreams></rsp:Shell>",
  ): Promise<string> {
    const { xml } = await this.send(soap(`${TRANSFER}/Create`, body, options));
    return /<w:Selector Name="ShellId">([^<]+)</.exec(xml)?.[1] ?? "";
  }

  async run(shellId: string, command: string, options: Record<string, string> = {}): Promise<string> {
    const body = `<rsp:CommandLine><rsp:Command>${command}</rsp:Command></rsp:CommandLine>`;
    const { xml } = await this.send(soap(`${SHELL}/Command`, body, { shellId, options }));
    return /<rsp:CommandId>([^<]+)</.exec(xml)?.[1] ?? "";
  }

  input(shellId: string, commandId: string, text: string, end = false): Promise<SoapAnswer> {
    const content = Buffer.from(text).toString("base64");
    const body = `<rsp:Send><rsp:Stream Name="stdin" CommandId="${commandId}" End="${end}">${content}</rsp:Stream></rsp:Send>`;
    return this.send(soap(`${SHELL}/Send`, body, { shellId }));
  }

  receive(shellId: string, commandId: string, options: SoapOptions = {}): Promise<SoapAnswer> {
    const body = `<rsp:Receive><rsp:DesiredStream CommandId="${commandId}">stdout stderr</rsp:DesiredStream></rsp:Receive>`;
    return this.send(soap(`${SHELL}/Receive`, body, { shellId, ...options }));
  }

  signal(shellId: string, commandId: string, code: string): Promise<SoapAnswer> {
    const body = `<rsp:Signal CommandId="${commandId}"><rsp:Code>${SHELL}/signal/${code}</rsp:Code></rsp:Signal>`;
    return this.send(soap(`${SHELL}/Signal`, body, { shellId }));
  }

  deleteShell(shellId: string): Promise<SoapAnswer> {
    return this.send(soap(`${TRANSFER}/Delete`, "", { shellId }));
  }
}

const connections: RawConnection[] = [];

afterEach(() => {
  for (const connection of connections.splice(0)) connection.close();
});

/** A connection that ends with the test. */
export function connect(port: number, secure = false): SealedConnection {
  const connection = new SealedConnection(port, secure);
  connections.push(connection);
  return connection;
}

/** A connection on which the administrator is logged on. */
export async function connectAs(port: number, account: ServerAccount = ADMINISTRATOR): Promise<SealedConnection> {
  const connection = connect(port);
  await connection.logon(account);
  return connection;
}

/** What the Streams of a ReceiveResponse hold, joined. */
export function outputOf(xml: string, stream: "stdout" | "stderr" = "stdout"): string {
  const pieces = [...xml.matchAll(/<rsp:Stream Name="(\w+)" CommandId="[^"]+">([^<]*)</g)];
  return Buffer.concat(
    pieces.filter(([, name]) => name === stream).map(([, , text]) => Buffer.from(text ?? "", "base64")),
  ).toString();
}
