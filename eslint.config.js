import { readdirSync, readFileSync } from "node:fs";

import js from "@eslint/js";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

const arrows = JSON.parse(readFileSync(new URL("scripts/dependency-arrows.json", import.meta.url), "utf8"));

/** Folder of each workspace by the last part of its name. */
const folders = Object.fromEntries(
  ["packages", "baselines", "policies", "stacks", "examples"].flatMap((top) =>
    readdirSync(new URL(top, import.meta.url), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => {
        const manifest = new URL(`${top}/${name}/package.json`, import.meta.url);
        return [JSON.parse(readFileSync(manifest, "utf8")).name.replace("@kijun/", ""), `${top}/${name}`];
      }),
  ),
);

/** Arrows point one way: a workspace imports only the workspaces that the table names. */
const arrowRules = Object.entries(arrows)
  .filter(([name]) => name in folders)
  .map(([name, allowed]) => ({
    files: [`${folders[name]}/src/**/*.ts`],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex: `^@kijun/(?!(?:${[...allowed, name].join("|")})(?:/|$))`,
              message: `${name} may import ${allowed.length === 0 ? "nothing of ours" : allowed.map((other) => `@kijun/${other}`).join(", ")} (scripts/dependency-arrows.json).`,
            },
            { regex: "/(?:src|dist)/", message: "Import another workspace by its name, never by a path into it." },
          ],
        },
      ],
    },
  }));

export default defineConfig(
  { ignores: ["**/dist/", "coverage/", "**/node_modules/"] },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
      "@typescript-eslint/no-extraneous-class": "off",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-invalid-void-type": ["error", { allowAsThisParameter: true }],
      "max-lines-per-function": ["error", { max: 50, skipComments: true, skipBlankLines: true }],
    },
  },
  {
    files: ["**/*.test.ts", "test/**/*.ts"],
    rules: {
      "@typescript-eslint/no-unused-expressions": "off",
      "@typescript-eslint/no-floating-promises": "error",
      "max-lines-per-function": "off",
    },
  },
  {
    files: ["**/*.js", "**/*.mjs", "**/*.cjs"],
    languageOptions: {
      globals: {
        require: "readonly",
        module: "readonly",
        exports: "readonly",
        __dirname: "readonly",
        process: "readonly",
        console: "readonly",
        URL: "readonly",
        setTimeout: "readonly",
        clearTimeout: "readonly",
        setInterval: "readonly",
        clearInterval: "readonly",
        fetch: "readonly",
        Buffer: "readonly",
        AbortController: "readonly",
        AbortSignal: "readonly",
        performance: "readonly",
      },
    },
  },
  ...arrowRules,
);
