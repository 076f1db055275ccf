/** The Pulumi type of a machine. Renaming it would re-create every machine in every state. */
export const MACHINE_TYPE = "pulumi-nodejs:dynamic/kijun:Machine";

/** The Pulumi type of a site component. */
export const SITE_TYPE = "kijun:fleet:Site";
