/** The operators with which a policy changes an inherited value. Source: AWS Organizations User Guide, "Inheritance operators". */
export enum InheritanceOperator {
  /** Sets the value and replaces the inherited one. */
  ASSIGN = '@@assign',
  /** Adds to a list. */
  APPEND = '@@append',
  /** Removes from a list. */
  REMOVE = '@@remove',
}

/**
 * The operators that policies further down may use on the values of a policy. A policy further down cannot lift a restriction.
 *
 * Source: AWS Organizations User Guide, "Inheritance operators".
 */
export class ChildControl {
  /** All operators, as without child control. */
  public static readonly ALL = new ChildControl(['@@all']);
  /** No operators: the value is final. */
  public static readonly NONE = new ChildControl(['@@none']);

  /** Only the given operators. */
  public static only(...operators: InheritanceOperator[]): ChildControl {
    return new ChildControl(operators);
  }

  /** @param operators the operators as the policy document spells them, such as `@@none` */
  private constructor(public readonly operators: string[]) {}
}
