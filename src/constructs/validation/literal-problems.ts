import { Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { problem } from './problem';

/** @throws Error if a value that becomes part of a construct's id is known only at deployment. */
export function assertLiteral(scope: IConstruct, what: string, value: string, example: string): void {
  if (!Token.isUnresolved(value)) return;
  throw new Error(problem({
    wrong: `[${scope.node.path}] ${what} is known only at deployment`, given: value, remedy: `Give the text itself, as in ${example}`,
  }));
}
