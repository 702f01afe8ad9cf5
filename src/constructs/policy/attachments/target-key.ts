import { CfnElement, CfnResource, CfnStack, IResolvable, Reference, Stack, Token, Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { templateReferences, topLevelStack } from '../../../provider';

/**
 * A key that identifies a target of policies, regardless of the construct and the stack that refer to it. It consists of the ID, or of the
 * resource that a token refers to. A target about which nothing is known gets a unique key.
 */
export function targetKey(scope: IConstruct, targetId: string): string {
  if (!Token.isUnresolved(targetId)) return targetId;
  const token = soleToken(targetId);
  if (Reference.isReference(token) && !isPseudoParameter(token.displayName)) return referenceKey(token.target, token.displayName);
  const resolved = tryResolve(Stack.of(scope), targetId);
  if (typeof resolved === 'string') return resolved;
  // Logical IDs belong to one template. Pseudo parameters and exports have the same value in the stacks around it.
  const stack = [...templateReferences(resolved)].every(isPseudoParameter) ? topLevelStack(scope) : Stack.of(scope);
  return `${stack.node.path}:${resolved === undefined ? targetId : JSON.stringify(resolved)}`;
}

function isPseudoParameter(name: string): boolean {
  return name.startsWith('AWS::');
}

function soleToken(text: string): IResolvable | undefined {
  const { length, firstToken } = Tokenization.reverseString(text);
  return length === 1 ? firstToken : undefined;
}

function referenceKey(target: IConstruct, attribute: string): string {
  const given = CfnResource.isCfnResource(target) ? undefined : givenToNestedStack(target);
  return given ?? `${target.node.path}.${attribute}`;
}

/** The key of the value that the enclosing stack passes to a parameter of a nested stack. */
function givenToNestedStack(parameter: IConstruct): string | undefined {
  const { nestedStackResource, nestedStackParent: around } = Stack.of(parameter);
  if (!around || !nestedStackResource) return undefined;
  const parameters = tryResolve(around, (nestedStackResource as CfnStack).parameters) as Record<string, unknown> | undefined;
  const value = parameters?.[parameter.node.id] as { readonly 'Ref'?: string; readonly 'Fn::GetAtt'?: readonly string[] } | string | undefined;
  if (typeof value !== 'object') return value;
  const [logicalId, attribute] = value['Fn::GetAtt'] ?? [value.Ref, 'Ref'];
  const target = around.node.findAll().find((each) => CfnElement.isCfnElement(each) && around.getLogicalId(each) === logicalId);
  return target && attribute && referenceKey(target, attribute);
}

/** A value may not be complete before synthesis. */
function tryResolve(stack: Stack, value: unknown): unknown {
  try {
    return stack.resolve(value);
  } catch {
    return undefined;
  }
}
