/** The languages that Kijun speaks to people. */
export const LANGUAGES = ["ja", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** A text in both languages. */
export type Text = { readonly [Name in Language]: string };

/**
 * The language to speak, decided before the command line is parsed because help and errors need it too: `--lang`, then
 * `KIJUN_LANG`, then the locale as POSIX ranks its variables. An unknown `--lang` is left to the parser to refuse.
 */
export function chooseLanguage(argv: readonly string[], environment: NodeJS.ProcessEnv): Language {
  const wanted = [optionValue(argv, "--lang"), environment["KIJUN_LANG"]].find(isLanguage);
  if (wanted !== undefined) return wanted;
  const locale = environment["LC_ALL"] || environment["LC_MESSAGES"] || environment["LANG"] || "";
  return locale.startsWith("ja") ? "ja" : "en";
}

function isLanguage(text: string | undefined): text is Language {
  return LANGUAGES.some((language) => language === text);
}

function optionValue(argv: readonly string[], name: string): string | undefined {
  const index = argv.findIndex((argument) => argument === name || argument.startsWith(`${name}=`));
  const found = argv[index];
  return found?.includes("=") ? found.slice(name.length + 1) : argv[index + 1];
}
