/** A detail of an error is for a person to read; what a machine answers may be of any length. Characters. */
const MOST = 300;

/** One line of a text from elsewhere, short enough to be shown, recorded and sent. */
export function boundedText(text: string, most = MOST): string {
  // eslint-disable-next-line no-control-regex -- they are what has to go
  const line = text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, " ").trim();
  // A character is two units at most, so more of a long text need not be looked at.
  const letters = Array.from(line.slice(0, 2 * most + 2));
  return letters.length <= most ? line : `${letters.slice(0, most).join("")}...`;
}
