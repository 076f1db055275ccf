import type { KijunError } from "@kijun/core";

/**
 * Marks an error so that Pulumi's Node.js host prints its message with the next step and no stack: the mark is the one
 * that `pulumi.RunError` carries.
 */
export function forProgram(error: KijunError): KijunError {
  error.message = `${error.code}: ${error.message}\n${error.hint}`;
  return Object.assign(error, { __pulumiRunError: true });
}
