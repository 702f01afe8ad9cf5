import type { Account, Organization, OrganizationalUnit, Parent, Policy } from '../../../model';
import {
  type ForeignAccount, type ForeignOrganization, type ForeignPolicy, type ForeignResource, type ForeignUnit, type Reference, ROOT,
} from '../foreign-organization';

/** An OU or an account of the organization with the ID of its parent. */
export type Placed<T> = T & { readonly parentId: string };

/** The resources of an organization by their IDs. */
export interface Index {
  readonly rootId: string;
  readonly units: ReadonlyMap<string, Placed<OrganizationalUnit>>;
  readonly accounts: ReadonlyMap<string, Placed<Account>>;
  readonly policies: ReadonlyMap<string, Policy>;
  /** The IDs of the policies that are attached to each target. */
  readonly attached: ReadonlyMap<string, ReadonlySet<string>>;
}

export function indexOf({ root, policies }: Organization): Index {
  const units = new Map<string, Placed<OrganizationalUnit>>();
  const accounts = new Map<string, Placed<Account>>();
  const attached = new Map<string, ReadonlySet<string>>();
  const below = (parent: Parent): void => {
    for (const target of [parent, ...parent.accounts]) attached.set(target.id, new Set(target.attachedPolicies.map(({ id }) => id)));
    for (const account of parent.accounts) accounts.set(account.id, { ...account, parentId: parent.id });
    for (const unit of parent.organizationalUnits) {
      units.set(unit.id, { ...unit, parentId: parent.id });
      below(unit);
    }
  };
  below(root);
  return { rootId: root.id, units, accounts, policies: new Map(policies.map((policy) => [policy.id, policy])), attached };
}

/**
 * The resources of an organization that a foreign format describes. A resource is found by its ID; without one, an OU is found by its name
 * below its parent, an account by its email address, and a policy by its type and name.
 */
export class Matches {
  readonly index: Index;
  private readonly byAddress: ReadonlyMap<string, ForeignResource>;
  private readonly unitsByAddress: ReadonlyMap<string, ForeignUnit>;
  private readonly ids = new Map<ForeignResource, string | undefined>();
  private readonly unitsByPlace: ReadonlyMap<string, string>;
  private readonly accountsByEmail: ReadonlyMap<string, string>;
  private readonly policiesByName: ReadonlyMap<string, string>;

  constructor(foreign: ForeignOrganization, private readonly organization: Organization) {
    this.index = indexOf(organization);
    const { units, accounts, policies } = this.index;
    this.unitsByPlace = new Map([...units.values()].map(({ id, name, parentId }) => [`${parentId}/${name}`, id]));
    this.accountsByEmail = new Map([...accounts.values()].map(({ id, email }) => [email.toLowerCase(), id]));
    this.policiesByName = new Map([...policies.values()].map(({ id, type, name }) => [`${type}/${name}`, id]));
    const resources = [...foreign.units, ...foreign.accounts, ...foreign.policies];
    this.byAddress = new Map(resources.map((resource) => [resource.origin.address, resource]));
    this.unitsByAddress = new Map(foreign.units.map((unit) => [unit.origin.address, unit]));
    for (const unit of foreign.units) this.unitId(unit);
    for (const account of foreign.accounts) this.ids.set(account, this.accountId(account));
    for (const policy of foreign.policies) this.ids.set(policy, this.policyId(policy));
  }

  unit(unit: ForeignUnit): Placed<OrganizationalUnit> | undefined {
    return this.index.units.get(this.ids.get(unit) ?? '');
  }

  account(account: ForeignAccount): Placed<Account> | undefined {
    return this.index.accounts.get(this.ids.get(account) ?? '');
  }

  policy(policy: ForeignPolicy): Policy | undefined {
    return this.index.policies.get(this.ids.get(policy) ?? '');
  }

  /** The ID of what a reference names, if the organization has it. */
  idOf(reference: Reference): string | undefined {
    if (reference === ROOT) return this.index.rootId;
    const resource = this.byAddress.get(reference);
    if (resource !== undefined) return this.ids.get(resource);
    const { units, accounts, policies, rootId } = this.index;
    return reference === rootId || units.has(reference) || accounts.has(reference) || policies.has(reference) ? reference : undefined;
  }

  private unitId(unit: ForeignUnit): string | undefined {
    if (this.ids.has(unit)) return this.ids.get(unit);
    // An OU that is above itself has no place.
    this.ids.set(unit, undefined);
    const id = this.knownId(unit, this.index.units) ?? this.unitsByPlace.get(`${this.parentId(unit)}/${unit.name}`);
    this.ids.set(unit, id);
    return id;
  }

  private parentId({ parent }: ForeignUnit): string | undefined {
    if (parent === undefined) return undefined;
    const above = this.unitsByAddress.get(parent);
    return above === undefined ? this.idOf(parent) : this.unitId(above);
  }

  private accountId(account: ForeignAccount): string | undefined {
    if (account.isManagement) return this.organization.managementAccountId;
    const { email, name } = account;
    const known = this.knownId(account, this.index.accounts);
    if (known !== undefined || account.id !== undefined) return known;
    if (email !== undefined) return this.accountsByEmail.get(email.toLowerCase());
    const named = [...this.index.accounts.values()].filter((each) => each.name === name);
    return named.length === 1 ? named[0].id : undefined;
  }

  private policyId(policy: ForeignPolicy): string | undefined {
    const known = this.knownId(policy, this.index.policies);
    return known ?? (policy.id === undefined ? this.policiesByName.get(`${policy.type}/${policy.name}`) : undefined);
  }

  private knownId({ id }: ForeignResource, known: ReadonlyMap<string, unknown>): string | undefined {
    return id !== undefined && known.has(id) ? id : undefined;
  }
}
