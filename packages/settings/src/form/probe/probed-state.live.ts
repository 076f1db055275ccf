import type { ProcessState } from "../process-store.live.js";
import { isSameName, namedValue } from "../windows-state.js";
import type { WindowsState } from "../windows-state.js";

/** A file that probes look at. */
export interface ProbedFile {
  /** Four numbers; absent where it carries no version. */
  version?: string;
  sha256?: string;
  /** As Get-AuthenticodeSignature shows it; absent where nobody has signed. */
  signature?: { readonly status: string; readonly thumbprint: string; readonly subject: string };
  /** Whoever opens it is denied. */
  readonly denied?: true;
  /** Of a log. */
  lines?: string[];
  /** When it was last written to: ISO 8601, UTC. */
  written?: string;
  /** What it does when it is run with these arguments. */
  runs?: { readonly arguments: string; readonly exitCode: number; readonly output: string }[];
}

/** What probes alone look at on a machine: neither registry, services, processes, listening sockets nor event logs. */
export interface ProbedState {
  /** SIDs by name of account. */
  accounts?: Record<string, string>;
  drivers?: Record<string, { startMode: string; state: string }>;
  /** By path. */
  files?: Record<string, ProbedFile>;
  /** By path and name. */
  tasks?: Record<string, { enabled: boolean; lastResult: number; account: string }>;
}

declare module "../windows-state.js" {
  interface WindowsState {
    probed?: ProbedState;
  }
}

/** The logs that a path with wildcards in its last part means, the one last written to first. */
export function logsOf({ probed }: WindowsState, path: string): ProbedFile[] {
  const files = Object.entries(probed?.files ?? {}).filter(([name]) => isMeant(path, name));
  return files.map(([, file]) => file).sort((left, right) => ((left.written ?? "") < (right.written ?? "") ? 1 : -1));
}

/** Whether a file's path is one of those that a path with wildcards means. */
export function isMeant(path: string, name: string): boolean {
  const pattern = path
    .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", "[^\\\\]*")
    .replaceAll("?", "[^\\\\]");
  return new RegExp(`^${pattern}$`, "i").test(name);
}

export function fileAt({ probed }: WindowsState, path: string): ProbedFile | undefined {
  return namedValue(probed?.files ?? {}, path);
}

/** Whether a process is one that an image means: a path, or a name alone. */
export function isImage(image: string, { name, path }: ProcessState): boolean {
  return image.includes("\\") ? path !== null && isSameName(path, image) : isSameName(name, image);
}
