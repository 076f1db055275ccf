import { createHmac } from "node:crypto";

/**
 * The code that a row carries in sight, 8 hexadecimal digits: it goes with this row of this issue and with no other, so
 * that a row whose id was changed, or that was copied from another sheet, is known. Of HMAC-SHA256.
 */
export function rowCode(key: Uint8Array, form: { readonly id: string; readonly issue: number }, host: string): string {
  return createHmac("sha256", key)
    .update(JSON.stringify([form.id, form.issue, host]))
    .digest("hex")
    .slice(0, 8);
}
