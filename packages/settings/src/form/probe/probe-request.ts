import type { JsonValue } from "../setting-area.js";
import type { Probe } from "./probe-kinds.js";

/** A probe in Windows' own words, as `Read-Probe` is told it. */
export type ProbeRequest = { readonly kind: string } & { readonly [field: string]: JsonValue };

const UNINSTALL = "Microsoft\\Windows\\CurrentVersion\\Uninstall";
const UNINSTALL_VALUES = { version: "DisplayVersion", publisher: "Publisher", name: "DisplayName" } as const;
const SERVICE_PROPERTIES = { state: "State", start: "StartMode", account: "StartName" } as const;
const TASK_PROPERTIES = { state: "Enabled", "last-result": "LastTaskResult", account: "UserId" } as const;

/** What the agent is asked for a probe. Several kinds are values of the registry, which it knows only as such. */
export function probeRequest(probe: Probe): ProbeRequest {
  switch (probe.probe) {
    case "registry":
      return registryRequest(probe.key, probe.value ?? null, probe.user);
    case "uninstall": {
      const view = probe.view === "32-bit" ? "WOW6432Node\\" : "";
      return registryRequest(`HKLM\\SOFTWARE\\${view}${UNINSTALL}\\${probe.entry}`, UNINSTALL_VALUES[probe.read]);
    }
    case "service":
      if (probe.read === "path") return imagePath(probe.service);
      return {
        ...{ kind: "service", class: "Win32_Service", name: probe.service },
        property: SERVICE_PROPERTIES[probe.read],
      };
    case "driver":
      if (probe.read === "path") return imagePath(probe.driver);
      return {
        ...{ kind: "service", class: "Win32_SystemDriver", name: probe.driver },
        property: SERVICE_PROPERTIES[probe.read],
      };
    case "file": {
      const signed = probe.read === "publisher" || probe.read === "thumbprint";
      return { kind: "file", path: probe.file, property: signed ? "signature" : probe.read };
    }
    case "process":
      return { kind: "process", image: probe.image };
    case "scheduled-task":
      return { kind: "scheduled-task", path: probe.task, property: TASK_PROPERTIES[probe.read] };
    case "port":
      return { kind: "port", protocol: probe.protocol, port: probe.port };
    default:
      return searchRequest(probe);
  }
}

/** Probes that look through something. */
function searchRequest(probe: Extract<Probe, { probe: "event-log" | "text-log" | "command" }>): ProbeRequest {
  if (probe.probe === "event-log") {
    const { channel, provider, ids, data, days, read } = probe;
    return {
      ...{ kind: "event-log", channel, provider: provider ?? null, ids: ids ?? [], data: data ?? {}, days },
      last: read === "last",
    };
  }
  if (probe.probe === "text-log") {
    const { file, encoding, pattern, timeFormat, read } = probe;
    return { kind: "text-log", path: file, encoding, pattern, timeFormat: timeFormat ?? null, property: read };
  }
  const { exe, sha256, arguments: given, encoding, pattern, timeoutSeconds } = probe;
  return {
    ...{ kind: "command", path: exe, sha256, arguments: given ?? "", encoding: encoding ?? "utf-8" },
    ...{ pattern: pattern ?? null, timeoutSeconds },
  };
}

function registryRequest(key: string, name: string | null, user?: string): ProbeRequest {
  const path = key.slice("HKLM\\".length);
  return user === undefined ? { kind: "registry", key: path, name } : { kind: "user-registry", user, key: path, name };
}

function imagePath(name: string): ProbeRequest {
  return registryRequest(`HKLM\\SYSTEM\\CurrentControlSet\\Services\\${name}`, "ImagePath");
}
