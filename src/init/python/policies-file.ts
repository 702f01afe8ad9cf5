import { lineOf } from '../data/write-rows';
import { type Expression, type Member, neededNames, type PolicyInCode } from '../policies/expression';
import { INDENT, layOut, type Node } from '../policies/layout';

const WIDTH = 120;

/** The text of `organization/policies.py`; undefined if all policies are documents. */
export function policiesFile(policies: ReadonlyMap<string, PolicyInCode>): string | undefined {
  if (policies.size === 0) return undefined;
  const { library, structs, cdk, hasStatements } = neededNames(policies.values());
  const names = [...new Set([...library, ...structs, 'Policy', 'PolicyContent', 'PolicyType'])].sort();
  return `"""The policies of the organization."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

${cdk.length === 0 ? '' : `from aws_cdk import ${cdk.join(', ')}\n`}${hasStatements ? 'from aws_cdk import aws_iam as iam\n' : ''}from cdk_aws_organizations import (
${names.map((name) => `    ${name},\n`).join('')})
from constructs import Construct

from .rows import PolicyRow

DOCUMENTS = Path(__file__).parent.parent / "policies"

# Policies without a document, by the keys of their rows. A document in \`policies\` with that key takes precedence.
IN_CODE: dict[str, Callable[..., Policy]] = {
${[...policies].map(([key, policy]) => entry(key, policy)).join('\n')}
}


def policy_of(scope: Construct, row: PolicyRow) -> Policy:
    """Return the policy of a row: of its document, or else of the code above."""
    options: dict[str, Any] = {"policy_name": row.name, "description": row.description, "adopt": row.adopt or None}
    document = DOCUMENTS / f"{row.key}.json"
    create = None if document.exists() else IN_CODE.get(row.key)
    if create is not None:
        return create(scope, f"Policy-{row.id}", **options)
    return Policy(
        scope,
        f"Policy-{row.id}",
        policy_type=PolicyType.of(row.type),
        content=PolicyContent.from_file(str(document)),
        **options,
    )
`;
}

function entry(key: string, { className, members }: PolicyInCode): string {
  const indent = INDENT.python + INDENT.python;
  const lines = members.map(([name, value]) => {
    const label = `${snakeCase(name)}=`;
    return `${indent}${label}${layOut(nodeOf(value), { column: indent.length + label.length + 1, indent, step: INDENT.python, width: WIDTH })},\n`;
  });
  return `    ${lineOf(key)}: lambda scope, id, **options: ${className}(\n${indent}scope,\n${indent}id,\n${lines.join('')}${indent}**options,\n    ),`;
}

function nodeOf(expression: Expression): Node {
  if (typeof expression === 'string') return lineOf(expression);
  if (typeof expression === 'boolean') return expression ? 'True' : 'False';
  if (typeof expression === 'number') return String(expression);
  if ('list' in expression) return { open: '[', items: itemsOf(expression.list), close: ']' };
  if ('constant' in expression) return expression.constant.join('.');
  if ('map' in expression) return { open: '{', items: expression.map.map(([key, value]) => ({ label: `${lineOf(key)}: `, value: nodeOf(value) })), close: '}' };
  if ('struct' in expression) return { open: `${expression.struct}(`, items: argumentsOf(expression.members), close: ')' };
  if ('statement' in expression) return { open: 'iam.PolicyStatement.from_json(', items: itemsOf([expression.statement]), close: ')' };
  const [className, method] = 'call' in expression ? expression.call : expression.factory;
  const items = 'call' in expression ? itemsOf(expression.given) : argumentsOf(expression.members);
  return { open: `${className}.${snakeCase(method)}(`, items, close: ')' };
}

function itemsOf(list: readonly Expression[]): { label: string; value: Node }[] {
  return list.map((each) => ({ label: '', value: nodeOf(each) }));
}

function argumentsOf(members: readonly Member[]): { label: string; value: Node }[] {
  return members.map(([name, value]) => ({ label: `${snakeCase(name)}=`, value: nodeOf(value) }));
}

/** The name that jsii gives to a member in Python. */
function snakeCase(name: string): string {
  return name.replace(/(?<=[a-z0-9])[A-Z]/g, '_$&').toLowerCase();
}
