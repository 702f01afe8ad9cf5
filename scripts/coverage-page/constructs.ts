import * as ts from 'typescript';
import { classAround, methodAround, type Source, sourcesBelow } from './sources';
import { ResourceType, type ResourceTypeName } from '../../src/contract';

/** The code with which an app gets a resource of one type. */
export interface ConstructCoverage {
  readonly type: ResourceTypeName;
  /** The classes, or the class and its method, that write the resource into the template: `OrganizationBase.enablePolicyType`. */
  readonly writtenBy: readonly string[];
  readonly files: readonly string[];
  /** Classes that extend that class, such as those of the policy types. */
  readonly subclasses: readonly string[];
  /** Static methods of the class that refer to an existing resource: `Account.fromAccountId`. */
  readonly imports: readonly string[];
}

/** One entry for each resource type, in the order of the contract. */
export function constructCoverage(): readonly ConstructCoverage[] {
  const sources = sourcesBelow('src/constructs');
  const parents = parentsOfClasses(sources);
  return Object.entries(ResourceType).map(([name, type]): ConstructCoverage => {
    const places = sources.flatMap(({ path, nodes }) => nodes().flatMap((node) => (writesType(node, name) ? [{ path, node }] : [])));
    if (places.length === 0) throw new Error(`No construct writes ${type}. Look for "type: ResourceType.${name}" in src/constructs.`);
    const writers = places.map(({ node }) => ({ className: classAround(node) ?? '', method: methodAround(node) }));
    const classes = writers.flatMap(({ className, method }) => (method === undefined ? [className] : []));
    return {
      type,
      files: [...new Set(places.map(({ path }) => path))],
      writtenBy: [...new Set(writers.map(({ className, method }) => (method === undefined ? className : `${className}.${method}`)))],
      subclasses: [...parents].flatMap(([child, parent]) => (classes.includes(parent) ? [child] : [])).sort(),
      imports: classes.flatMap((className) => importsOf(className, sources)),
    };
  });
}

/** `type: ResourceType.<name>`. */
function writesType(node: ts.Node, name: string): boolean {
  return ts.isPropertyAssignment(node) && node.name.getText() === 'type' && node.initializer.getText() === `ResourceType.${name}`;
}

/** The class that each class extends. */
function parentsOfClasses(sources: readonly Source[]): ReadonlyMap<string, string> {
  return new Map(sources.flatMap((source) => source.nodes().flatMap((node): [string, string][] => {
    if (!ts.isClassDeclaration(node) || !node.name) return [];
    const clauses = node.heritageClauses?.filter(({ token }) => token === ts.SyntaxKind.ExtendsKeyword) ?? [];
    const [parent] = clauses.flatMap(({ types }) => types);
    return parent ? [[node.name.text, parent.expression.getText()]] : [];
  })));
}

/** `Account.fromAccountId`: static methods whose names begin with "from". */
function importsOf(className: string, sources: readonly Source[]): string[] {
  return sources.flatMap((source) => source.nodes().flatMap((node) => {
    if (!ts.isMethodDeclaration(node) || !node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword)) return [];
    const name = node.name.getText();
    return /^from[A-Z]/.test(name) && classAround(node) === className ? [`${className}.${name}`] : [];
  }));
}
