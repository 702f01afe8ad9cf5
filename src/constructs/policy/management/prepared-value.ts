import { IResolvable, Tokenization } from 'aws-cdk-lib';
import { ChildControl, InheritanceOperator } from './child-control';
import { ObjectKind } from '../../../provider';
import { problem } from '../../validation';

const PREPARED_VALUE = new ObjectKind<PreparedValue>('PreparedValue');

/** A value with its inheritance operator. It is passed through props of plain types as a token. */
export class PreparedValue implements IResolvable {
  /** The prepared value in a prop, or undefined if the prop holds a plain value. */
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
      wrong: 'A PolicyValue is used outside of a policy',
      given: JSON.stringify(this.value),
      remedy: 'Use it as the whole value of a prop of a policy construct, not within another string or list',
    }));
  }

  toString(): string {
    return `PolicyValue(${this.operator} ${JSON.stringify(this.value)})`;
  }
}
