import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  /** The session it belongs to; only Linux tells it for all processes. */
  readonly session?: number;
}

/**
 * The processes that an engine has started, and those that these have started. On Linux they are found also once the
 * engine has ended, by the session that it was given when it was started; elsewhere only while it lives.
 */
export function startedBy(engine: number, platform: NodeJS.Platform = process.platform): number[] {
  const all = processes(platform);
  const below = (pid: number): ProcessEntry[] =>
    all.filter(({ parent }) => parent === pid).flatMap((child) => [child, ...below(child.pid)]);
  const found = [...below(engine), ...all.filter(({ session }) => session === engine)];
  return [...new Set(found.map(({ pid }) => pid))].filter((pid) => pid !== engine);
}

function processes(platform: NodeJS.Platform): ProcessEntry[] {
  if (platform === "linux") return fromProc();
  if (platform === "win32") {
    const query =
      "Get-CimInstance Win32_Process -Property ProcessId,ParentProcessId | ForEach-Object { '{0} {1}' -f $_.ProcessId,$_.ParentProcessId }";
    return fromTable("powershell.exe", ["-NoProfile", "-NonInteractive", "-Command", query]);
  }
  return fromTable("ps", ["-A", "-o", "pid=,ppid="]);
}

/** `proc(5)`: the name may hold anything, the numbers come after its last bracket. */
function fromProc(): ProcessEntry[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name): ProcessEntry[] => {
      try {
        const text = readFileSync(`/proc/${name}/stat`, "utf8");
        const [state, parent, , session] = text.slice(text.lastIndexOf(")") + 2).split(" ");
        return state === "Z" ? [] : [{ pid: Number(name), parent: Number(parent), session: Number(session) }];
      } catch {
        // It has ended meanwhile.
        return [];
      }
    });
}

function fromTable(command: string, args: readonly string[]): ProcessEntry[] {
  const { error, stdout } = spawnSync(command, args, { encoding: "utf8", windowsHide: true });
  // Where the program is missing no process is found.
  return (error === undefined ? stdout : "").split("\n").flatMap((line): ProcessEntry[] => {
    const [, pid, parent] = /^\s*(\d+)\s+(\d+)\s*$/.exec(line) ?? [];
    return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent) }];
  });
}
