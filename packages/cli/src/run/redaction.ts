/** Variables whose value nobody may read in a file. `KIJUN_CREDENTIALS` and the like name a place and are no secret. */
const SECRET_NAME = /PASS(?:WORD|PHRASE|WD)?$|SECRET|TOKEN|_KEY$/i;
/** Shorter values would blot out words that have nothing to do with them. */
const SHORTEST_SECRET = 4;

const REDACTED = "[redacted]";

/**
 * Takes out of a text what must not stand in a file: values of secret variables, passwords in addresses, and values of
 * options that sound like one. Our own records hold none; a person's own arguments and an engine's words may.
 */
export function redactor(environment: NodeJS.ProcessEnv): (text: string) => string {
  const secrets = Object.entries(environment)
    .flatMap(([name, value = ""]) => (SECRET_NAME.test(name) && value.length >= SHORTEST_SECRET ? [value] : []))
    .sort((left, right) => right.length - left.length);
  return (text) => {
    const known = secrets.reduce((rest, secret) => rest.replaceAll(secret, REDACTED), text);
    return known
      .replace(/(\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:)[^\s/@]+@/gi, `$1${REDACTED}@`)
      .replace(/\b([\w:.-]*(?:pass(?:word|phrase)?|secret|token))=\S+/gi, `$1=${REDACTED}`);
  };
}
