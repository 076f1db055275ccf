import { randomUUID } from "node:crypto";
import type { SoapMessage, SoapReply } from "./connection/loopback-service.fixture.test.js";

const SHELL = "http://schemas.microsoft.com/wbem/wsman/1/windows/shell";
const NAMESPACES =
  `xmlns:env="http://www.w3.org/2003/05/soap-envelope" xmlns:wsa="http://schemas.xmlsoap.org/ws/2004/08/addressing" ` +
  `xmlns:wsman="http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd" xmlns:sh="${SHELL}"`;

/** What a command does: gets stdin as it comes, writes to stdout or stderr, ends with an exit code. */
export type ScriptedProcess = (io: {
  onInput: (listener: (bytes: Buffer, end: boolean) => void) => void;
  write: (stream: "stdout" | "stderr", bytes: Buffer | string) => void;
  exit: (code: number) => void;
}) => void;

interface RunningCommand {
  input: (bytes: Buffer, end: boolean) => void;
  output: string[];
  exitCode: number | undefined;
  wake: () => void;
}

/** An answer envelope with prefixes other than those of the client. */
export function envelope(messageId: string, body: string, header = ""): string {
  const relates = messageId === "" ? "" : `<wsa:RelatesTo>${messageId}</wsa:RelatesTo>`;
  return `<env:Envelope ${NAMESPACES}><env:Header>${relates}${header}</env:Header><env:Body>${body}</env:Body></env:Envelope>`;
}

/** Fault form A. */
export function fault(messageId: string, code: number | string): SoapReply {
  const detail = `<f:WSManFault xmlns:f="http://schemas.microsoft.com/wbem/wsman/1/wsmanfault" Code="${code}"><f:Message>理由</f:Message></f:WSManFault>`;
  const body = `<env:Fault><env:Code><env:Value>env:Receiver</env:Value></env:Code><env:Reason><env:Text xml:lang="en-US">reason</env:Text></env:Reason><env:Detail>${detail}</env:Detail></env:Fault>`;
  return {
    status: 500,
    xml: envelope(
      messageId,
      body,
      `<p:ActivityId xmlns:p="http://schemas.microsoft.com/wbem/wsman/1/wsman.xsd">act-1</p:ActivityId>`,
    ),
  };
}

/** Shells and commands behind a `LoopbackService`, enough for the client's side of WS-Management. */
export class ScriptedShells {
  /** shell ids that exist */
  readonly shells = new Set<string>();
  readonly commandLines: string[] = [];
  readonly signals: string[] = [];
  /** asked before each message; anything but undefined is the answer */
  intercept: (message: SoapMessage) => SoapReply | "reset" | Promise<SoapReply | "reset"> | undefined = () => undefined;
  readonly #process: ScriptedProcess;
  readonly #commands = new Map<string, RunningCommand>();

  constructor(process: ScriptedProcess) {
    this.#process = process;
  }

  readonly respond = async (message: SoapMessage): Promise<SoapReply | "reset"> => {
    const intercepted = this.intercept(message);
    if (intercepted !== undefined) return intercepted;
    const { operation, xml, messageId } = message;
    const ok = (body: string): SoapReply => ({ status: 200, xml: envelope(messageId, body) });
    if (operation === "Identify")
      return ok(
        `<i:IdentifyResponse xmlns:i="http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd"><i:ProtocolVersion>v</i:ProtocolVersion><i:ProductVendor>Microsoft Corporation</i:ProductVendor><i:ProductVersion>OS: 0.0.0</i:ProductVersion></i:IdentifyResponse>`,
      );
    if (operation === "Create") return ok(this.#create());
    const shellId = /Name="ShellId">([^<]+)</u.exec(xml)?.[1] ?? "";
    if (!this.shells.has(shellId)) return fault(messageId, 2150858843);
    if (operation === "Delete") {
      this.shells.delete(shellId);
      return ok("");
    }
    if (operation === "Command") return ok(this.#start(xml));
    const command = this.#commands.get(/CommandId="([^"]+)"/u.exec(xml)?.[1] ?? "");
    if (command === undefined) return fault(messageId, 2150858843);
    if (operation === "Receive") return this.#receive(command, message);
    if (operation === "Signal") this.signals.push(/signal\/(\w+)</u.exec(xml)?.[1] ?? "");
    else
      command.input(
        Buffer.from(/<rsp:Stream[^>]*>([^<]*)</u.exec(xml)?.[1] ?? "", "base64"),
        xml.includes('End="true"'),
      );
    return ok(operation === "Signal" ? "<sh:SignalResponse/>" : "<sh:SendResponse/>");
  };

  #create(): string {
    const id = `uuid:${randomUUID().toUpperCase()}`;
    this.shells.add(id);
    return `<x:ResourceCreated xmlns:x="http://schemas.xmlsoap.org/ws/2004/09/transfer"><wsa:Address>a</wsa:Address><wsa:ReferenceParameters><wsman:SelectorSet><wsman:Selector Name="ShellId">${id}</wsman:Selector></wsman:SelectorSet></wsa:ReferenceParameters></x:ResourceCreated>`;
  }

  #start(xml: string): string {
    const id = randomUUID().toUpperCase();
    const command: RunningCommand = { input: () => undefined, output: [], exitCode: undefined, wake: () => undefined };
    this.#commands.set(id, command);
    this.commandLines.push(/<rsp:Command>([^<]*)</u.exec(xml)?.[1] ?? "");
    this.#process({
      onInput: (listener) => {
        command.input = listener;
      },
      write: (stream, bytes) => {
        command.output.push(
          `<sh:Stream Name="${stream}" CommandId="${id}">\n${Buffer.from(bytes).toString("base64").replace(/.{76}/gu, "$&\n")}\n</sh:Stream>`,
        );
        command.wake();
      },
      exit: (code) => {
        command.exitCode = code;
        command.wake();
      },
    });
    return `<sh:CommandResponse><sh:CommandId>${id}</sh:CommandId></sh:CommandResponse>`;
  }

  async #receive(command: RunningCommand, { xml, messageId }: SoapMessage): Promise<SoapReply> {
    if (command.output.length === 0 && command.exitCode === undefined) {
      const seconds = Number(/PT([\d.]+)S/u.exec(xml)?.[1] ?? "20");
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, seconds * 1000).unref();
        command.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    if (command.output.length === 0 && command.exitCode === undefined) return fault(messageId, 2150858793);
    const id = /CommandId="([^"]+)"/u.exec(xml)?.[1] ?? "";
    const output = command.output.shift() ?? "";
    const state =
      command.exitCode === undefined || command.output.length > 0
        ? ""
        : `<sh:CommandState CommandId="${id}" State="${SHELL}/CommandState/Done"><sh:ExitCode>${command.exitCode}</sh:ExitCode></sh:CommandState>`;
    return { status: 200, xml: envelope(messageId, `<sh:ReceiveResponse>${output}${state}</sh:ReceiveResponse>`) };
  }
}
