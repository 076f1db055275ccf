import { md4 } from "@kijun/node-winrm";

/**
 * Everything that gives a password away: itself in the encodings that files and protocols use, and its NT hash, which
 * opens an NTLM logon as well as the password does.
 */
export function formsOf(password: string): Buffer[] {
  const wide = Buffer.from(password, "utf16le");
  const hash = Buffer.from(md4(wide));
  const texts = [
    encodeURIComponent(password),
    Buffer.from(password).toString("hex"),
    hash.toString("hex"),
    hash.toString("base64").replace(/=+$/, ""),
    ...base64Cores(Buffer.from(password)),
    ...base64Cores(wide),
  ];
  return [Buffer.from(password), wide, hash, ...texts.map((text) => Buffer.from(text))];
}

/** Whether bytes hold any of the forms; hexadecimal ones in either case. */
export function holds(bytes: Buffer, forms: readonly Buffer[]): boolean {
  return forms.some(
    (form) => bytes.includes(form) || bytes.includes(Buffer.from(form.toString("latin1").toUpperCase(), "latin1")),
  );
}

/** What base64 makes of bytes in the middle of others, for each of the three places where they may begin. */
function base64Cores(bytes: Buffer): string[] {
  return [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64");
    // The first and last letters depend on the neighbours.
    return text.slice(offset === 0 ? 0 : 4, -4);
  });
}
