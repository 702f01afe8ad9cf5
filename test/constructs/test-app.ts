import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';

/** Traces and copied assets took an eighth of these tests, and none of them looks at either. */
const QUICK = { 'aws:cdk:disable-creation-stack-traces': true, 'aws:cdk:disable-asset-staging': true };

export function testApp(context: Record<string, unknown> = {}): App {
  return new App({ context: { ...QUICK, ...context }, analyticsReporting: false });
}

export function testStack(context: Record<string, unknown> = {}): Stack {
  return new Stack(testApp(context), 'Test');
}

/** Properties of the only resource of a type, without those that all resources have. */
export function onlyProperties(stack: Stack, type: string): Record<string, unknown> {
  const found = Object.values(Template.fromStack(stack).findResources(type));
  expect(found).toHaveLength(1);
  const { ServiceToken, Owner, ...properties } = found[0].Properties;
  return properties;
}

/** The messages of a synthesis, one for each mistake; empty if it succeeds. */
export function synthesisProblems(stack: Stack): string[] {
  try {
    (stack.node.root as App).synth();
    return [];
  } catch (error) {
    const [first, ...problems] = (error as Error).message.split(/\n\s*(?=\[)/);
    return first.startsWith('Validation failed') ? problems : [(error as Error).message];
  }
}
