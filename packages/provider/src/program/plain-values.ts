import * as pulumi from "@pulumi/pulumi";

import type { Issue } from "@kijun/core";

/**
 * Reports every Output, secret and Promise in a machine's arguments. An unknown value would make a policy pass
 * unseen, and a secret would stand in plain text in the state, so a machine takes plain values only.
 */
export function reportUnplain(value: unknown, file: string, path: string, issues: Issue[]): void {
  if (pulumi.Output.isInstance(value)) {
    const message =
      "is an Output (or a secret); a machine takes plain values only: pass the value itself, and a secret by the name of a credential";
    issues.push({ file, path, message });
  } else if (value instanceof Promise) {
    issues.push({ file, path, message: "is a Promise; await it before the machine is declared" });
  } else if (typeof value === "object" && value !== null && !(value instanceof pulumi.Resource)) {
    for (const [name, inner] of Object.entries(value))
      reportUnplain(inner, file, path === "" ? name : `${path}.${name}`, issues);
  }
}
