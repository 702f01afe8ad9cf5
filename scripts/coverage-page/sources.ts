import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import * as ts from 'typescript';

/** The folder of the project. */
const ROOT = join(__dirname, '..', '..');

/** A TypeScript file of the project. */
export interface Source {
  /** From the folder of the project, with slashes: `src/handler/index.ts`. */
  readonly path: string;
  readonly text: string;
  /** Every node of the file, in the order of its text. Parsed at the first use. */
  readonly nodes: () => readonly ts.Node[];
}

/** The TypeScript files below a folder of the project, in the order of their paths. */
export function sourcesBelow(folder: string): readonly Source[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => relative(ROOT, join(ROOT, folder, name)).split(sep).join('/'))
    .sort()
    .map(sourceAt);
}

export function sourceAt(path: string): Source {
  const text = readFileSync(join(ROOT, path), 'utf8');
  let nodes: ts.Node[] | undefined;
  return { path, text, nodes: () => nodes ??= nodesOf(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)) };
}

/** The node and every node below it. */
export function nodesOf(node: ts.Node): ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (each: ts.Node) => {
    found.push(each);
    ts.forEachChild(each, visit);
  };
  visit(node);
  return found;
}

/** The class that a node is in, if it has a name. */
export function classAround(node: ts.Node): string | undefined {
  for (let each = node.parent; each; each = each.parent) if (ts.isClassDeclaration(each) && each.name) return each.name.text;
  return undefined;
}

/** The method that a node is in. */
export function methodAround(node: ts.Node): string | undefined {
  for (let each = node.parent; each; each = each.parent) {
    if (ts.isMethodDeclaration(each) && ts.isIdentifier(each.name)) return each.name.text;
  }
  return undefined;
}
