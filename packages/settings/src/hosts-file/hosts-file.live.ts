import { z } from "zod";

import { encodeAnsi } from "../form/code-page.live.js";
import { addFiles, fileBytes, fileOf, replaceFile } from "../form/file-store.live.js";
import { AreaFailure } from "../form/live-form.js";
import type { LiveForm, UsedMachineOrigin, WriteFailure } from "../form/live-form.js";
import { SeededRandom } from "../form/seeded-random.js";
import { registryValue } from "../form/windows-state.js";
import type { WindowsState } from "../form/windows-state.js";
import { HostsLines } from "./hosts-lines.live.js";

const requestSchema = z.object({ names: z.array(z.string()), others: z.boolean() });
const desiredSchema = z.object({ entries: z.record(z.string(), z.string()), keep: z.array(z.string()).optional() });

const PARAMETERS = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters";

export const hostsFileLive: LiveForm = {
  area: "hosts-file",
  read(machine, request) {
    const { names, others } = requestSchema.parse(request);
    const all = [...hostsLines(machine).addresses()];
    const hosts: Record<string, string[]> = {};
    for (const name of names) {
      const [, addresses] = all.find(([other]) => other.toLowerCase() === name.toLowerCase()) ?? [];
      if (addresses !== undefined) hosts[name] = addresses;
    }
    const asked = new Set(names.map((name) => name.toLowerCase()));
    for (const [name, addresses] of all) if (others && !asked.has(name.toLowerCase())) hosts[name] = addresses;
    return { hosts };
  },
  write(machine, desired) {
    const { entries, keep } = desiredSchema.parse(desired);
    const lines = hostsLines(machine);
    const names = Object.keys(entries);
    for (const name of names) lines.set(name, entries[name] === "absent" ? undefined : entries[name]);
    if (keep !== undefined) lines.removeOthers([...keep, ...names]);
    if (!lines.changed) return [];
    return attempt([...names, ...(keep === undefined ? [] : ["*"])], () => {
      replaceFile(machine, hostsPath(machine), lines.bytes());
    });
  },
  furnish(machine, { role, seed }: UsedMachineOrigin) {
    const text = usedHosts(role !== "terminal", new SeededRandom(seed, "hosts file"));
    const bytes = encodeAnsi(text, "932") ?? Buffer.from(text);
    addFiles(machine, { "C:\\Windows\\System32\\drivers\\etc\\hosts": fileOf(bytes) });
  },
};

function hostsPath(machine: WindowsState): string {
  const folder = String(registryValue(machine.registry, PARAMETERS, "DataBasePath")?.value ?? "");
  return `${folder === "" ? "%SystemRoot%\\System32\\drivers\\etc" : folder.replace(/\\+$/, "")}\\hosts`;
}

function hostsLines(machine: WindowsState): HostsLines {
  const path = hostsPath(machine);
  const bytes = fileBytes(machine, path) ?? Buffer.alloc(0);
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    throw new AreaFailure("ENCODING_UNKNOWN", path);
  return new HostsLines(bytes);
}

function attempt(keys: readonly string[], write: () => void): WriteFailure[] {
  try {
    write();
    return [];
  } catch (error) {
    if (!(error instanceof AreaFailure)) throw error;
    const { code, detail } = error;
    return keys.map((key) => ({ key, code, detail }));
  }
}

/** What Windows ships, and lines that somebody added with comments in the code page of Japanese Windows. */
function usedHosts(server: boolean, random: SeededRandom): string {
  const shipped = [
    "# Copyright (c) 1993-2009 Microsoft Corp.",
    "#",
    "# This is a sample HOSTS file used by Microsoft TCP/IP for Windows.",
    "#",
  ];
  const localhost = [
    "# localhost name resolution is handled within DNS itself.",
    "#\t127.0.0.1       localhost",
    "#\t::1             localhost",
  ];
  const added = server
    ? ["192.0.2.1\tcs1.juki.example cs1\t# 運用系", "192.0.2.2\tcs2.juki.example cs2\t# 待機系"]
    : [];
  const left = random.chance(0.1) ? ["192.0.2.14  oldcs.juki.example  # 旧ＣＳ 平成29年度更改まで"] : [];
  return [...shipped, ...localhost, ...added, ...left, ""].join("\r\n");
}
