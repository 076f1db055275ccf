import type { CanonicalArea } from "@kijun/core";

import { functionSuffix } from "../area-scripts.js";
import type { SettingArea, WindowsRequest } from "./setting-area.js";

/** One area to read: its id, the suffix of its PowerShell functions, and what `Read-<Area>` must be told. */
export interface AreaRequest {
  readonly id: string;
  readonly function: string;
  readonly request: WindowsRequest;
  /** Only where something is to be written: what `Set-<Area>` is told. */
  readonly desired?: WindowsRequest;
}

/** The request that reads an area of which these settings are declared; `asked` is our time of asking, null for none. */
export function readingOf(area: SettingArea, desired: CanonicalArea, asked?: string | null): AreaRequest {
  return { id: area.id, function: functionSuffix(area.id), request: area.readRequest(desired, asked) };
}
