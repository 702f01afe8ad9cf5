import { assertion, counted } from './failure';
import { assertTag } from './tags';
import { countAccounts, type PlacedUnit } from './units';

/** Assertions about one organizational unit. Each of them throws an error if it does not hold. */
export class OrganizationalUnitAssertions {
  /** @internal */
  public static _of(placed: PlacedUnit): OrganizationalUnitAssertions {
    return new OrganizationalUnitAssertions(placed);
  }

  private constructor(private readonly placed: PlacedUnit) {}

  /** The unit has exactly so many accounts, those in the units below it included. */
  public hasAccounts(count: number): OrganizationalUnitAssertions {
    const { path, unit } = this.placed;
    const there = countAccounts(unit);
    assertion(there === count, `${path} was expected to have ${counted(count, 'account')}, but it has ${there}`, unit.accounts.map(({ name }) => name));
    return this;
  }

  /**
   * A policy is attached to the unit itself.
   * @param policyName the policy's name in AWS Organizations
   */
  public hasPolicy(policyName: string): OrganizationalUnitAssertions {
    const { path, unit } = this.placed;
    const names = unit.attachedPolicies.map(({ name }) => name);
    assertion(names.includes(policyName), `${path} was expected to have the policy "${policyName}" attached, but these are`, names);
    return this;
  }

  /**
   * The unit has a tag.
   * @param key case-sensitive
   * @param value the value that it must have, if it matters
   */
  public hasTag(key: string, value?: string): OrganizationalUnitAssertions {
    assertTag(this.placed.path, this.placed.unit.tags, key, value);
    return this;
  }
}
