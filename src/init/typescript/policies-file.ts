import { literal } from './literal';
import { type Expression, type Member, neededNames, type PolicyInCode } from '../policies/expression';
import { INDENT, layOut, type Node } from '../policies/layout';

const WIDTH = 140;

/** The text of `lib/policies.ts`; undefined if all policies are documents. */
export function policiesFile(policies: ReadonlyMap<string, PolicyInCode>): string | undefined {
  if (policies.size === 0) return undefined;
  const { library, cdk, hasStatements } = neededNames(policies.values());
  const names = [...library, 'Policy', 'PolicyContent', 'PolicyOptions', 'PolicyType'].sort()
    .map((name) => (name === 'PolicyOptions' ? 'type PolicyOptions' : name));
  return `import { existsSync } from 'node:fs';
import { join } from 'node:path';
${cdk.length === 0 ? '' : `import { ${cdk.join(', ')} } from 'aws-cdk-lib';\n`}${hasStatements ? "import * as iam from 'aws-cdk-lib/aws-iam';\n" : ''}${importOf(names)}
import type { Construct } from 'constructs';
import type { PolicyRow } from './rows';

const DOCUMENTS = join(__dirname, '..', 'policies');

type Create = (scope: Construct, id: string, options: PolicyOptions) => Policy;

/** Policies without a document, by the keys of their rows. A document in \`policies\` with that key takes precedence. */
const IN_CODE = new Map<string, Create>([
${[...policies].map(([key, policy]) => entry(key, policy)).join('\n')}
]);

/** The policy of a row: of its document, or else of the code above. */
export function policyOf(scope: Construct, { key, id, type, name, description, adopt }: PolicyRow): Policy {
  const options = { policyName: name, description, adopt };
  const document = join(DOCUMENTS, \`\${key}.json\`);
  const create = existsSync(document) ? undefined : IN_CODE.get(key);
  if (create !== undefined) return create(scope, \`Policy-\${id}\`, options);
  return new Policy(scope, \`Policy-\${id}\`, { ...options, policyType: PolicyType.of(type), content: PolicyContent.fromFile(document) });
}
`;
}

function importOf(names: readonly string[]): string {
  const from = " from 'cdk-aws-organizations';";
  const braces: Node = { open: 'import {', items: names.map((value) => ({ label: '', value })), close: '}', padding: ' ' };
  return layOut(braces, { column: from.length, indent: '', step: INDENT.typescript, width: WIDTH }) + from;
}

function entry(key: string, { className, members }: PolicyInCode): string {
  const indent = INDENT.typescript + INDENT.typescript;
  const lines = members.map(([name, value]) => (
    `${indent}${name}: ${layOut(nodeOf(value), { column: indent.length + name.length + 3, indent, step: INDENT.typescript, width: WIDTH })},\n`));
  return `  [${literal(key)}, (scope, id, options) => new ${className}(scope, id, {\n    ...options,\n${lines.join('')}  })],`;
}

function nodeOf(expression: Expression): Node {
  if (typeof expression === 'string') return literal(expression);
  if (typeof expression !== 'object') return String(expression);
  if ('list' in expression) return { open: '[', items: expression.list.map((each) => ({ label: '', value: nodeOf(each) })), close: ']' };
  if ('constant' in expression) return expression.constant.join('.');
  if ('map' in expression) return objectOf(expression.map, '', '');
  if ('struct' in expression) return objectOf(expression.members, '', '');
  if ('statement' in expression) return objectOf((expression.statement as { readonly map: readonly Member[] }).map, 'iam.PolicyStatement.fromJson(', ')');
  if ('call' in expression) {
    return { open: `${expression.call.join('.')}(`, items: expression.given.map((each) => ({ label: '', value: nodeOf(each) })), close: ')' };
  }
  const name = expression.factory.join('.');
  return expression.members.length === 0 ? `${name}()` : objectOf(expression.members, `${name}(`, ')');
}

/** Keys have quotes if one of them needs them. */
function objectOf(members: readonly Member[], before: string, after: string): Node {
  const isPlain = members.every(([key]) => /^[A-Za-z_]\w*$/.test(key));
  return {
    open: `${before}{`,
    items: members.map(([key, value]) => ({ label: `${isPlain ? key : literal(key)}: `, value: nodeOf(value) })),
    close: `}${after}`,
    padding: ' ',
  };
}
