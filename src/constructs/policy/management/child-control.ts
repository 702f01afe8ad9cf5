/** What a policy can do to a value that it inherits. Source: AWS Organizations User Guide, "Inheritance operators". */
export enum InheritanceOperator {
  /** Sets the value, whatever was inherited. */
  ASSIGN = '@@assign',
  /** Adds to a list. */
  APPEND = '@@append',
  /** Takes away from a list. */
  REMOVE = '@@remove',
}

/**
 * What policies that are attached further down may do to what a policy says. A restriction cannot be lifted further down.
 *
 * Source: AWS Organizations User Guide, "Inheritance operators".
 */
export class ChildControl {
  /** Everything; the same as saying nothing. */
  public static readonly ALL = new ChildControl(['@@all']);
  /** Nothing: the value stands as it is. */
  public static readonly NONE = new ChildControl(['@@none']);

  /** Only what is named. */
  public static only(...operators: InheritanceOperator[]): ChildControl {
    return new ChildControl(operators);
  }

  /** @param operators as they stand in the policy, such as `@@none` */
  private constructor(public readonly operators: string[]) {}
}
