import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** The text that a value is, or turns out to be at synthesis; undefined for what only the deployment knows. */
export function knownString(scope: IConstruct, value: string): string | undefined {
  if (!Token.isUnresolved(value)) return value;
  try {
    const resolved: unknown = Stack.of(scope).resolve(value);
    return typeof resolved === 'string' ? resolved : undefined;
  } catch {
    // Whoever writes the template says what is wrong with it.
    return undefined;
  }
}
