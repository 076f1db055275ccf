import type { CanonicalAreaOrReserved } from "./canonical.js";

/** What reading one machine gave: its areas in canonical form, or why it could not be read. */
export type HostReading =
  | {
      readonly kind: "complete";
      readonly identity: MachineIdentity;
      /** By input property; an area that could not be read holds its reserved text. */
      readonly areas: { readonly [property: string]: CanonicalAreaOrReserved };
      /** ISO 8601, UTC. */
      readonly readAt: string;
    }
  | {
      readonly kind: "unreachable";
      readonly code: string;
      readonly message: string;
      /** What the reader can do next. */
      readonly hint: string;
    };

/** Who a machine says it is. The first thing asked of it; nothing else is read from a machine that is not the declared one. */
export interface MachineIdentity {
  readonly computerName: string;
  /** `HKLM\SOFTWARE\Microsoft\Cryptography\MachineGuid`; new after a reinstallation, so it tells a rebuilt machine. */
  readonly machineGuid: string;
  /** Serial number in the firmware (Win32_BIOS), empty where the firmware has none. */
  readonly serialNumber: string;
  /** `build.revision`, e.g. `22631.4391`. */
  readonly build: string;
}

/** The value of the reserved input `reading` that every machine is declared to have. */
export const READING_COMPLETE = "complete";

/** The value of `reading` for a machine that did not answer, so that it always differs from the declared one. */
export function readingUnreachable(code: string, lastRead: string | undefined): string {
  return `unreachable: ${code}, last read ${lastRead ?? "never"}`;
}
