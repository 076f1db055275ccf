import type { Issue } from "@kijun/core";

import { compileSettings } from "./compile-settings.js";

/** What is wrong with a declaration of one area, as `path: message`. */
export function declarationIssues(property: string, declared: unknown): string[] {
  const issues: Issue[] = [];
  compileSettings({ [property]: declared }, "t.ts", "", issues);
  return issues.map(({ path, message }) => `${path}: ${message}`);
}
