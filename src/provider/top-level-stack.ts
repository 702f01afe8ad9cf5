import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** The stack that is deployed on its own; for what lies in a nested stack, the outermost one around it. */
export function topLevelStack(scope: IConstruct): Stack {
  const stack = Stack.of(scope);
  return stack.nestedStackParent ? topLevelStack(stack.nestedStackParent) : stack;
}
