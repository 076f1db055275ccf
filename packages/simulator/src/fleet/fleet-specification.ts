import type { CanonicalArea, HostRole, Scalar } from "@kijun/core";
import type { WindowsState } from "@kijun/settings/live";
import { z } from "zod";

/** What machines of one kind hold once it was rolled out to them: canonical settings by input property. */
export type RollOut = { readonly [property: string]: CanonicalArea };

const scalar = z.union([z.string(), z.number(), z.boolean()]) satisfies z.ZodType<Scalar>;

/** Canonical settings by input property, as they come from a file or over the control channel. */
export const canonicalAreasSchema = z.record(
  z.string(),
  z.record(z.string(), z.union([scalar, z.record(z.string(), scalar)])),
) satisfies z.ZodType<RollOut>;

/** One machine of a simulated fleet. */
export interface HostSpecification {
  /** Computer name; the machine's identity and noise are drawn from it. */
  readonly name: string;
  /** The address that clients know; a route leads from it to the machine's port. */
  readonly address: string;
  readonly role: HostRole;
  /** As a host class names it. */
  readonly operatingSystem: string;
  /** Name of what was rolled out to it; left out for a machine that nobody has configured. */
  readonly rollOut?: string | undefined;
}

/** A simulated fleet: which machines there are, and how they are reached. Holds no secret. */
export interface FleetSpecification {
  readonly hosts: readonly HostSpecification[];
  /** By the name that hosts give. */
  readonly rollOuts: { readonly [name: string]: RollOut };
  /** The day the fleet stands for, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** Reference of the credential that opens every machine. */
  readonly credential: string;
  readonly locale: WindowsState["locale"];
  /** The connection that the machines show; without it they show that they are reached from their own computer. */
  readonly controller?: { readonly address: string; readonly port: number } | undefined;
}

/** A specification as it stands in a file. */
export const fleetSpecificationSchema = z.object({
  hosts: z.array(
    z.object({
      name: z.string(),
      address: z.string(),
      role: z.enum(["terminal", "communication-server", "active-directory-server"]),
      operatingSystem: z.string(),
      rollOut: z.string().optional(),
    }),
  ),
  rollOuts: z.record(z.string(), canonicalAreasSchema),
  asOf: z.string(),
  credential: z.string(),
  locale: z.enum(["ja-JP", "en-US"]),
  controller: z.object({ address: z.string(), port: z.int() }).optional(),
}) satisfies z.ZodType<FleetSpecification>;
