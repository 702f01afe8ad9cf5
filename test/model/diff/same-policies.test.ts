import * as fc from 'fast-check';
import { comparedAllowLists, allowListChanges } from '../../../src/model/allow-lists/allow-list-changes';
import { type FlatOrganization, flatten, type FlatTarget, unflatten } from '../../../src/model/diff/flat-organization';
import { align } from '../../../src/model/diff/identity/align';
import { impactOf, judgedImpact } from '../../../src/model/impact/impact';
import type { Organization, Policy } from '../../../src/model/organization';
import { codeOrganizations, liveOrganizations, SEED } from '../arbitraries';
import { FULL_ACCESS } from '../organizations';

const RUNS = 100;
const ACTIONS = ['s3:GetObject', 's3:DeleteBucket', 'ec2:RunInstances', 'iam:CreateUser'];

/** One edit of an organization. The number chooses what is edited. */
type Edit = (flat: FlatOrganization, number: number) => FlatOrganization;

const chosen = <Item>(items: readonly Item[], number: number): Item[] => (items.length === 0 ? [] : [items[number % items.length]]);

function targetEdit(
  kind: FlatTarget['kind'] | undefined, edit: (target: FlatTarget, flat: FlatOrganization, number: number) => Partial<FlatTarget>,
): Edit {
  return (flat, number) => {
    const [target] = chosen([...flat.targets.values()].filter((each) => kind === undefined || each.kind === kind), number);
    if (target === undefined) return flat;
    return { ...flat, targets: new Map([...flat.targets, [target.id, { ...target, ...edit(target, flat, number) }]]) };
  };
}

function policyEdit(edit: (policy: Policy) => Partial<Policy>): Edit {
  return (flat, number) => {
    const [policy] = chosen([...flat.policies.values()], number);
    return policy === undefined ? flat : { ...flat, policies: new Map([...flat.policies, [policy.id, { ...policy, ...edit(policy) }]]) };
  };
}

const attachedTo = (flat: FlatOrganization, number: number) => chosen([...flat.policies.values()], number)
  .map(({ id, name, type }) => ({ id, name, type, awsManaged: false }));

/** Edits that change no policy of any account. */
const HARMLESS: Record<string, Edit> = {
  'tags of a target': targetEdit(undefined, () => ({ tags: { edited: 'yes' } })),
  'the address of an account': targetEdit('account', () => ({ email: 'other@example.com' })),
  'tags and description of a policy': policyEdit(() => ({ tags: { edited: 'yes' }, description: 'edited' })),
  'trusted services': (flat) => ({ ...flat, trustedServices: ['ram.amazonaws.com'] }),
};

/** Edits that change policies of some accounts. */
const HARMFUL: Record<string, Edit> = {
  'the text of a policy': policyEdit(() => (
    { content: '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}' })),
  'a policy that is no longer in the code': (flat, number) => {
    const [gone] = chosen([...flat.policies.values()], number);
    return { ...flat, policies: new Map([...flat.policies].filter(([id]) => id !== gone?.id)) };
  },
  'what is attached': targetEdit(undefined, (_, flat, number) => ({ attachedPolicies: attachedTo(flat, number) })),
  'one policy in place of another': targetEdit(undefined, ({ attachedPolicies }, flat, number) => (
    { attachedPolicies: [...attachedPolicies.slice(1), ...attachedTo(flat, number)] })),
  'FullAWSAccess as well': targetEdit(undefined, ({ attachedPolicies }) => (
    { attachedPolicies: [...attachedPolicies.filter(({ id }) => id !== FULL_ACCESS.id), FULL_ACCESS] })),
  'nothing attached': targetEdit(undefined, () => ({ attachedPolicies: [] })),
  'the place of an account': targetEdit('account', (_, flat, number) => ({
    parentId: chosen([...flat.targets.values()].filter(({ kind }) => kind !== 'account'), Math.floor(number / 5))[0].id,
  })),
  'the enabled types': (flat) => ({ ...flat, policyTypes: flat.policyTypes.length === 0 ? ['SERVICE_CONTROL_POLICY'] : [] }),
  'the management account': (flat, number) => ({
    ...flat, managementAccountId: chosen([...flat.targets.values()].filter(({ kind }) => kind === 'account'), number)[0]?.id ?? '',
  }),
};

/** Other edits that may change policies of some accounts. */
const JUDGED: Record<string, Edit> = {
  'a policy of another type': policyEdit(() => ({ type: 'RESOURCE_CONTROL_POLICY' })),
  'an account that is only invited': targetEdit('account', () => ({ state: 'INVITED' })),
  'the type of what is attached': targetEdit(undefined, ({ attachedPolicies }) => (
    { attachedPolicies: attachedPolicies.map((each) => ({ ...each, type: 'RESOURCE_CONTROL_POLICY' as const })) })),
  'whether it is of AWS': targetEdit(undefined, ({ attachedPolicies }) => (
    { attachedPolicies: attachedPolicies.map((each) => ({ ...each, awsManaged: !each.awsManaged })) })),
  'the name of a unit': targetEdit('organizationalUnit', () => ({ name: 'Other' })),
  'an account less': (flat, number) => {
    const [gone] = chosen([...flat.targets.values()].filter(({ kind }) => kind === 'account'), number);
    return { ...flat, targets: new Map([...flat.targets].filter(([id]) => id !== gone?.id)) };
  },
};

const organizations = fc.oneof(liveOrganizations, codeOrganizations);

function edited(organization: Organization, edit: Edit, number: number): Organization {
  return unflatten(edit(flatten(organization), number));
}

/** How many comparisons were short, and how many had an impact. */
function compared(edits: fc.Arbitrary<Edit>): { short: number; withImpact: number } {
  const found = { short: 0, withImpact: 0 };
  fc.assert(fc.property(organizations, edits, fc.nat(1_000), fc.boolean(), (organization, edit, number, isReversed) => {
    const pair = [organization, edited(organization, edit, number)] as const;
    const aligned = align(...(isReversed ? [pair[1], pair[0]] as const : pair));
    const long = judgedImpact(aligned, { actions: ACTIONS });
    expect(impactOf(aligned, { actions: ACTIONS })).toEqual(long);
    expect(allowListChanges(aligned)).toEqual(comparedAllowLists(aligned));
    if (aligned.haveSamePolicies) found.short++;
    if (long.length > 0) found.withImpact++;
  }), { seed: SEED, numRuns: RUNS });
  return found;
}

test.each(Object.entries(HARMLESS))('the short way for %s gives what the judgment of every account gives', (_, edit) => {
  expect(compared(fc.constant(edit))).toEqual({ short: RUNS, withImpact: 0 });
});

test.each(Object.entries(JUDGED))('an edit of %s is judged', (_, edit) => {
  expect(compared(fc.constant(edit)).short).toBeLessThan(RUNS);
});

test.each(Object.entries(HARMFUL))('with %s the impact is that of the judgment of every account', (_, edit) => {
  const { withImpact } = compared(fc.constant(edit));
  expect(withImpact).toBeGreaterThan(0);
});

test('the same holds for two edits', () => {
  const edit = fc.constantFrom(...Object.values({ ...HARMLESS, ...HARMFUL, ...JUDGED }));
  const both = fc.tuple(edit, edit).map(([one, other]): Edit => (flat, number) => other(one(flat, number), number + 1));
  const { short, withImpact } = compared(both);
  expect(short).toBeGreaterThan(10);
  expect(withImpact).toBeGreaterThan(10);
});
