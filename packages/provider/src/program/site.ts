import { SITE_TYPE } from "@kijun/core";
import * as pulumi from "@pulumi/pulumi";

/** A place where machines stand. Machines of one site are shown together; moving one to another site changes nothing on it. */
export class Site extends pulumi.ComponentResource {
  static readonly __pulumiType = SITE_TYPE;
  /** Stable name, also an input of each machine. */
  readonly id: string;

  constructor(id: string) {
    super(SITE_TYPE, id);
    this.id = id;
    this.registerOutputs({});
  }
}
