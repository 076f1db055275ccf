import { usualPath } from "../form/drive-path.js";

/** Below these nothing is deleted, but in Windows' own folder for temporary files. */
export const PROTECTED_FOLDERS = ["%SystemRoot%"] as const;
export const DELETABLE_FOLDERS = ["%SystemRoot%\\Temp"] as const;

/** Folders of a drive that belong to Windows and to nobody else; those that begin with $ do, too. */
const SYSTEM_FOLDERS = ["windows", "boot", "efi", "recovery", "system volume information", "config.msi"];

/** A user's registry. */
const HIVE = /^(?:ntuser|usrclass)\.(?:dat|man)/;

/** Why a file may not be deleted, going by its path alone; undefined where it may. */
export function deletionFault(path: string): string | undefined {
  const [, ...names] = usualPath(path).toLowerCase().split("\\");
  const [first = ""] = names;
  const inTemporaryFolder = first === "windows" && names[1] === "temp" && names.length > 2;
  if (inTemporaryFolder) return undefined;
  if (SYSTEM_FOLDERS.includes(first) || first.startsWith("$"))
    return `is Windows' own: nothing is deleted there but below ${DELETABLE_FOLDERS.join(", ")}`;
  if (HIVE.test(names.at(-1) ?? "")) return "is a user's registry and is not deleted";
  return names.length === 1
    ? "stands directly on a drive, where Windows keeps what it starts from: it is not deleted"
    : undefined;
}
