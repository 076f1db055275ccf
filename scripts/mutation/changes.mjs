/*
 * Finds the places of a TypeScript source at which a judgement could go wrong, and weaves every change of them into one
 * compiled text. While that runs, `globalThis.isChanged(key)` decides which of the changes is made.
 */
import ts from "typescript";

/** What an outcome or a status could be mistaken for. */
const NEIGHBOURS = {
  ...{ error: "unknown", unknown: "pass", notchecked: "pass", notapplicable: "pass" },
  ...{ fail: "remark", remark: "fail", pass: "fail" },
};
const { AmpersandAmpersandToken: AND, BarBarToken: OR, QuestionQuestionToken: ELSE } = ts.SyntaxKind;
const TAKES_PREDICATE = /\.(?:filter|some|every|find|findIndex)$/;
const ANSWERS_TRUTH = /(?:^|\.)(?:is[A-Z]\w*|some|every|includes|startsWith|has|hasOwn|test|meets)$/;

/** The compiled text with all its changes; of each its key, its line, what stands there and what would instead. */
export function withChanges(name, text) {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const changes = [];
  const isChanged = (node, by) => {
    const key = `${name} ${String(changes.length + 1)}`;
    const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    changes.push({ key, name, line, was: node.getText().replaceAll(/\s+/g, " "), by });
    return `globalThis.isChanged(${JSON.stringify(key)})`;
  };
  const { outputText } = ts.transpileModule(woven(source, isChanged), {
    compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true },
  });
  return { text: outputText, changes };
}

function woven(node, isChanged) {
  const whole = node.getSourceFile().text;
  let text = "";
  let at = node.getStart();
  ts.forEachChild(node, (child) => {
    text += whole.slice(at, child.getStart()) + woven(child, isChanged);
    at = child.getEnd();
  });
  return changed(node, text + whole.slice(at, node.getEnd()), isChanged);
}

function changed(node, text, isChanged) {
  if (isRule(node)) return `((view) => ${isChanged(node, "nothing")} ? [] : (${text})(view))`;
  if (isCaseLabel(node)) return `${isChanged(node, "another case")} ? {} : ${text}`;
  // What stands in an object that a module makes when it is loaded is to be asked for while a test runs.
  if (isNamedVerdict(node)) return `get ${node.name.text}() { return ${text.slice(text.indexOf(":") + 1)}; }`;
  const others = isVerdict(node) ? [JSON.stringify(NEIGHBOURS[node.text])] : truthsInsteadOf(node);
  return others.reduce((inner, by) => `(${isChanged(node, by)} ? ${by} : ${inner})`, text);
}

/** An outcome or a status that the source gives, and not one that it compares with. */
function isVerdict(node) {
  if (!ts.isStringLiteral(node) || !Object.hasOwn(NEIGHBOURS, node.text)) return false;
  const use = useOf(node);
  if (ts.isArrayLiteralExpression(use.parent)) return ts.isSpreadElement(useOf(use.parent).parent);
  if (ts.isCallExpression(use.parent)) return use.parent.arguments.includes(use);
  return isNamedVerdict(use.parent) || isAnswer(use);
}

/** The expression as which a value is used: a choice of it and another, and whatever stands around it. */
function useOf(node) {
  const { parent } = node;
  const isChosen =
    (ts.isConditionalExpression(parent) && parent.condition !== node) ||
    (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ELSE) ||
    [ts.isParenthesizedExpression, ts.isAsExpression].some((is) => is(parent));
  return isChosen ? useOf(parent) : node;
}

function isNamedVerdict(node) {
  const isValue = ts.isPropertyAssignment(node) && ts.isObjectLiteralExpression(node.parent);
  return isValue && ["outcome", "status"].includes(node.name.getText());
}

function isAnswer(node) {
  return ts.isReturnStatement(node.parent) || (ts.isArrowFunction(node.parent) && node.parent.body === node);
}

/** What could stand instead of a condition, a part of one, or what a predicate answers. */
function truthsInsteadOf(node) {
  const { parent } = node;
  if (parent === undefined) return [];
  if (isCondition(node)) return ["true", "false"];
  if (ts.isBinaryExpression(parent) && parent.operatorToken !== node) {
    // The other truth of a part is that of the whole.
    if (parent.operatorToken.kind === AND) return ["true"];
    if (parent.operatorToken.kind === OR) return ["false"];
  }
  return isPredicate(node) ? ["true", "false"] : [];
}

function isCondition(node) {
  const { parent } = node;
  if (ts.isConditionalExpression(parent)) return parent.condition === node;
  return ts.isIfStatement(parent) && parent.expression === node;
}

function isPredicate(node) {
  const { parent } = node;
  if (ts.isArrowFunction(parent) && parent.body === node && ts.isCallExpression(parent.parent))
    if (TAKES_PREDICATE.test(parent.parent.expression.getText())) return true;
  const isGiven = ts.isPropertyAssignment(parent) || ts.isVariableDeclaration(parent);
  return ((isGiven && parent.initializer === node) || isAnswer(node)) && isTruth(node);
}

function isTruth(node) {
  if (ts.isPrefixUnaryExpression(node)) return node.operator === ts.SyntaxKind.ExclamationToken;
  if (ts.isCallExpression(node)) return ANSWERS_TRUTH.test(node.expression.getText());
  if (!ts.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  if (kind === AND || kind === OR) return isTruth(node.left) && isTruth(node.right);
  return kind >= ts.SyntaxKind.LessThanToken && kind <= ts.SyntaxKind.ExclamationEqualsEqualsToken;
}

function isCaseLabel(node) {
  return node.parent !== undefined && ts.isCaseClause(node.parent) && node.parent.expression === node;
}

/** One of the rules that a part asks of an area. */
function isRule({ parent }) {
  if (parent === undefined || !ts.isArrayLiteralExpression(parent) || !ts.isPropertyAssignment(parent.parent))
    return false;
  const call = parent.parent.parent.parent;
  return ts.isCallExpression(call) && call.expression.getText() === "overAreas";
}
