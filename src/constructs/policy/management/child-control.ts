/**
 * The operators with which a policy changes an inherited value.
 *
 * Source: AWS Organizations User Guide, "Inheritance operators".
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/policy-operators.html
 */
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
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/policy-operators.html#child-control-operators
 * @example
 * // Policies further down can add cost centers, but can neither replace nor remove these.
 * new TagPolicy(this, 'CostCenters', {
 *   tags: [{ tagKey: 'cost-center', values: ['1000', '2000'] }],
 *   childControl: ChildControl.only(InheritanceOperator.APPEND),
 * });
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
