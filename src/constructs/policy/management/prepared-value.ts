import { IResolvable, Tokenization } from 'aws-cdk-lib';
import { ChildControl, InheritanceOperator } from './child-control';
import { ObjectKind } from '../../../provider';
import { problem } from '../../validation';

const PREPARED_VALUE = new ObjectKind<PreparedValue>('PreparedValue');

/** A value with the operator that it is to be written with. It travels through props of plain types as a token. */
export class PreparedValue implements IResolvable {
  /** The value that a prop holds, if it was prepared. */
  static in(value: unknown): PreparedValue | undefined {
    const token = Tokenization.reverse(value, { failConcat: false });
    return PREPARED_VALUE.has(token) ? token : undefined;
  }

  readonly creationStack: string[] = [];

  constructor(
    readonly value: string | readonly string[],
    readonly operator: InheritanceOperator,
    readonly childControl?: ChildControl,
  ) {
    PREPARED_VALUE.mark(this);
  }

  resolve(): never {
    throw new Error(problem({
      wrong: 'A value that was made with PolicyValue stands where no policy is written',
      given: JSON.stringify(this.value),
      remedy: 'Use it as the value of a prop of a policy construct, by itself: not within another text or list',
    }));
  }

  toString(): string {
    return `PolicyValue(${this.operator} ${JSON.stringify(this.value)})`;
  }
}
