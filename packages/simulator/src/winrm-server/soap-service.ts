import { configXml } from "./config-resource.js";
import type { Caller, Workplace } from "./operation-context.js";
import { receiveOutput } from "./receive-operation.js";
import type { Injection, InjectionPoint, OperationName } from "./server-options.js";
import type { ServerJournal } from "./server-journal.js";
import { createShell, deleteShell, runCommand, sendInput, signalCommand } from "./shell-operations.js";
import { isIdentify, openEnvelope, type OpenedEnvelope, readRequest, type SoapRequest } from "./soap-request.js";
import { answer, faultResponse, identifyResponse, type SoapResponse } from "./soap-response.js";
import { faultOfCode, FAULTS, refuse, WsmanFault } from "./wsman-faults.js";
import { CMD_SHELL, CONFIG, SHELL } from "./wsman-vocabulary.js";

/** The ordinary answer, or what an injection puts in its place. */
export type ServiceOutcome =
  { response: SoapResponse; close?: boolean } | { effect: "reset" | "hang" | "unauthorized" | "unavailable" };

type Operation = (place: Workplace, request: SoapRequest, caller: Caller) => SoapResponse | Promise<SoapResponse>;

const SHELL_OPERATIONS: Readonly<Partial<Record<OperationName, Operation>>> = {
  Create: createShell,
  Delete: deleteShell,
  Command: runCommand,
  Send: sendInput,
  Receive: receiveOutput,
  Signal: signalCommand,
};

const KNOWN_OPTIONS: Readonly<Partial<Record<OperationName, readonly string[]>>> = {
  Create: ["WINRS_NOPROFILE", "WINRS_CODEPAGE"],
  Command: ["WINRS_CONSOLEMODE_STDIN", "WINRS_SKIP_CMD_SHELL"],
  Receive: ["WSMAN_CMDSHELL_OPTION_KEEPALIVE"],
};

/** From a SOAP text to the answer: header checks, fault injection, the operation itself, faults. */
export class SoapService {
  readonly #place: Workplace;
  readonly #journal: ServerJournal;
  readonly #occurrences = new Map<OperationName, number>();

  constructor(place: Workplace, journal: ServerJournal) {
    this.#place = place;
    this.#journal = journal;
  }

  /** @param caller undefined for an unauthenticated client, which may only Identify */
  async handle(text: string, caller: Caller | undefined): Promise<ServiceOutcome> {
    let messageId: string | undefined;
    try {
      const envelope = openEnvelope(text);
      messageId = envelope.messageId;
      if (caller === undefined && !isIdentify(envelope))
        refuse("accessDenied", "A request other than Identify was sent without a logon.");
      return await this.#carryOut(envelope, caller);
    } catch (error) {
      if (!(error instanceof WsmanFault)) throw error;
      const { definition, violation } = error;
      const general = definition.mistake === true ? `A request was refused with fault ${definition.code}.` : undefined;
      const sentence = violation ?? general;
      if (sentence !== undefined) this.#journal.violation(sentence);
      return { response: faultResponse(definition, this.#place.options.computerName, messageId, error.inner) };
    }
  }

  /** Asks the injection hook about a request; also for the steps of a handshake, which are no SOAP. */
  injectionFor(
    operation: OperationName,
    ids: Pick<InjectionPoint, "shellId" | "commandId"> = {},
  ): Injection | undefined {
    const occurrence = (this.#occurrences.get(operation) ?? 0) + 1;
    this.#occurrences.set(operation, occurrence);
    return this.#place.behaviour.inject({ operation, occurrence, ...ids });
  }

  async #carryOut(envelope: OpenedEnvelope, caller: Caller | undefined): Promise<ServiceOutcome> {
    if (caller === undefined || isIdentify(envelope)) {
      return this.#withInjection(this.injectionFor("Identify"), undefined, () =>
        identifyResponse(caller !== undefined),
      );
    }
    const request = this.#check(envelope);
    const { operation } = request;
    const run = async (): Promise<SoapResponse> => this.#bound(await this.#operate(request, caller), request);
    if (operation === undefined) return { response: await run() };
    return this.#withInjection(this.injectionFor(operation, idsOf(request)), request.messageId, run);
  }

  /** The client's MaxEnvelopeSize holds for every answer (DSP0226 6.2), Receive keeps to it by itself. */
  #bound(response: SoapResponse, { maxEnvelopeBytes, messageId }: SoapRequest): SoapResponse {
    if (Buffer.byteLength(response.envelope) <= maxEnvelopeBytes) return response;
    return faultResponse(FAULTS.responseTooLarge, this.#place.options.computerName, messageId);
  }

  #check(envelope: OpenedEnvelope): SoapRequest {
    const request = readRequest(envelope, this.#place.behaviour);
    if (!this.#journal.isNewMessage(request.messageId))
      refuse("invalidHeader", `The MessageID ${request.messageId} was used twice.`);
    for (const [name, option] of request.options) {
      const known = request.operation !== undefined && (KNOWN_OPTIONS[request.operation]?.includes(name) ?? false);
      if (option.mustComply && !known) refuse("optionsNotSupported");
    }
    return request;
  }

  async #withInjection(
    injection: Injection | undefined,
    messageId: string | undefined,
    run: () => SoapResponse | Promise<SoapResponse>,
  ): Promise<ServiceOutcome> {
    if (injection === undefined) return { response: await run() };
    if (injection === "reset-after") {
      await run();
      return { effect: "reset" };
    }
    if (injection === "close") return { response: await run(), close: true };
    if (typeof injection === "string") return { effect: injection };
    if (injection.carriedOut === true) await run();
    const { shape, ...definition } = faultOfCode(injection.fault);
    const wmi = (injection.shape ?? shape) === "wmi";
    return {
      response: faultResponse(
        wmi ? { ...definition, shape: "wmi" } : definition,
        this.#place.options.computerName,
        messageId,
      ),
    };
  }

  #operate(request: SoapRequest, caller: Caller): SoapResponse | Promise<SoapResponse> {
    const { operation, resourceUri } = request;
    if (resourceUri === CMD_SHELL) {
      const operate = operation === undefined ? undefined : SHELL_OPERATIONS[operation];
      return operate === undefined ? refuse("actionNotSupported") : operate(this.#place, request, caller);
    }
    if (operation === "Get" && resourceUri === CONFIG) {
      if (!caller.administrator) refuse("accessDenied");
      return answer(
        request.action,
        request.messageId,
        configXml(this.#place.behaviour, typeof this.#place.options.transport === "object"),
      );
    }
    if (operation === "Get" && resourceUri === SHELL) {
      return answer(
        request.action,
        request.messageId,
        this.#place.shells.find(request.shellId, caller.username).describe(),
      );
    }
    return refuse(resourceUri === CONFIG || resourceUri === SHELL ? "actionNotSupported" : "resourceNotFound");
  }
}

function idsOf(request: SoapRequest): Pick<InjectionPoint, "shellId" | "commandId"> {
  const { body, shellId } = request;
  const commandId = body?.attribute("CommandId") ?? body?.children()[0]?.attribute("CommandId");
  return {
    ...(shellId !== undefined && { shellId: shellId.toUpperCase() }),
    ...(commandId !== undefined && { commandId: commandId.toUpperCase() }),
  };
}
