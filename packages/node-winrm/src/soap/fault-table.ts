import type { WinRMErrorCode } from "../winrm-error.js";

/** Fault codes this client acts on; names are those of the Windows SDK without ERROR_WSMAN_. */
export const FaultCode = {
  ACCESS_DENIED: 5,
  BUSY: 170,
  OPERATION_ABORTED: 995,
  TIMEOUT: 1460,
  OPERATION_TIMED_OUT: 2150858793,
  UNEXPECTED_SELECTORS: 2150858843,
  QUOTA_MAX_OPERATIONS: 2150859174,
} as const;

interface FaultMeaning {
  code: WinRMErrorCode;
  /** name in the Windows SDK or a short description */
  name: string;
}

const meaning = (code: WinRMErrorCode, name: string): FaultMeaning => ({ code, name });

/** Meaning of WSManFault codes, unsigned. Decisions rest on these numbers only: texts are localised. */
const FAULTS = new Map<number, FaultMeaning>([
  [5, meaning("WINRM_ACCESS_DENIED", "access denied")],
  [87, meaning("WINRM_PROTOCOL", "invalid parameter")],
  [170, meaning("WINRM_TIMEOUT", "busy with the previous input")],
  [995, meaning("WINRM_SHELL_GONE", "operation aborted")],
  [1460, meaning("WINRM_TIMEOUT", "timed out")],
  [2147942402, meaning("WINRM_COMMAND_FAILED", "file not found")],
  [2147943418, meaning("WINRM_SHELL_GONE", "the user profile was unloaded")],
  [2150858752, meaning("WINRM_PROTOCOL", "resource not found")],
  [2150858767, meaning("WINRM_PROTOCOL", "invalid header")],
  [2150858768, meaning("WINRM_PROTOCOL", "header not understood")],
  [2150858778, meaning("WINRM_PROTOCOL", "resource not found")],
  [2150858793, meaning("WINRM_TIMEOUT", "operation timed out")],
  [2150858806, meaning("WINRM_AUTH_FAILED", "authentication failed")],
  [2150858815, meaning("WINRM_QUOTA", "quota limit")],
  [2150858817, meaning("WINRM_PROTOCOL", "schema validation error")],
  [2150858823, meaning("WINRM_ENVELOPE_TOO_LARGE", "maximum envelope size")],
  [2150858824, meaning("WINRM_ENVELOPE_TOO_LARGE", "maximum envelope size exceeded")],
  [2150858825, meaning("WINRM_ENVELOPE_TOO_LARGE", "the server's envelope limit")],
  [2150858843, meaning("WINRM_SHELL_GONE", "shell or command is not known")],
  [2150858881, meaning("WINRM_PROTOCOL", "invalid timeout header")],
  [2150859046, meaning("WINRM_TIMEOUT", "network timed out")],
  [2150859082, meaning("WINRM_SHELL_GONE", "shell already closed")],
  [2150859173, meaning("WINRM_QUOTA", "shells per user")],
  [2150859174, meaning("WINRM_QUOTA", "operations per user")],
  [2150859175, meaning("WINRM_QUOTA", "user quota")],
  [2150859176, meaning("WINRM_QUOTA", "system quota")],
  [2150859179, meaning("WINRM_QUOTA", "users with shells")],
  [2150859180, meaning("WINRM_POLICY", "remote shells are not allowed")],
  [2150859229, meaning("WINRM_POLICY", "remote access is disabled")],
  [2150859235, meaning("WINRM_POLICY", "remote connection is not allowed")],
  ...Array.from({ length: 7 }, (_, index): [number, FaultMeaning] => [
    2150859236 + index,
    meaning("WINRM_QUOTA", "quota of the shell plug-in"),
  ]),
]);

export function faultMeaning(faultCode: number | undefined): FaultMeaning {
  const known = faultCode === undefined ? undefined : FAULTS.get(faultCode);
  return known ?? meaning("WINRM_PROTOCOL", "a fault this client does not know");
}

/** A code in decimal (also signed) or hexadecimal as an unsigned 32-bit number; undefined when it is neither. */
export function normaliseFaultCode(text: string | undefined): number | undefined {
  const value = text === undefined || text.trim() === "" ? NaN : Number(text);
  return Number.isInteger(value) ? value >>> 0 : undefined;
}
