/**
 * Processes of Windows that protect themselves, so that their paths cannot be asked for. What only calls itself by such a
 * name has a path (claim `processes/protected-paths`).
 */
const PROTECTED = new Set([
  ...["system idle process", "system", "registry", "memory compression", "secure system", "smss.exe", "csrss.exe"],
  ...["wininit.exe", "services.exe", "lsass.exe", "lsaiso.exe", "sgrmbroker.exe", "securityhealthservice.exe"],
  ...["msmpeng.exe", "nissrv.exe", "mpdefendercoreservice.exe"],
]);

/** Below the folder of Windows, but for folders in which every user may put files. */
const WINDOWS = /^[a-z]:\\windows\\(?!temp\\|tasks\\|tracing\\)/i;

/** Where programs are installed, which takes an administrator; Defender keeps its own ones elsewhere. */
const PROGRAMS = /^[a-z]:\\(?:program files(?: \(x86\))?|programdata\\microsoft\\windows defender\\platform)\\/i;

/** Whether a process is one of Windows' own, by its image and where that lies; null where the path cannot be asked for. */
export function isWindowsProcess(name: string, path: string | null): boolean {
  return path === null ? PROTECTED.has(name.toLowerCase()) : WINDOWS.test(path);
}

/** Whether a program lies where an administrator alone puts programs. */
export function isInstalledProgram(path: string): boolean {
  return PROGRAMS.test(path);
}
