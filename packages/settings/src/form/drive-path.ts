import { namedValue } from "./windows-state.js";

/** Variables that mean the same whoever asks, with what they nearly always mean; those of an account (%TEMP%) do not. */
const MACHINE_VARIABLES: { readonly [name: string]: string } = {
  SystemDrive: "C:",
  SystemRoot: "C:\\Windows",
  windir: "C:\\Windows",
  ProgramFiles: "C:\\Program Files",
  "ProgramFiles(x86)": "C:\\Program Files (x86)",
  ProgramData: "C:\\ProgramData",
  Public: "C:\\Users\\Public",
};

const EXAMPLE = "C:\\JUKI\\app.ini or %ProgramData%\\JUKI\\app.ini";
const HEAD = /^(?:[a-z]:|%([^%\\]+)%)(?=\\)/i;
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
/** The longest path that every program of Windows understands. */
const MAX_PATH = 259;

/**
 * Why a text is no full path on a drive of the machine, undefined for one that is: a drive or a variable of the machine,
 * then names that mean one file only. Paths of the network, of devices and with short names (`PROGRA~1`) are none.
 */
export function drivePathFault(path: string): string | undefined {
  const [head, variable] = HEAD.exec(path) ?? [];
  if (head === undefined) return `must be a full path on a drive of the machine: ${EXAMPLE}`;
  if (variable !== undefined && namedValue(MACHINE_VARIABLES, variable) === undefined) {
    const known = Object.keys(MACHINE_VARIABLES).map((name) => `%${name}%`);
    return `%${variable}% is no variable of the machine; known are ${known.join(", ")}`;
  }
  if (path.length > MAX_PATH) return `must not be longer than ${String(MAX_PATH)} characters`;
  for (const name of path.slice(head.length + 1).split("\\")) {
    const fault = nameFault(name);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** A path with its variable replaced by what it nearly always means, as modelled machines have it; one that is unknown stays. */
export function usualPath(path: string): string {
  return path.replace(/^%([^%]+)%/, (text, name: string) => namedValue(MACHINE_VARIABLES, name) ?? text);
}

/** Those of the paths that name the same file as one before them. */
export function twinPaths(paths: readonly string[]): string[] {
  const usual = paths.map((path) => usualPath(path).toLowerCase());
  return paths.filter((_, index) => usual.indexOf(usual[index] ?? "") !== index);
}

function nameFault(name: string): string | undefined {
  if (name === "") return `has an empty name between two backslashes or at its end; right is ${EXAMPLE}`;
  if (name === "." || name === "..") return `must not hold "${name}": write the path that is meant`;
  // eslint-disable-next-line no-control-regex
  const [strange] = /[\u0000-\u001f<>:"/|?*%]/.exec(name) ?? [];
  if (strange !== undefined) return `${JSON.stringify(strange)} cannot stand in the name ${JSON.stringify(name)}`;
  if (/[. ]$/.test(name)) return `Windows drops the dot or space at the end of ${JSON.stringify(name)}: leave it out`;
  if (DEVICE.test(name)) return `${JSON.stringify(name)} is the name of a device`;
  return /~\d/.test(name) ? `${JSON.stringify(name)} looks like a short name: write the long one` : undefined;
}
