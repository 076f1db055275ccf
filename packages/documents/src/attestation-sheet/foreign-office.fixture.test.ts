import { execFile } from "node:child_process";
import { accessSync, constants, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const REPOSITORY = fileURLToPath(new URL("../../../..", import.meta.url));

/** LibreOffice: `KIJUN_SOFFICE`, else on PATH; undefined without one. */
export function officeCommand(): string | undefined {
  return firstExecutable("KIJUN_SOFFICE", pathsOf("soffice"));
}

/** A checker against the schemas of Office 2016 that ends with 1 for a faulty file: `KIJUN_OFFICE_VALIDATE`, else beside the repository. */
export function validatorCommand(): string | undefined {
  return firstExecutable("KIJUN_OFFICE_VALIDATE", [join(REPOSITORY, "../shared/tools/office/office-validate")]);
}

/** Opens a workbook in LibreOffice and saves it again. */
export async function resaved(office: string, bytes: Uint8Array): Promise<Uint8Array> {
  return inFolder(async (folder) => {
    writeFileSync(join(folder, "sheet.xlsx"), bytes);
    const out = join(folder, "out");
    const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
    const convert = ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", out];
    await promisify(execFile)(office, [profile, "--headless", ...convert, join(folder, "sheet.xlsx")]);
    return readFileSync(join(out, "sheet.xlsx"));
  });
}

/** Faults of a workbook in the words of the checker; empty where there are none. */
export async function faultsOf(validator: string, bytes: Uint8Array): Promise<string> {
  return inFolder(async (folder) => {
    const file = join(folder, "sheet.xlsx");
    writeFileSync(file, bytes);
    try {
      await promisify(execFile)(validator, [file]);
      return "";
    } catch (error) {
      return error instanceof Error && "stdout" in error ? String(error.stdout) : String(error);
    }
  });
}

async function inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "kijun-office-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function pathsOf(name: string): string[] {
  return (process.env["PATH"] ?? "").split(delimiter).flatMap((folder) => (folder === "" ? [] : [join(folder, name)]));
}

function firstExecutable(variable: string, others: readonly string[]): string | undefined {
  const named = process.env[variable];
  return (named === undefined || named === "" ? others : [named]).find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
