import type { AuthorizationPolicyType, PolicyTypeName } from '../../contract';
import { type AccountSide, type CompiledPolicy, type Level, UnknownPolicy } from '../../policy';
import { countingTypes } from '../delegation/policy-type-words';
import { type Organization, targets } from '../organization';
import type { Place, PlacedAccount } from './placed-account';
import { PolicyLibrary } from './policy-library';

/** The policies that apply to an account, from the root down. Compiled policies and levels are created once and shared by the accounts. */
export class PolicyChains {
  /** Types whose policies count. */
  readonly policyTypes: ReadonlySet<PolicyTypeName>;
  readonly library: PolicyLibrary;
  private readonly levels = new Map<Place, Level>();

  /** @param former of another version of the organization */
  constructor(private readonly organization: Organization, former?: PolicyChains) {
    this.library = new PolicyLibrary(organization, former?.library);
    this.policyTypes = new Set(countingTypes(organization, [...targets(organization)].map(({ target }) => target)));
  }

  of({ account, places }: PlacedAccount): AccountSide {
    return { levels: places.map((place) => this.levelOf(place)), managementAccount: account.id === this.organization.managementAccountId };
  }

  /** The service control policies of places; none where the type does not count. */
  serviceControlPolicies(places: readonly Place[]): (readonly CompiledPolicy[])[] {
    return places.flatMap((place) => {
      const { serviceControlPolicies } = this.levelOf(place);
      return serviceControlPolicies === undefined ? [] : [serviceControlPolicies];
    });
  }

  private levelOf(place: Place): Level {
    let level = this.levels.get(place);
    if (level === undefined) {
      const service = this.policiesAt(place, 'SERVICE_CONTROL_POLICY');
      const resource = this.policiesAt(place, 'RESOURCE_CONTROL_POLICY');
      level = {
        name: place.name,
        ...(service === undefined ? {} : { serviceControlPolicies: service }),
        ...(resource === undefined ? {} : { resourceControlPolicies: resource }),
      };
      this.levels.set(place, level);
    }
    return level;
  }

  private policiesAt({ name, target, outside }: Place, type: AuthorizationPolicyType): CompiledPolicy[] | undefined {
    if (!this.policyTypes.has(type)) return undefined;
    const attached = target.attachedPolicies.filter((policy) => policy.type === type).map((policy) => this.library.get(policy));
    return outside ? [...attached, new UnknownPolicy(name, `the policies attached to ${name} and above it, which are not in the code`)] : attached;
  }
}
