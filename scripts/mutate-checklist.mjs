/*
 * Changes the compiled predicates of the checklist in one place at a time and runs their tests: a change that no test notices
 * survives, and is printed with its place. Run by `npm run mutation:checklist`; exit code 1 when one survives.
 */
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

import ts from "typescript";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const checklist = join(root, "policies/juki-checklist");
const LIMIT_MS = 60_000;

/** What an outcome could be mistaken for. */
const NEIGHBOURS = { error: "unknown", unknown: "pass", fail: "pass", remark: "fail", pass: "fail" };

/** Every change of one file: the text that stands in its place, and what it was. */
function mutantsOf(text) {
  const source = ts.createSourceFile("x.js", text, ts.ScriptTarget.Latest, true);
  const mutants = [];
  const replace = (node, by) => mutants.push({ start: node.getStart(), end: node.getEnd(), by });
  const visit = (node) => {
    if (ts.isStringLiteral(node) && Object.hasOwn(NEIGHBOURS, node.text) && isOutcome(node))
      replace(node, JSON.stringify(NEIGHBOURS[node.text]));
    if (isTruth(node)) for (const value of ["true", "false"]) if (node.getText() !== value) replace(node, value);
    if (isRule(node)) replace(node, "(() => [])");
    ts.forEachChild(node, visit);
  };
  visit(source);
  return mutants;
}

function isOutcome({ parent }) {
  const property = ts.isConditionalExpression(parent) ? parent.parent : parent;
  if (ts.isPropertyAssignment(property)) return property.name.getText() === "outcome";
  return ts.isVariableDeclaration(property) && property.name.getText() === "outcome";
}

/** A condition, a part of one, or what a predicate answers. */
function isTruth(node) {
  const { parent } = node;
  if (parent === undefined) return false;
  if (ts.isConditionalExpression(parent)) return parent.condition === node;
  if (ts.isIfStatement(parent)) return parent.expression === node;
  if (ts.isBinaryExpression(parent))
    return [ts.SyntaxKind.AmpersandAmpersandToken, ts.SyntaxKind.BarBarToken].includes(parent.operatorToken.kind);
  if (ts.isReturnStatement(parent) || (ts.isArrowFunction(parent) && parent.body === node)) return isBoolean(node);
  return false;
}

function isBoolean(node) {
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    return kind >= ts.SyntaxKind.LessThanToken && kind <= ts.SyntaxKind.ExclamationEqualsEqualsToken;
  }
  if (ts.isPrefixUnaryExpression(node)) return node.operator === ts.SyntaxKind.ExclamationToken;
  return (
    ts.isCallExpression(node) && /\.(?:some|every|includes|startsWith)$|^is[A-Z]\w*$/.test(node.expression.getText())
  );
}

/** One of the rules that a part asks of an area. */
function isRule({ parent }) {
  return (
    parent !== undefined &&
    ts.isArrayLiteralExpression(parent) &&
    ts.isPropertyAssignment(parent.parent) &&
    ts.isObjectLiteralExpression(parent.parent.parent) &&
    ts.isCallExpression(parent.parent.parent.parent) &&
    parent.parent.parent.parent.expression.getText() === "overAreas"
  );
}

/** A copy of the package in which one file after the other can be changed. */
function workbench() {
  const folder = mkdtempSync(join(tmpdir(), "kijun-mutation-"));
  cpSync(join(checklist, "dist"), join(folder, "dist"), { recursive: true });
  cpSync(join(checklist, "package.json"), join(folder, "package.json"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  return folder;
}

function testsPass(folder) {
  const mocha = join(root, "node_modules/mocha/bin/mocha.js");
  const words = [mocha, "--bail", "--reporter", "dot", "--no-config", join(folder, "dist/**/*.test.js")];
  const child = spawn(process.execPath, words, { cwd: folder, stdio: "ignore", timeout: LIMIT_MS });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(code === 0));
  });
}

function placesOf(files) {
  return files.flatMap((file) => {
    const text = readFileSync(join(checklist, "dist", file), "utf8");
    return mutantsOf(text).map((mutant) => ({ file, text, ...mutant }));
  });
}

async function work(queue, noteSurvivor, progress) {
  const folder = workbench();
  try {
    if (!(await testsPass(folder))) throw new Error("the tests fail without any change: run `npx tsc --build` first");
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      const { file, text, start, end, by } = next;
      writeFileSync(join(folder, "dist", file), text.slice(0, start) + by + text.slice(end));
      if (await testsPass(folder)) noteSurvivor(next);
      writeFileSync(join(folder, "dist", file), text);
      progress();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const files = ["judging", "parts"].flatMap((folder) =>
  readdirSync(join(checklist, "dist", folder))
    .filter((name) => name.endsWith(".js") && !name.includes(".test."))
    .filter((name) => process.argv.length < 3 || process.argv.slice(2).includes(name.replace(/\.js$/, "")))
    .map((name) => join(folder, name)),
);
const queue = placesOf(files);
const all = queue.length;
let done = 0;
let survived = 0;
const noteSurvivor = ({ file, text, start, end, by }) => {
  survived++;
  const line = text.slice(0, start).split("\n").length;
  const place = `${relative(root, join(checklist, "dist", file))}:${String(line)}`;
  console.log(`survived: ${place}: ${text.slice(start, end)} -> ${by}`);
};
const progress = () => {
  done++;
  if (done % 25 === 0) console.error(`${String(done)} of ${String(all)} changes, ${String(survived)} survived`);
};
await Promise.all(
  Array.from({ length: Math.min(2, availableParallelism()) }, () => work(queue, noteSurvivor, progress)),
);
console.log(`${String(all)} changes, ${String(survived)} survived`);
process.exitCode = survived === 0 ? 0 : 1;
