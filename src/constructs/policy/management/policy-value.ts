import { Token } from 'aws-cdk-lib';
import { ChildControl, InheritanceOperator } from './child-control';
import { PreparedValue } from './prepared-value';

/**
 * Values for the typed props of policies that are inherited, where a plain value does not say enough. A plain value is assigned:
 * it takes the place of what was inherited, and policies further down may change it.
 *
 * What these functions give stands for the whole value of a prop, as in `regions: PolicyValue.append(['eu-west-1'])`.
 * Source: AWS Organizations User Guide, "Inheritance operators".
 */
export class PolicyValue {
  /**
   * A list that takes the place of the inherited one.
   * @param childControl what policies further down may do to it; default: everything
   */
  public static assign(values: string[], childControl?: ChildControl): string[] {
    return Token.asList(new PreparedValue(values, InheritanceOperator.ASSIGN, childControl));
  }

  /**
   * A list that is added to the inherited one.
   * @param childControl what policies further down may do to it; default: everything
   */
  public static append(values: string[], childControl?: ChildControl): string[] {
    return Token.asList(new PreparedValue(values, InheritanceOperator.APPEND, childControl));
  }

  /**
   * A list that is taken away from the inherited one.
   * @param childControl what policies further down may do to it; default: everything
   */
  public static remove(values: string[], childControl?: ChildControl): string[] {
    return Token.asList(new PreparedValue(values, InheritanceOperator.REMOVE, childControl));
  }

  /**
   * A text that takes the place of the inherited one.
   * @param childControl what policies further down may do to it
   */
  public static text(value: string, childControl: ChildControl): string {
    return Token.asString(new PreparedValue(value, InheritanceOperator.ASSIGN, childControl));
  }

  private constructor() {}
}
