import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** The text of a value, resolved at synthesis if it is a token; undefined if it is known only at deployment. */
export function knownString(scope: IConstruct, value: string): string | undefined {
  if (!Token.isUnresolved(value)) return value;
  try {
    const resolved: unknown = Stack.of(scope).resolve(value);
    return typeof resolved === 'string' ? resolved : undefined;
  } catch {
    // The CDK reports the error when it writes the template.
    return undefined;
  }
}
