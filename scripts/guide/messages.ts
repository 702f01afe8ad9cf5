import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';

const ROOT = join(__dirname, '..', '..');

/** An error message of the code, with placeholders in capitals for the values in it. */
export interface Message {
  readonly file: string;
  readonly text: string;
  /** The advice to the reader, if the code holds it apart; of a condition, each of its branches. */
  readonly advice?: readonly string[];
}

/** Errors of handlers that end an event; the second argument is the advice. */
const FINAL = /^(TerminalError|NotServedError)$/;
/** Errors that wait for a state; the time may be over before it comes. */
const WAITS = /^RequeueError$/;
const THROWN = /^(Error|AssemblyError|ListedProblems|InvalidArgumentError|StaysOutsideError)$/;

/** The messages with which an event of the handlers fails. */
export function messagesOfHandlers(): Message[] {
  return messagesOf(['src/handler'], (node, file) => {
    const parts = ts.isNewExpression(node) && FINAL.test(node.expression.getText()) ? node.arguments : returnedParts(node);
    if (parts?.length !== 2) return [];
    const [problem, advice] = parts;
    return withAdvice(file, problem, advice);
  });
}

/** The error codes and reasons of AWS for which the handlers have an advice, or those for which commands that only read have another. */
export function reasonsOfService(whileReading: boolean): Message[] {
  return messagesOf(['src/handler', 'src/organizations'], (node, file) => {
    const isAdvice = ts.isVariableDeclaration(node) && node.name.getText() === 'ADVICE' && file.endsWith('reading-advice.ts') === whileReading;
    if (!isAdvice || !node.initializer || !ts.isObjectLiteralExpression(node.initializer)) return [];
    return node.initializer.properties.filter(ts.isPropertyAssignment).map(({ name, initializer }) => ({
      file, text: ts.isComputedPropertyName(name) ? textsOf(name.expression)[0] : name.getText(), advice: textsOf(initializer),
    }));
  });
}

/** Problem and advice that a function returns for an error. */
function returnedParts(node: ts.Node): readonly ts.Expression[] | undefined {
  if (!ts.isReturnStatement(node) || !node.expression || !ts.isArrayLiteralExpression(node.expression)) return undefined;
  const { parent } = node.parent;
  return ts.isFunctionDeclaration(parent) && parent.type?.getText().includes('problem: string') ? node.expression.elements : undefined;
}

/** The states that events wait for, each as `Waiting until …`: it ends the message of an event whose time is over. */
export function waitsOfHandlers(): Message[] {
  return messagesOf(['src/handler'], (node, file) => {
    const parts = ts.isNewExpression(node) && WAITS.test(node.expression.getText()) ? node.arguments : waitedName(node);
    if (!parts?.length) return [];
    const [reason, options] = parts;
    const advice = options && ts.isObjectLiteralExpression(options) ? options.properties.find((each) => each.name?.getText() === 'advice') : undefined;
    return textsOf(reason).map((text) => ({ file, text: `Waiting until ${text}`, advice: advice && textsOf(valueOf(advice)) }));
  });
}

/** The reason that a caller of `waitForName` gives. */
function waitedName(node: ts.Node): readonly ts.Expression[] | undefined {
  return ts.isCallExpression(node) && node.expression.getText() === 'waitForName' ? node.arguments.slice(2, 3) : undefined;
}

/** The messages of constructs: each is an object with what is wrong, the value given and the remedy. */
export function messagesOfSynthesis(): Message[] {
  return messagesOf(['src/constructs', 'src/provider'], (node, file) => {
    const [wrong, remedy] = mistakeOf(node);
    return wrong && remedy ? withAdvice(file, wrong, remedy) : [];
  });
}

/** The mistake and its remedy: properties of an object, or the last arguments of a helper that makes one. */
function mistakeOf(node: ts.Node): readonly (ts.Expression | undefined)[] {
  if (ts.isNewExpression(node) && node.expression.getText() === 'UniqueIndex') return node.arguments ?? [];
  if (ts.isCallExpression(node) && node.expression.getText() === 'rule') return node.arguments.slice(1);
  if (!ts.isObjectLiteralExpression(node)) return [];
  return ['wrong', 'remedy'].map((name) => node.properties.find((each) => each.name?.getText() === name)).map((each) => each && valueOf(each));
}

/** The messages of the command line, and of all that it reads. */
export function messagesOfCommands(): Message[] {
  return messagesOf(['src/cli', 'src/init', 'src/assembly', 'src/organizations', 'src/model', 'src/rehearsal/cloudformation', 'src/rehearsal/rehearse.ts',
    'src/rehearsal/rehearsal.ts', 'src/rehearsal/rehearse-change.ts', 'src/rehearsal/provider', 'src/rehearsal/lambda',
    'src/simulator/disturbances', 'src/simulator/state', 'src/policy/evaluate/request'], (node, file) => {
    if (!ts.isNewExpression(node) || !THROWN.test(node.expression.getText()) || !node.arguments?.length) return [];
    // Refusals have a page of their own, docs/what-is-deployed.md.
    if (file.endsWith('deployment/refusal.ts')) return [];
    const [problem, , advice] = node.arguments;
    return advice ? withAdvice(file, problem, advice) : textsOf(problem).map((text) => ({ file, text }));
  });
}

/** A message for each text of a problem. If both depend on a condition, each branch of the problem has its branch of the advice. */
function withAdvice(file: string, problem: ts.Expression, advice: ts.Expression): Message[] {
  const [texts, advices] = [textsOf(problem), textsOf(advice)];
  const isPaired = texts.length === advices.length;
  return texts.map((text, index) => ({ file, text, advice: isPaired ? [advices[index]] : advices }));
}

function messagesOf(paths: readonly string[], find: (node: ts.Node, file: string) => Message[]): Message[] {
  const found = paths.flatMap(filesBelow).flatMap((file) => {
    const source = sourceOf(file);
    const messages: Message[] = [];
    const visit = (node: ts.Node): void => {
      messages.push(...find(node, file));
      ts.forEachChild(node, visit);
    };
    visit(source);
    return messages;
  });
  return [...new Map(found.map((message) => [message.text, message])).values()];
}

const SOURCES = new Map<string, ts.SourceFile>();

function sourceOf(file: string): ts.SourceFile {
  const known = SOURCES.get(file) ?? ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.ES2022, true);
  SOURCES.set(file, known);
  return known;
}

function filesBelow(path: string): string[] {
  if (path.endsWith('.ts')) return [path];
  const names = readdirSync(join(ROOT, path), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  return names.map((name) => join(path, name)).sort();
}

function valueOf(property: ts.ObjectLiteralElementLike): ts.Expression {
  return ts.isPropertyAssignment(property) ? property.initializer : property.name as ts.Identifier;
}

/** The texts that an expression may have: one for each branch of a condition. */
function textsOf(node: ts.Expression): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isParenthesizedExpression(node)) return textsOf(node.expression);
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse].flatMap(textsOf);
  if (ts.isTemplateExpression(node)) {
    return [node.head.text + node.templateSpans.map(({ expression, literal }) => spanOf(expression) + literal.text).join('')];
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    return textsOf(node.left).flatMap((left) => textsOf(node.right).map((right) => left + right));
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken) {
    return [...textsOf(node.left), ...textsOf(node.right)];
  }
  const initializer = ts.isIdentifier(node) ? initializerOf(node) : undefined;
  return initializer ? textsOf(initializer) : [placeholder(node)];
}

/** The value of a constant of the same file. */
function initializerOf({ text, ...node }: ts.Identifier): ts.Expression | undefined {
  let found: ts.Expression | undefined;
  const visit = (each: ts.Node): void => {
    if (ts.isVariableDeclaration(each) && ts.isIdentifier(each.name) && each.name.text === text) found ??= each.initializer;
    ts.forEachChild(each, visit);
  };
  let top: ts.Node = node.parent;
  while (!ts.isSourceFile(top)) top = top.parent;
  visit(top);
  return found;
}

/** A constant text of the same file, or a placeholder. */
function spanOf(node: ts.Expression): string {
  const value = ts.isIdentifier(node) && /^[A-Z_]+$/.test(node.text) ? initializerOf(node) : undefined;
  return value && (ts.isStringLiteral(value) || ts.isNumericLiteral(value)) ? value.text.replace(/_/g, '') : placeholder(node);
}

function placeholder(node: ts.Expression): string {
  if (ts.isIdentifier(node)) return capitals(node.text);
  if (ts.isPropertyAccessExpression(node)) return node.name.text === 'message' ? 'REASON' : capitals(node.name.text);
  if (ts.isAsExpression(node) || ts.isNonNullExpression(node) || ts.isParenthesizedExpression(node)) return placeholder(node.expression);
  return '…';
}

function capitals(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();
}
