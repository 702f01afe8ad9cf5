import { assertion, counted } from './failure';
import { assertTag } from './tags';
import { countAccounts, type PlacedUnit } from './units';

/**
 * Assertions about one organizational unit. Each of them throws an error if it does not hold.
 *
 * @experimental
 * @example
 * declare const stack: Stack;
 *
 * OrganizationAssertions.fromStack(stack).organizationalUnit('Workloads/Prod')
 *   .hasAccounts(3)
 *   .hasPolicy('region-deny')
 *   .hasTag('stage', 'prod');
 */
export class OrganizationalUnitAssertions {
  /** @internal */
  public static _of(placed: PlacedUnit): OrganizationalUnitAssertions {
    return new OrganizationalUnitAssertions(placed);
  }

  private constructor(private readonly placed: PlacedUnit) {}

  /** Asserts that the unit has exactly this number of accounts, including those in the units below it. */
  public hasAccounts(count: number): OrganizationalUnitAssertions {
    const { path, unit } = this.placed;
    const there = countAccounts(unit);
    assertion(there === count, `${path} was expected to have ${counted(count, 'account')}, but it has ${there}`, unit.accounts.map(({ name }) => name));
    return this;
  }

  /**
   * Asserts that a policy is attached to the unit itself.
   * @param policyName the name of the policy in AWS Organizations
   */
  public hasPolicy(policyName: string): OrganizationalUnitAssertions {
    const { path, unit } = this.placed;
    const names = unit.attachedPolicies.map(({ name }) => name);
    const ofSet = names.find((name) => name.startsWith(`${policyName}-`) && /-\d+$/.test(name));
    const hint = ofSet === undefined ? '' : ` (the policies of a set have numbers, such as "${ofSet}")`;
    assertion(names.includes(policyName), `${path} was expected to have the policy "${policyName}" attached${hint}, but these are`, names);
    return this;
  }

  /**
   * Asserts that the unit has a tag.
   * @param key the key, which is case-sensitive
   * @param value the expected value; any value by default
   */
  public hasTag(key: string, value?: string): OrganizationalUnitAssertions {
    assertTag(this.placed.path, this.placed.unit.tags, key, value);
    return this;
  }
}
