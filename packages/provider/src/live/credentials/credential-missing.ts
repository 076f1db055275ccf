import { KijunError } from "@kijun/core";

/** Where a credential was looked for; every failure names both. */
export interface CredentialPlace {
  readonly reference: string;
  /** The credential file. */
  readonly file: string;
}

/** The one error for a credential that cannot be had. `reason` and `hint` never hold a value of the file. */
export function credentialMissing({ reference, file }: CredentialPlace, reason: string, hint: string): KijunError {
  return new KijunError("CREDENTIAL_MISSING", `credential "${reference}" of ${file}: ${reason}`, { hint });
}
