import * as fc from 'fast-check';
import { FULL_ACCESS } from './organizations';
import { byName, type Account, type AttachedPolicy, type Organization, type OrganizationalUnit, type Policy, type Tags } from '../../src/model';

/** Fixed, so that a failure can be repeated; fast-check prints it with the counterexample. */
export const SEED = 20_261_124;

const EMAILS = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `${name}@example.com`);
const UNIT_NAMES = ['Prod', 'Dev', 'Shared'];
const POLICY_NAMES = ['guardrails', 'regions', 'tagging'];
const SIDS = ['One', 'Two', 'Three'];
const ACTIONS = ['s3:GetObject', 's3:DeleteBucket', 'ec2:*', 'iam:Create*', '*'];

const tags: fc.Arbitrary<Tags> = fc.dictionary(fc.constantFrom('team', 'stage', 'cost'), fc.constantFrom('x', 'y'), { maxKeys: 2 })
  .map((found) => Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1))));

const statement = fc.record({
  Sid: fc.constantFrom(...SIDS),
  Effect: fc.constantFrom('Deny', 'Deny', 'Allow'),
  Action: fc.oneof(fc.constantFrom(...ACTIONS), fc.subarray(ACTIONS, { minLength: 1 })),
  Condition: fc.constantFrom({}, { StringNotEquals: { 'aws:RequestedRegion': 'eu-central-1' } }, { StringNotEquals: { 'aws:PrincipalAccount': 'ACCOUNT' } }),
}).map((each) => ({ ...each, Resource: '*' }));

const content = fc.uniqueArray(statement, { selector: ({ Sid }) => Sid, minLength: 1, maxLength: 3 })
  .map((Statement) => ({ Version: '2012-10-17', Statement }));

/** An ID for each resource: of the service, or of constructs, where the same logical ID may belong to any resource. */
interface Ids {
  readonly account: (index: number) => string;
  readonly unit: (index: number) => string;
  readonly policy: (index: number) => string;
}

const symbols: fc.Arbitrary<Ids> = fc.shuffledSubarray(Array.from({ length: 12 }, (_, index) => index), { minLength: 12 }).map((order) => ({
  account: (index) => `\${S.A${order[index]}}`, unit: (index) => `\${S.U${order[index]}}`, policy: (index) => `\${S.P${order[index]}}`,
}));

/** Real IDs are kept for the lifetime of a resource: an account keeps its ID with its address, a unit with its place. */
const realIds: fc.Arbitrary<Ids> = fc.constant({
  account: (index) => `1111222233${String(index).padStart(2, '0')}`,
  unit: (index) => `ou-root-aaaaaaa${index.toString(36)}`,
  policy: (index) => `p-policy00${index}`,
});

interface Place {
  /** The position of a unit among all that have been drawn before, or -1 for the root. */
  readonly parent: number;
  readonly name: string;
}

interface Plan {
  readonly ids: Ids;
  readonly places: readonly Place[];
  readonly accounts: readonly { readonly email: number; readonly name: string; readonly place: number; readonly tags: Tags }[];
  readonly policies: readonly { readonly name: number; readonly description: string; readonly content: unknown; readonly tags: Tags }[];
  readonly attachments: readonly (readonly [target: number, policy: number])[];
  readonly allowLists: readonly number[];
  readonly enabled: boolean;
  readonly trusted: readonly string[];
  readonly administrators: readonly (readonly [account: number, service: string])[];
}

const plan = (ids: fc.Arbitrary<Ids>): fc.Arbitrary<Plan> => fc.record({
  ids,
  places: fc.array(fc.record({ parent: fc.integer({ min: -1, max: 3 }), name: fc.constantFrom(...UNIT_NAMES) }), { maxLength: 5 }),
  accounts: fc.uniqueArray(fc.record({
    email: fc.nat(EMAILS.length - 1), name: fc.constantFrom('one', 'two', 'three'), place: fc.integer({ min: -1, max: 4 }), tags,
  }), { selector: ({ email }) => email, maxLength: 5 }),
  policies: fc.uniqueArray(fc.record({
    name: fc.nat(POLICY_NAMES.length - 1), description: fc.constantFrom('', 'about'), content, tags,
  }), { selector: ({ name }) => name, maxLength: 3 }),
  attachments: fc.array(fc.tuple(fc.nat(10), fc.nat(2)), { maxLength: 6 }),
  allowLists: fc.array(fc.nat(10), { maxLength: 2 }),
  enabled: fc.boolean(),
  trusted: fc.subarray(['config.amazonaws.com', 'sso.amazonaws.com']),
  administrators: fc.array(fc.tuple(fc.nat(4), fc.constantFrom('config.amazonaws.com', 'sso.amazonaws.com')), { maxLength: 2 }),
});

function build({ ids, places, accounts, policies, attachments, allowLists, enabled, trusted, administrators }: Plan): Organization {
  const units: { index: number; parent: number; name: string }[] = [];
  places.forEach(({ parent, name }, index) => {
    const kept = units.some((other) => other.index === parent) ? parent : -1;
    if (!units.some((other) => other.parent === kept && other.name === name)) units.push({ index, parent: kept, name });
  });
  const unitIds = units.map(({ index }) => index);
  const placed = (place: number) => (unitIds.includes(place) ? place : -1);
  const accountIds = accounts.map(({ email }) => ids.account(email));
  const targetIds = ['root', ...unitIds.map(ids.unit), ...accountIds];
  const names = policies.map(({ name }) => name);
  const attachedTo = (id: string): AttachedPolicy[] => byName([
    ...(enabled && !allowLists.some((target) => targetIds[target % targetIds.length] === id) ? [FULL_ACCESS] : []),
    ...new Set(attachments.filter(([target, policy]) => targetIds[target % targetIds.length] === id && names.includes(policy))
      .map(([, policy]) => policy)),
  ].map((each): AttachedPolicy => (typeof each === 'number'
    ? { id: ids.policy(each), name: POLICY_NAMES[each], type: 'SERVICE_CONTROL_POLICY', awsManaged: false } : each)));
  const below = (place: number) => ({
    accounts: byName(accounts.filter((each) => placed(each.place) === place).map((each): Account => {
      const id = ids.account(each.email);
      return { id, name: each.name, email: EMAILS[each.email], state: 'ACTIVE', tags: each.tags, attachedPolicies: attachedTo(id) };
    })),
    organizationalUnits: byName(units.filter(({ parent }) => parent === place).map(unitAt)),
  });
  const unitAt = ({ index, name }: { index: number; name: string }): OrganizationalUnit => (
    { id: ids.unit(index), name, tags: {}, attachedPolicies: attachedTo(ids.unit(index)), ...below(index) });
  const policyAt = ({ name, description, content: text, tags: policyTags }: Plan['policies'][number]): Policy => ({
    id: ids.policy(name),
    name: POLICY_NAMES[name],
    type: 'SERVICE_CONTROL_POLICY',
    description,
    content: JSON.stringify(text).replaceAll('ACCOUNT', accountIds[0] ?? '999999999999'),
    tags: policyTags,
  });
  const registered = new Map(administrators.filter(([index]) => index < accounts.length)
    .map(([index, servicePrincipal]) => [`${accounts[index].name} ${servicePrincipal}`, { accountId: accountIds[index], accountName: accounts[index].name, servicePrincipal }]));
  return {
    id: 'o-example1234',
    managementAccountId: '999988887777',
    featureSet: 'ALL',
    root: { id: 'r-root', tags: {}, attachedPolicies: attachedTo('root'), ...below(-1) },
    policies: byName(policies.map(policyAt)),
    policyTypes: enabled ? ['SERVICE_CONTROL_POLICY'] : [],
    trustedServices: [...trusted].sort(),
    delegatedAdministrators: [...registered.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each),
  };
}

/** As code that is not deployed: two versions use the same symbols for different resources. */
export const codeOrganizations: fc.Arbitrary<Organization> = plan(symbols).map(build);

export const liveOrganizations: fc.Arbitrary<Organization> = plan(realIds).map(build);
