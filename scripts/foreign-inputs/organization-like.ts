import { type ForeignOrganization, type ForeignUnit, ROOT } from '../../src/init/foreign/foreign-organization';
import {
  type Account, type AttachedPolicy, byName, type Organization, type OrganizationalUnit, type Parent, type Policy,
} from '../../src/model';

const MANAGEMENT_ID = '111111111111';
const ROOT_ID = 'r-root';
const DOCUMENT = '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"organizations:LeaveOrganization","Resource":"*"}]}';
const FULL_ACCESS: AttachedPolicy = { id: 'p-FullAWSAccess', name: 'FullAWSAccess', type: 'SERVICE_CONTROL_POLICY', awsManaged: true };
const MANAGEMENT: Account = {
  id: MANAGEMENT_ID, name: 'Management', email: 'management@example.com', state: 'ACTIVE', tags: {}, attachedPolicies: [FULL_ACCESS],
};

/**
 * An organization as it would be if AWS had all that a foreign format says, with invented IDs. It takes the place of a snapshot for inputs
 * of which nobody has one.
 */
export function organizationLike(foreign: ForeignOrganization): Organization {
  const { facts, units, accounts, policies, attachments, delegations } = foreign;
  const ids = new Map<string, string>([[ROOT, facts.rootId ?? ROOT_ID]]);
  units.forEach((unit, index) => ids.set(unit.origin.address, unit.id ?? `ou-root-${String(index).padStart(8, '0')}`));
  policies.forEach((policy, index) => ids.set(policy.origin.address, policy.id ?? `p-${String(index).padStart(8, '0')}`));
  accounts.forEach(({ origin, id, isManagement }, index) => {
    ids.set(origin.address, id ?? (isManagement ? MANAGEMENT_ID : String(200_000_000_000 + index)));
  });
  const idOf = (reference: string | undefined) => ids.get(reference ?? ROOT) ?? reference ?? ROOT_ID;
  // The mark that this tool puts on its policies.
  const marks: Policy['tags'] = foreign.format === 'landingZoneAccelerator' ? { AWSAcceleratorManaged: 'true' } : {};
  const made = policies.map(({ origin, name, type, description = '', content, tags = {} }): Policy => ({
    id: idOf(origin.address), name, type, description, content: content ?? (type === 'SERVICE_CONTROL_POLICY' ? DOCUMENT : '{}'), tags: { ...tags, ...marks },
  }));
  const attachedTo = (id: string): AttachedPolicy[] => {
    const attached = attachments.filter(({ target }) => idOf(target) === id).map(({ policy }) => idOf(policy));
    return byName([FULL_ACCESS, ...made.filter((policy) => attached.includes(policy.id)).map(({ id: policyId, name, type }) => (
      { id: policyId, name, type, awsManaged: false }))]);
  };
  const nameOf = (account: string) => accounts.find(({ origin }) => origin.address === account)?.name ?? account;
  const isBelow = (parentId: string) => (resource: { readonly parent?: string }) => idOf(resource.parent) === parentId;
  const parentOf = (id: string, tags: Parent['tags']): Parent => ({
    id,
    tags,
    attachedPolicies: attachedTo(id),
    accounts: byName(accounts.filter(isBelow(id)).map((account): Account => accountOf(account, idOf(account.origin.address)))),
    organizationalUnits: byName(units.filter(isBelow(id)).map((unit): OrganizationalUnit => unitOf(unit))),
  });
  const accountOf = ({ origin, name, email, state = 'ACTIVE', tags = {} }: ForeignOrganization['accounts'][number], id: string): Account => ({
    id, name: name ?? origin.address, email: email ?? `${id}@example.com`, state, tags, attachedPolicies: attachedTo(id),
  });
  const unitOf = (unit: ForeignUnit): OrganizationalUnit => ({ ...parentOf(idOf(unit.origin.address), unit.tags ?? {}), name: unit.name });
  const root = parentOf(idOf(ROOT), {});
  const management = facts.managementAccountId ?? MANAGEMENT_ID;
  const hasManagement = accounts.some(({ isManagement }) => isManagement);
  return {
    id: facts.id ?? 'o-example1234',
    managementAccountId: management,
    featureSet: 'ALL',
    root: hasManagement ? root : { ...root, accounts: [...root.accounts, { ...MANAGEMENT, id: management }] },
    policies: byName(made),
    policyTypes: [...new Set(['SERVICE_CONTROL_POLICY' as const, ...made.map(({ type }) => type)])].sort(),
    trustedServices: [...new Set([...facts.trustedServices ?? [], ...delegations.map(({ servicePrincipal }) => servicePrincipal)])].sort(),
    delegatedAdministrators: delegations.map(({ account, servicePrincipal }) => (
      { accountId: idOf(account), accountName: nameOf(account), servicePrincipal })),
  };
}
