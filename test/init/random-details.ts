/** Random organizations with parts that few have: policies of every type, parts that other stacks own, contacts and Regions. */
import fc from 'fast-check';
import { attachment, sorted } from './live-organization';
import { randomOrganization } from './random-organization';
import {
  ACCOUNT_MANAGEMENT_PRINCIPAL, OWNER_TAG_KEY, POLICY_TYPE_SERVICES, policyTypeLimits, type PolicyTypeName, type Setting,
} from '../../src/contract';
import {
  type Account, type AccountSettingsEntry, type Organization, type OrganizationalUnit, type Policy, targets,
} from '../../src/model';
import { validatePolicy } from '../../src/policy';
import { CASES } from '../constructs/policy/typed-policy-cases';
import { ACCEPTED_POLICIES } from '../policy/validate/published/accepted-policies';

/** Documents of management policies that AWS accepts, of each type. */
const DOCUMENTS = [...CASES.map(([, type, , document]) => ({ type, document })), ...ACCEPTED_POLICIES]
  .map(({ type, document }) => ({ type, content: JSON.stringify(document) }))
  .filter(({ type, content }) => validatePolicy(type, content).every(({ severity }) => severity !== 'error'));
export const TYPES_WITH_DOCUMENTS = [...new Set(DOCUMENTS.map(({ type }) => type))].sort();

const OWNER = { [OWNER_TAG_KEY]: 'Other@eu-west-1' };
const REGIONS = ['eu-south-2', 'ap-east-1', 'me-central-1'];
const NAMES = ['Security', "O'Brien", '日本 "x"', '{{ops}}'];

const contact = fc.constantFrom(...NAMES).map((name) => (
  { Name: name, Title: 'On call', EmailAddress: 'team@example.com', PhoneNumber: '+49 30 1234567' }));
const primary = fc.constantFrom(...NAMES).map((name) => (
  { FullName: name, AddressLine1: 'Street 1', City: 'Berlin', PostalCode: '10115', CountryCode: 'DE', PhoneNumber: '+49 30 1234567' }));
const settings: fc.Arbitrary<Record<string, Setting>> = fc.record({
  SECURITY: contact, BILLING: contact, PRIMARY: primary, region: fc.constantFrom(...REGIONS), isEnabled: fc.boolean(),
}, { requiredKeys: ['isEnabled'] }).map(({ region, isEnabled, ...contacts }) => (
  { ...contacts, ...(region === undefined ? {} : { [`REGION:${region}`]: isEnabled ? 'ENABLED' : 'DISABLED' }) }));

const details = fc.record({
  documents: fc.array(fc.record({ document: fc.constantFrom(...DOCUMENTS), at: fc.array(fc.nat(20), { maxLength: 2 }) }), { maxLength: 5 }),
  owned: fc.array(fc.nat(40), { maxLength: 2 }),
  settings: fc.array(fc.tuple(fc.nat(9), settings), { maxLength: 3 }),
});

type Details = typeof details extends fc.Arbitrary<infer T> ? T : never;
type Changing<T> = { -readonly [key in keyof T]: T[key] };

function withDetails(organization: Organization, { documents, owned, settings: drawn }: Details): Organization {
  const changed = structuredClone(organization) as Changing<Organization>;
  const all = [...targets(changed)].map(({ target }) => target);
  const policies = documents.map(({ document }, index): Policy => ({
    id: `p-details${index}`, name: `${document.type} ${index}`, description: '', tags: {}, ...document,
  }));
  for (const [index, { at }] of documents.entries()) {
    for (const number of at) attach(all[number % all.length], policies[index]);
  }
  changed.policies.push(...policies);
  changed.policyTypes = [...new Set([...changed.policyTypes, ...policies.map(({ type }) => type)])];
  const ownable = [...all.slice(1), ...changed.policies] as Changing<OrganizationalUnit | Account | Policy>[];
  for (const number of owned) {
    const each = ownable[number % ownable.length];
    each.tags = { ...each.tags, ...OWNER };
  }
  const members = all.filter((target): target is Account => 'email' in target && target.id !== organization.managementAccountId);
  const byAccount = new Map(members.length === 0 ? [] : drawn.map(([number, each]): [string, AccountSettingsEntry] => {
    const { id } = members[number % members.length];
    return [id, { accountId: id, settings: each }];
  }));
  const services = servicesFor(changed.policyTypes, byAccount.size > 0);
  changed.trustedServices = [...new Set([...changed.trustedServices, ...services])].sort();
  const accountSettings = [...byAccount.values()].sort((one, other) => (one.accountId < other.accountId ? -1 : 1));
  return { ...sorted(changed), accountSettings };
}

function attach({ attachedPolicies }: { readonly attachedPolicies: Organization['root']['attachedPolicies'] }, policy: Policy): void {
  const ofType = attachedPolicies.filter(({ type }) => type === policy.type);
  if (ofType.some(({ id }) => id === policy.id) || ofType.length >= policyTypeLimits(policy.type).maxAttachments) return;
  attachedPolicies.push(attachment(policy));
}

function servicesFor(types: readonly PolicyTypeName[], hasSettings: boolean): string[] {
  const needed = types.flatMap((type) => POLICY_TYPE_SERVICES[type]?.servicePrincipal ?? []);
  return hasSettings ? [...needed, ACCOUNT_MANAGEMENT_PRINCIPAL] : needed;
}

export const detailedOrganization: fc.Arbitrary<Organization> = fc.tuple(randomOrganization, details)
  .map(([organization, given]) => withDetails(organization, given));
