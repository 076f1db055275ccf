/**
 * The rules of one group of Windows, one per line: `<In|Out> <protocol number, * for any> <rule name> <word>…`.
 * Words are `Key=Value` as the rule string has them, or short for some: `svc:x` a service in svchost, `exe:x` a program
 * in system32, `app:x` a program of its own, `subnet` the local subnet, `renders` devices that play media, `domain` / `private` / `public` a profile.
 */
export interface RuleGroup {
  /** The language-free name: the resource that holds the translated one. */
  readonly group: string;
  /** Whether the rules allow anything on a machine nobody has touched. */
  readonly active: boolean;
  /** Each rule stands twice: for the local subnet of private and public networks, and unscoped for the domain. */
  readonly twin?: true;
  readonly rules: string;
}

/** One rule in parts, so that the words for a version and for on and off are put in late. */
export interface RuleTemplate {
  readonly name: string;
  readonly active: boolean;
  /** Everything behind `Active=…|`. */
  readonly tail: string;
}

const SHORT_WORDS: Readonly<Record<string, readonly string[]>> = {
  "app:System": ["App=System"],
  "app:wmplayer": ["App=%PROGRAMFILES%\\Windows Media Player\\wmplayer.exe"],
  "app:wmplayer-x86": ["App=%PROGRAMFILES(x86)%\\Windows Media Player\\wmplayer.exe"],
  renders: ["RA42=Ply2Renders", "RA62=Ply2Renders"],
  subnet: ["RA4=LocalSubnet", "RA6=LocalSubnet"],
  domain: ["Profile=Domain"],
  private: ["Profile=Private"],
  public: ["Profile=Public"],
};

/** What follows the texts of a rule. */
const EDGE = /^(?:Edge|Defer)=/;

/** Order of the keys in a rule string as Windows writes it; what is not named stands before `App`. */
const KEY_ORDER = [
  ...["Profile", "LPort", "LPort2_10", "LPort2_20", "RPort", "RPort2_10", "ICMP4", "ICMP6"],
  ...["RA4", "RA6", "other", "App", "Svc"],
];

/** Takes the lines of a group apart. Name and description resources follow the group's number in steps of four (believed). */
export function ruleTemplates(group: RuleGroup): RuleTemplate[] {
  const lines = group.rules.trim().split("\n");
  return lines.flatMap((line, index) => {
    const [direction = "", protocol = "", name = "", ...words] = line.trim().split(" ");
    const keys = words.filter((word) => !EDGE.test(word)).flatMap(expandWord);
    const edge = words.filter((word) => EDGE.test(word));
    const head = [`Dir=${direction}`, ...(protocol === "*" ? [] : [`Protocol=${protocol}`])];
    const texts = resourceTexts(group.group, index);
    const rule = (ruleName: string, extra: readonly string[]): RuleTemplate => ({
      name: ruleName,
      active: group.active,
      tail: [...head, ...inOrder([...keys, ...extra]), ...texts, ...edge, ""].join("|"),
    });
    if (group.twin === undefined) return [rule(name, [])];
    return [
      rule(name, ["Profile=Private", "Profile=Public", "RA4=LocalSubnet", "RA6=LocalSubnet"]),
      rule(`${name}-NoScope`, ["Profile=Domain"]),
    ];
  });
}

function expandWord(word: string): readonly string[] {
  if (word.startsWith("svc:")) return ["App=%SystemRoot%\\system32\\svchost.exe", `Svc=${word.slice(4)}`];
  if (word.startsWith("exe:")) return [`App=%SystemRoot%\\system32\\${word.slice(4)}`];
  return SHORT_WORDS[word] ?? [word];
}

function inOrder(keys: readonly string[]): string[] {
  const rank = (key: string): number => {
    const place = KEY_ORDER.indexOf(key.slice(0, key.indexOf("=")));
    return place < 0 ? KEY_ORDER.indexOf("other") : place;
  };
  return [...keys].sort((left, right) => rank(left) - rank(right));
}

function resourceTexts(group: string, index: number): string[] {
  const comma = group.lastIndexOf(",-");
  const [library, number] = [group.slice(0, comma), Number(group.slice(comma + 2)) + 1 + index * 4];
  return [`Name=${library},-${String(number)}`, `Desc=${library},-${String(number + 3)}`, `EmbedCtxt=${group}`];
}
