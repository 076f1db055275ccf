import { z } from "zod";

import { addFiles, fileKind } from "../form/file-store.live.js";
import { AreaFailure } from "../form/live-form.js";
import type { LiveForm, UsedMachineOrigin, WriteFailure } from "../form/live-form.js";
import { SeededRandom } from "../form/seeded-random.js";
import type { JsonValue } from "../form/setting-area.js";
import { namedValue, registryValue, setRegistryValue } from "../form/windows-state.js";
import type { WindowsState } from "../form/windows-state.js";
import { usedShares } from "./used-shares.live.js";

/** A share as MSFT_SmbShare shows it. */
export interface ShareState {
  readonly path: string;
  encrypt: boolean;
  /** Security descriptor in Windows' text form. */
  descriptor: string | null;
  /** Windows makes it for itself. */
  readonly special?: true;
  /** It shares a printer. */
  readonly printer?: true;
  /** Whoever wants to change or remove it is denied. */
  readonly guarded?: true;
}

declare module "../form/windows-state.js" {
  interface WindowsState {
    /** Shares by name; that of a cluster by the name of its scope and its own, `SCOPE\name`. */
    shares?: Record<string, ShareState>;
  }
}

const requestSchema = z.object({ names: z.array(z.string()), others: z.boolean() });
const wantedSchema = z.object({
  path: z.string().optional(),
  descriptor: z.string().optional(),
  encrypt: z.boolean().optional(),
});
const desiredSchema = z.object({
  entries: z.record(z.string(), z.union([z.literal("absent"), wantedSchema])),
  keep: z.array(z.string()).optional(),
});

const PRODUCT = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\ProductOptions";

export const sharesLive: LiveForm = {
  area: "shares",
  read(machine, request) {
    const { names, others } = requestSchema.parse(request);
    const all = machine.shares ?? {};
    const asked = new Set(names.map((name) => name.toLowerCase()));
    const counted = Object.keys(all).filter(
      (name) => others && !asked.has(name.toLowerCase()) && !isOwn(machine, name),
    );
    const found: Record<string, JsonValue> = {};
    for (const name of [...names, ...counted]) {
      const share = namedValue(all, name);
      if (share !== undefined) found[name] = { path: share.path, encrypt: share.encrypt, descriptor: share.descriptor };
    }
    return { shares: found };
  },
  write(machine, desired) {
    const { entries, keep } = desiredSchema.parse(desired);
    const failures = Object.entries(entries).flatMap(([name, wanted]) =>
      attempt(name, () => {
        writeShare(machine, name, wanted);
      }),
    );
    if (keep === undefined) return failures;
    const declared = new Set([...keep, ...Object.keys(entries)].map((name) => name.toLowerCase()));
    const others = Object.keys(machine.shares ?? {}).filter(
      (name) => !declared.has(name.toLowerCase()) && !isOwn(machine, name),
    );
    const removals = others.flatMap((name) =>
      attempt("*", () => {
        removeShare(machine, name);
      }),
    );
    return [...failures, ...removals];
  },
  /** Makes the folder, too. */
  byHand(machine, desired) {
    for (const [name, wanted] of Object.entries(desiredSchema.parse(desired).entries)) {
      if (wanted === "absent" || wanted.path === undefined) continue;
      addFiles(machine, { [wanted.path]: { kind: "folder" } });
      writeShare(machine, name, wanted);
    }
  },
  furnish(machine, { role, kind, seed }: UsedMachineOrigin) {
    const domainController = role === "active-directory-server";
    const product = domainController ? "LanmanNT" : kind === "client" ? "WinNT" : "ServerNT";
    setRegistryValue(machine.registry, PRODUCT, "ProductType", { kind: "String", value: product });
    machine.shares = usedShares(role, new SeededRandom(seed, "shares"));
    const folders = Object.values(machine.shares).flatMap(({ path, special }) => (special === true ? [] : [path]));
    addFiles(machine, Object.fromEntries(folders.map((path) => [path, { kind: "folder" }])));
  },
};

function isOwn(machine: WindowsState, name: string): boolean {
  const share = namedValue(machine.shares ?? {}, name);
  if (share?.special === true && /^(?:[a-z]|admin|ipc)\$$/i.test(name)) return true;
  if (/^print\$$/i.test(name) && /\\system32\\spool\\drivers$/i.test(share?.path ?? "")) return true;
  const product = registryValue(machine.registry, PRODUCT, "ProductType")?.value;
  return String(product).toLowerCase() === "lanmannt" && /^(?:sysvol|netlogon)$/i.test(name);
}

function attempt(key: string, write: () => void): WriteFailure[] {
  try {
    write();
    return [];
  } catch (error) {
    if (!(error instanceof AreaFailure)) throw error;
    return [{ key, code: error.code, detail: error.detail }];
  }
}

type Wanted = z.output<typeof wantedSchema>;

function writeShare(machine: WindowsState, name: string, wanted: Wanted | "absent"): void {
  const share = namedValue(machine.shares ?? {}, name);
  if (wanted === "absent") {
    if (share !== undefined) removeShare(machine, name);
    return;
  }
  const { path, descriptor, encrypt } = wanted;
  if (share === undefined) {
    addShare(machine, name, wanted);
    return;
  }
  if (path !== undefined && path.toLowerCase() !== share.path.toLowerCase().replace(/(?<=[^:\\])\\+$/, ""))
    throw new AreaFailure("SHARE_NOT_MOVED", `it shares ${share.path}: declare it absent first, or correct the path`);
  const changed = (descriptor ?? share.descriptor) !== share.descriptor || (encrypt ?? share.encrypt) !== share.encrypt;
  if (!changed) return;
  assertOwn(name, share);
  share.descriptor = descriptor ?? share.descriptor;
  share.encrypt = encrypt ?? share.encrypt;
}

function addShare(machine: WindowsState, name: string, { path, descriptor, encrypt = false }: Wanted): void {
  if (name.includes("\\")) throw ofCluster();
  if (path === undefined || descriptor === undefined)
    throw new AreaFailure(
      "SHARE_NOT_CREATED",
      "a share that is not there is made only where path and access are declared",
    );
  if (["nothing", "file"].includes(fileKind(machine, path))) throw new AreaFailure("FOLDER_MISSING", path);
  machine.shares = { ...machine.shares, [name]: { path, encrypt, descriptor } };
}

function removeShare(machine: WindowsState, name: string): void {
  const [stored, share] =
    Object.entries(machine.shares ?? {}).find(([candidate]) => candidate.toLowerCase() === name.toLowerCase()) ?? [];
  if (stored === undefined || share === undefined) return;
  assertOwn(stored, share);
  Reflect.deleteProperty(machine.shares ?? {}, stored);
}

function assertOwn(name: string, { printer, guarded }: ShareState): void {
  if (name.includes("\\")) throw ofCluster();
  if (printer === true) throw new AreaFailure("SHARE_OF_PRINTER", "it goes with its printer: stop sharing the printer");
  if (guarded === true) throw new AreaFailure("ACCESS_DENIED", name);
}

function ofCluster(): AreaFailure {
  return new AreaFailure("SHARE_OF_CLUSTER", "the cluster manages it: change it there");
}
