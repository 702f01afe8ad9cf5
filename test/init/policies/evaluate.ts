import { Duration } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import * as library from '../../../src';
import type { Expression, Member, PolicyInCode } from '../../../src/init/policies/expression';
import { testStack } from '../../constructs/test-app';

type Static = Readonly<Record<string, unknown>>;
type Method = (...given: readonly unknown[]) => unknown;

/** The value that the code of an expression creates. */
export function evaluate(expression: Expression): unknown {
  if (typeof expression !== 'object') return expression;
  if ('list' in expression) return expression.list.map(evaluate);
  if ('map' in expression) return objectOf(expression.map);
  if ('struct' in expression) return objectOf(expression.members);
  if ('statement' in expression) return iam.PolicyStatement.fromJson(evaluate(expression.statement));
  if ('constant' in expression) return memberOf(expression.constant);
  const [method, given] = 'call' in expression
    ? [memberOf(expression.call), expression.given.map(evaluate)]
    : [memberOf(expression.factory), expression.members.length === 0 ? [] : [objectOf(expression.members)]];
  return (method as Method)(...given);
}

function memberOf([className, name]: readonly [string, string]): unknown {
  const found = ({ ...library, Duration } as unknown as Readonly<Record<string, Static>>)[className];
  if (found === undefined || !(name in found)) throw new Error(`The library has no ${className}.${name}`);
  const member = found[name];
  return typeof member === 'function' ? (member as Method).bind(found) : member;
}

function objectOf(members: readonly Member[]): object {
  return Object.fromEntries(members.map(([name, value]) => [name, evaluate(value)]));
}

type PolicyClasses = Readonly<Record<string, new (scope: Construct, id: string, props: object) => library.Policy>>;

/** The texts that policies in code have in the template, in their order. @throws Error if synthesis refuses one */
export function contentsOf(policies: readonly PolicyInCode[]): string[] {
  const stack = testStack();
  const { root } = new library.Organization(stack, 'Organization');
  for (const [index, { className, members }] of policies.entries()) {
    const PolicyClass = (library as unknown as PolicyClasses)[className];
    root.attachPolicy(new PolicyClass(stack, `Policy${String(index).padStart(3, '0')}`, objectOf(members)));
  }
  const resources = Template.fromStack(stack).findResources('Custom::OrganizationsPolicy') as Record<string, { Properties: { Content: string } }>;
  return Object.keys(resources).sort().map((id) => resources[id].Properties.Content);
}
