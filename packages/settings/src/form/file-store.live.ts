import { usualPath } from "./drive-path.js";
import { AreaFailure } from "./live-form.js";
import { namedValue } from "./windows-state.js";
import type { WindowsState } from "./windows-state.js";

/** A file, folder or link of a drive. */
export interface FileState {
  /** Absent for a plain file. */
  readonly kind?: "folder" | "link";
  /** The bytes as base64; absent for what is no plain file, and for one that is too large to be kept. */
  readonly content?: string;
  /** Of a file whose content is not kept: its size. */
  readonly sizeBytes?: number;
  readonly readOnly?: true;
  /** A program has opened it and shares it with nobody. */
  readonly inUse?: true;
  /** Its permissions keep everybody from it. */
  readonly denied?: true;
  /** It may be read; whoever wants to replace or delete it is denied. */
  readonly guarded?: true;
}

declare module "./windows-state.js" {
  interface WindowsState {
    /** Files, folders and links by full path. A folder of which nobody asks need not be among them. */
    files?: Record<string, FileState>;
  }
}

export function fileKind(machine: WindowsState, path: string): "nothing" | "file" | "folder" | "link" {
  const parts = usualPath(path).split("\\");
  const file = storedFile(machine, path);
  if (file === undefined) return "nothing";
  const above = parts.map((_, index) => namedValue(machine.files ?? {}, parts.slice(0, index + 1).join("\\")));
  return above.some((folder) => folder?.kind === "link") ? "link" : (file.kind ?? "file");
}

/** The file at a path, undefined where there is none. Throws {@link AreaFailure} for what is no plain file. */
export function plainFile(machine: WindowsState, path: string): FileState | undefined {
  const kind = fileKind(machine, path);
  if (kind === "folder") throw new AreaFailure("FILE_IS_FOLDER", path);
  if (kind === "link") throw new AreaFailure("FILE_IS_LINK", path);
  return storedFile(machine, path);
}

/** The size of a file that may be opened. Throws {@link AreaFailure}. */
export function openedSize(file: FileState, path: string): number {
  assertFree(file, path);
  return file.sizeBytes ?? Buffer.from(file.content ?? "", "base64").length;
}

const READ_LIMIT_BYTES = 1_048_576;

/** All bytes of a file; undefined where there is none. Throws {@link AreaFailure}. */
export function fileBytes(machine: WindowsState, path: string): Buffer | undefined {
  const file = plainFile(machine, path);
  if (file === undefined) return undefined;
  if (openedSize(file, path) > READ_LIMIT_BYTES) throw new AreaFailure("FILE_TOO_LARGE", path);
  return Buffer.from(file.content ?? "", "base64");
}

/** Puts bytes in the place of a file, which keeps its attributes. Throws {@link AreaFailure}. */
export function replaceFile(machine: WindowsState, path: string, bytes: Uint8Array): void {
  const file = plainFile(machine, path);
  if (file !== undefined) assertWritable(file, path);
  const target = storedPath(machine, path);
  const others = Object.entries(machine.files ?? {}).filter(([other]) => !isAbandoned(other, target));
  machine.files = { ...Object.fromEntries(others), [target]: { ...file, content: base64(bytes) } };
}

/** Whether a killed session left a file beside the one that it was to replace. */
function isAbandoned(path: string, target: string): boolean {
  return path.toLowerCase().startsWith(`${target.toLowerCase()}.kijun-`) && /\.kijun-\d{1,9}-[0-9a-f]{32}$/i.test(path);
}

/** Throws {@link AreaFailure}. */
export function removeFile(machine: WindowsState, path: string): void {
  const file = plainFile(machine, path);
  if (file === undefined) return;
  assertWritable(file, path);
  Reflect.deleteProperty(machine.files ?? {}, storedPath(machine, path));
}

/** Adds files to a machine by path. */
export function addFiles(machine: WindowsState, files: Record<string, FileState>): void {
  machine.files = { ...machine.files, ...files };
}

/** A plain file of these bytes. */
export function fileOf(bytes: Uint8Array): FileState {
  return { content: base64(bytes) };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}

function assertFree({ denied, inUse }: FileState, path: string): void {
  if (denied === true) throw new AreaFailure("ACCESS_DENIED", path);
  if (inUse === true) throw new AreaFailure("FILE_IN_USE", path);
}

function assertWritable(file: FileState, path: string): void {
  assertFree(file, path);
  if (file.guarded === true) throw new AreaFailure("ACCESS_DENIED", path);
}

function storedFile(machine: WindowsState, path: string): FileState | undefined {
  return namedValue(machine.files ?? {}, usualPath(path));
}

/** The path as the machine holds it, or as it would be made. */
function storedPath(machine: WindowsState, path: string): string {
  const expanded = usualPath(path);
  const folded = expanded.toLowerCase();
  return Object.keys(machine.files ?? {}).find((stored) => stored.toLowerCase() === folded) ?? expanded;
}
