import type { HostRole } from "@kijun/core";
import type { WindowsRequest } from "@kijun/settings";
import type { WindowsState } from "@kijun/settings/live";
import { z } from "zod";

/** What an area is rolled out with, in Windows' own words: what `Read-<Area>` is told, and what `Set-<Area>` writes. */
export interface AreaSpecification {
  readonly request: WindowsRequest;
  readonly desired: WindowsRequest;
}

/** One machine of a simulated fleet. */
export interface HostSpecification {
  /** Computer name; the machine's identity and noise are drawn from it. */
  readonly name: string;
  /** The address that clients know; a route leads from it to the machine's port. */
  readonly address: string;
  readonly role: HostRole;
  /** As a host class names it. */
  readonly operatingSystem: string;
  /** By area id; written once when the machine is made, so that it is a rolled-out one. */
  readonly areas: { readonly [areaId: string]: AreaSpecification };
}

/** A simulated fleet: which machines there are, and how they are reached. Holds no secret. */
export interface FleetSpecification {
  readonly hosts: readonly HostSpecification[];
  /** The day the fleet stands for, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** Reference of the credential that opens every machine. */
  readonly credential: string;
  readonly locale: WindowsState["locale"];
  /** The connection that the machines show; without it they show that they are reached from their own computer. */
  readonly controller?: { readonly address: string; readonly port: number } | undefined;
}

const windowsRequest = z.record(z.string(), z.json());

/** A specification as it stands in a file. */
export const fleetSpecificationSchema = z.object({
  hosts: z.array(
    z.object({
      name: z.string(),
      address: z.string(),
      role: z.enum(["terminal", "communication-server", "active-directory-server"]),
      operatingSystem: z.string(),
      areas: z.record(z.string(), z.object({ request: windowsRequest, desired: windowsRequest })),
    }),
  ),
  asOf: z.string(),
  credential: z.string(),
  locale: z.enum(["ja-JP", "en-US"]),
  controller: z.object({ address: z.string(), port: z.int() }).optional(),
}) satisfies z.ZodType<FleetSpecification>;
