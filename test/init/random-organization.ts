/** Random organizations that were built by hand: with hard names, foreign tags, parts of AWS Control Tower, and closed accounts. */
import fc from 'fast-check';
import { ALLOW_SOME, attachment, DENY_ALL, DENY_LEAVING, MANAGEMENT, policyWith, sorted } from './live-organization';
import { POLICY_TYPE_NAMES, type PolicyTypeName, POLICY_TYPE_SERVICES } from '../../src/contract';
import type { AttachedPolicy, Organization, OrganizationalUnit, Parent, Policy } from '../../src/model';
import { FULL_ACCESS } from '../model/organizations';

const UNIT_NAMES = ['Prod', 'Same', 'Same ', 'a/b', '🚀 "x"', '__proto__', "it's", 'class'];
const ACCOUNT_NAMES = ['shop', 'same', ' padded', "o'Brien", '${x}', '__proto__', 'back\\slash'];
const STATES = ['ACTIVE', 'ACTIVE', 'ACTIVE', 'ACTIVE', 'SUSPENDED', 'PENDING_CLOSURE', 'PENDING_ACTIVATION'];
const POLICY_NAMES = ['stay', 'Stay', 'aws-guardrails-AbCd', 'Café', "it's", 'CON', '__proto__'];
const SERVICES = ['account.amazonaws.com', 'config.amazonaws.com', 'sso.amazonaws.com', 'controltower.amazonaws.com'];
const STATEMENTS = [DENY_LEAVING, DENY_ALL, ALLOW_SOME];
const RESOURCE_FULL_ACCESS: AttachedPolicy = {
  id: 'p-RCPFullAWSAccess', name: 'RCPFullAWSAccess', type: 'RESOURCE_CONTROL_POLICY', awsManaged: true,
};
const DENY_PLAIN = {
  Sid: 'Plain', Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};
const LEVELS = 5;
const KEYS = ['team', 'stage', 'ManagedBy', 'aws:servicecatalog:x', 'constructor', 'AWSAcceleratorManaged'];
const MOST_ATTACHED = 3;

const tags = fc.dictionary(fc.constantFrom(...KEYS), fc.constantFrom('red', '', 'terraform'), { maxKeys: 3 });
const target = fc.record({
  tags, policies: fc.array(fc.nat(20), { maxLength: MOST_ATTACHED }), isDetached: fc.nat(3).map((number) => number === 0),
});

const plan = fc.record({
  types: fc.subarray(POLICY_TYPE_NAMES.filter((type) => type !== 'SERVICE_CONTROL_POLICY')),
  root: target,
  units: fc.array(fc.record({ target, name: fc.constantFrom(...UNIT_NAMES), parent: fc.nat(20) }), { maxLength: 8 }),
  accounts: fc.array(fc.record({
    target, name: fc.constantFrom(...ACCOUNT_NAMES), parent: fc.nat(20), state: fc.constantFrom(...STATES),
  }), { maxLength: 10 }),
  policies: fc.uniqueArray(fc.record({
    name: fc.constantFrom(...POLICY_NAMES),
    description: fc.constantFrom('', 'About "this"'),
    tags,
    statement: fc.constantFrom(...STATEMENTS),
    kind: fc.nat(3),
  }), { selector: ({ name }) => name, maxLength: 6 }),
  services: fc.subarray(SERVICES),
  administrators: fc.array(fc.tuple(fc.nat(9), fc.constantFrom(...SERVICES)), { maxLength: 3 }),
});

type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never;
type Target = Plan['root'];

const MANAGEMENT_POLICIES: Readonly<Partial<Record<PolicyTypeName, string>>> = {
  TAG_POLICY: '{"tags":{"team":{"tag_key":{"@@assign":"team"}}}}',
  AISERVICES_OPT_OUT_POLICY: '{"services":{"default":{"opt_out_policy":{"@@assign":"optOut"}}}}',
};

/** A quarter of the policies of each kind, as far as its type is enabled. */
function policyOf({ name, description, tags: own, statement, kind }: Plan['policies'][number], index: number, types: readonly string[]): Policy {
  const more = { description, tags: own };
  const type = (['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY', 'TAG_POLICY', 'AISERVICES_OPT_OUT_POLICY'] as const)[kind];
  if (kind === 0 || !types.includes(type)) return policyWith(index, name, [statement], more);
  if (kind > 1) return { ...policyWith(index, name, [], more), type, content: MANAGEMENT_POLICIES[type]! };
  return policyWith(index, name, [DENY_PLAIN], { ...more, type });
}

function build(given: Plan): Organization {
  const types: PolicyTypeName[] = ['SERVICE_CONTROL_POLICY', ...given.types];
  const policies = given.policies.map((each, index) => policyOf(each, index, types));
  const attachedTo = ({ policies: numbers, isDetached }: Target): AttachedPolicy[] => {
    const own = policies.length === 0 ? [] : [...new Set(numbers.map((number) => policies[number % policies.length]))].map(attachment);
    const canDetach = own.some(({ type }) => type === 'SERVICE_CONTROL_POLICY');
    return [
      ...(isDetached && canDetach ? [] : [FULL_ACCESS]), ...(types.includes('RESOURCE_CONTROL_POLICY') ? [RESOURCE_FULL_ACCESS] : []), ...own,
    ];
  };
  const root: Parent = { id: 'r-root', tags: withoutAws(given.root.tags), attachedPolicies: attachedTo(given.root), accounts: [], organizationalUnits: [] };
  const places: { parent: Parent; level: number }[] = [{ parent: root, level: 0 }];
  given.units.forEach(({ target: own, name, parent }, index) => {
    const { parent: above, level } = places[parent % places.length];
    if (level === LEVELS || above.organizationalUnits.some((other) => other.name === name)) return;
    const unit: OrganizationalUnit = {
      id: `ou-root-${String(index).padStart(8, '0')}`, name, tags: withoutAws(own.tags), attachedPolicies: attachedTo(own), accounts: [], organizationalUnits: [],
    };
    above.organizationalUnits.push(unit);
    places.push({ parent: unit, level: level + 1 });
  });
  root.accounts.push({ ...MANAGEMENT, attachedPolicies: attachedTo({ tags: {}, policies: [], isDetached: false }) });
  const members = given.accounts.map(({ target: own, name, parent, state }, index) => {
    const account = { id: String(200_000_000_000 + index), name, email: `member-${index}@example.com`, state, tags: own.tags, attachedPolicies: attachedTo(own) };
    places[parent % places.length].parent.accounts.push(account);
    return account;
  });
  const needed = types.flatMap((type) => POLICY_TYPE_SERVICES[type]?.servicePrincipal ?? []);
  const trustedServices = [...new Set([...given.services, ...needed])].sort();
  const administrators = new Map(given.administrators.flatMap(([index, servicePrincipal]) => {
    const account = members[index];
    return account === undefined || !trustedServices.includes(servicePrincipal) ? []
      : [[`${account.id} ${servicePrincipal}`, { accountId: account.id, accountName: account.name, servicePrincipal }] as const];
  }));
  return sorted({
    id: 'o-example1234',
    managementAccountId: MANAGEMENT.id,
    featureSet: 'ALL',
    root,
    policies,
    policyTypes: types,
    trustedServices,
    delegatedAdministrators: [...administrators.values()],
  });
}

/** AWS Service Catalog and others tag accounts only. */
function withoutAws(all: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(all).filter(([key]) => !key.startsWith('aws:')));
}

export const randomOrganization: fc.Arbitrary<Organization> = plan.map(build);
