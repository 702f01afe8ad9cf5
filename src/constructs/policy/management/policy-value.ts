import { Token } from 'aws-cdk-lib';
import { ChildControl, InheritanceOperator } from './child-control';
import { PreparedValue } from './prepared-value';

/**
 * Values with inheritance operators for the typed props of management policies. A plain value is assigned: it replaces the inherited
 * value, and policies further down may change it.
 *
 * The result must be the whole value of a prop, as in `regions: PolicyValue.append(['eu-west-1'])`.
 * Source: AWS Organizations User Guide, "Inheritance operators".
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/policy-operators.html
 * @example
 * // The capitalization of the key is final; policies further down may add values.
 * new TagPolicy(this, 'Stages', {
 *   tags: [{
 *     tagKey: PolicyValue.text('Stage', ChildControl.NONE),
 *     values: PolicyValue.assign(['prod', 'test'], ChildControl.only(InheritanceOperator.APPEND)),
 *   }],
 * });
 */
export class PolicyValue {
  /**
   * A list that replaces the inherited one.
   * @param childControl the operators that policies further down may use on it; default: all operators
   */
  public static assign(values: string[], childControl?: ChildControl): string[] {
    return Token.asList(new PreparedValue(values, InheritanceOperator.ASSIGN, childControl));
  }

  /**
   * Items to add to the inherited list.
   * @param childControl the operators that policies further down may use on it; default: all operators
   */
  public static append(values: string[], childControl?: ChildControl): string[] {
    return Token.asList(new PreparedValue(values, InheritanceOperator.APPEND, childControl));
  }

  /**
   * Items to remove from the inherited list.
   * @param childControl the operators that policies further down may use on it; default: all operators
   */
  public static remove(values: string[], childControl?: ChildControl): string[] {
    return Token.asList(new PreparedValue(values, InheritanceOperator.REMOVE, childControl));
  }

  /**
   * A string that replaces the inherited one.
   * @param childControl the operators that policies further down may use on it
   */
  public static text(value: string, childControl: ChildControl): string {
    return Token.asString(new PreparedValue(value, InheritanceOperator.ASSIGN, childControl));
  }

  private constructor() {}
}
