/** A token or sealed body that does not follow MS-NLMP, MS-SPNG or MS-WSMV 2.2.9; the text carries no content of it. */
export class NtlmError extends Error {
  override readonly name = "NtlmError";
}
