import { KijunError } from "@kijun/core";
import { WinRMError } from "@kijun/node-winrm";

/** Why a machine could not be asked: its stable code, a sentence, and the next step. */
export class HostFailure extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
}

/** Runs work on a machine; an error with a code and a next step becomes a {@link HostFailure}, a defect stays what it is. */
export async function namingFailures<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof WinRMError || error instanceof KijunError)
      throw new HostFailure(error.code, error.message, error.hint);
    throw error;
  }
}
