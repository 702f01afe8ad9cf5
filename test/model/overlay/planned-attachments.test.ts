import { type AttachedPolicy, type Organization, overlay, type Policy, type Tags } from '../../../src/model';
import { account, attached, FULL_ACCESS, live, organization, owned, policy, symbol, unit } from '../organizations';

const DENY = { Version: '2012-10-17', Statement: { Effect: 'Deny', Action: 's3:*', Resource: '*' } };
const guard = policy('guard', DENY);
const [GUARD, THEIRS] = [live.policy('guard', DENY, owned), live.policy('theirs', DENY)];
const NOTE = { 'cdk-aws-organizations:attached/S': THEIRS.id };

interface Version {
  readonly attached?: readonly (AttachedPolicy | Policy)[];
  /** Whether the code detaches FullAWSAccess from the unit. */
  readonly withoutFull?: boolean;
  /** Whether the unit was removed from the app. */
  readonly withoutUnit?: boolean;
}

const list = (policies: Version['attached'] = []) => policies.map((each) => ('awsManaged' in each ? each : attached(each)));

function code({ attached: policies, withoutFull = false, withoutUnit = false }: Version = {}): Organization {
  return organization({
    root: { organizationalUnits: [unit('Dev'), ...withoutUnit ? [] : [unit('Prod', { attachedPolicies: list(policies) })]] },
    policies: [guard],
    more: {
      policyTypes: ['SERVICE_CONTROL_POLICY'], code: { owners: ['S'], guardedActions: [], withoutFullAwsAccess: withoutFull ? [symbol('Prod')] : [] },
    },
  });
}

function found(policies: Version['attached'], tags: Tags = {}, policyTypes: Organization['policyTypes'] = ['SERVICE_CONTROL_POLICY']): Organization {
  return live.organization({
    root: {
      organizationalUnits: [
        live.unit('Dev', 2, { tags: owned }),
        live.unit('Prod', 1, { tags: { ...owned, ...tags }, attachedPolicies: list(policies), accounts: [live.account('shop', 1)] }),
      ],
    },
    policies: [GUARD, THEIRS],
    more: { policyTypes },
  });
}

const onProd = (planned: Organization) => planned.root.organizationalUnits.find(({ name }) => name === 'Prod')!.attachedPolicies.map(({ name }) => name);

interface Case {
  readonly present: NonNullable<Version['attached']>;
  readonly tags?: Tags;
  readonly code: Version;
  readonly former?: Version;
  readonly asCodeSays?: true;
  readonly after: readonly string[];
}

test.each<[string, Case]>([
  ['FullAWSAccess is detached if the code says so', { present: [FULL_ACCESS, GUARD], code: { attached: [guard], withoutFull: true }, after: ['guard'] }],
  ['FullAWSAccess returns if the code detached it before', { present: [GUARD], code: { attached: [guard] }, former: { withoutFull: true }, after: ['FullAWSAccess', 'guard'] }],
  ['FullAWSAccess that a person attached again is there once',
    { present: [FULL_ACCESS, GUARD], code: { attached: [guard] }, former: { withoutFull: true }, after: ['FullAWSAccess', 'guard'] }],
  ['FullAWSAccess that a person detached stays detached, although the code lists it', { present: [GUARD], code: { attached: [FULL_ACCESS, guard] }, former: {}, after: ['guard'] }],
  ['FullAWSAccess is in its place as the code says', { present: [GUARD], code: { attached: [FULL_ACCESS, guard] }, asCodeSays: true, after: ['FullAWSAccess', 'guard'] }],
  ['FullAWSAccess does not come from code that does not list it', { present: [GUARD], code: { attached: [guard] }, asCodeSays: true, after: ['guard'] }],
  ['a removed target with accounts keeps its policies, and keeps FullAWSAccess detached',
    { present: [GUARD, THEIRS], tags: NOTE, code: { withoutUnit: true }, former: { attached: [guard, THEIRS], withoutFull: true }, after: ['guard', 'theirs'] }],
  ['a policy that is added to the code is attached', { present: [FULL_ACCESS, THEIRS], code: { attached: [FULL_ACCESS, guard] }, after: ['FullAWSAccess', 'guard', 'theirs'] }],
  ['a policy of others is detached if the former code listed it here', { present: [FULL_ACCESS, GUARD, THEIRS], tags: NOTE, code: { attached: [guard] }, former: { attached: [guard, THEIRS] }, after: ['FullAWSAccess', 'guard'] }],
  ['a policy of others stays if only a tag names it', { present: [FULL_ACCESS, THEIRS], tags: NOTE, code: {}, former: { attached: [guard] }, after: ['FullAWSAccess', 'theirs'] }],
  ['a policy of others stays on a target that is new in the code', { present: [FULL_ACCESS, THEIRS], tags: NOTE, code: {}, former: { withoutUnit: true }, after: ['FullAWSAccess', 'theirs'] }],
  ['a policy of others is detached if only its note is known', { present: [FULL_ACCESS, THEIRS], tags: NOTE, code: {}, after: ['FullAWSAccess'] }],
  ['a policy that another stack has attached as well stays',
    { present: [FULL_ACCESS, GUARD], tags: { 'cdk-aws-organizations:attached/Other': GUARD.id }, code: {}, after: ['FullAWSAccess', 'guard'] }],
])('%s', (_, { present, tags, code: version, former, asCodeSays, after }) => {
  const options = { ...(former === undefined ? {} : { former: code(former) }), asCodeSays };
  expect(onProd(overlay(found(present, tags), code(version), options))).toEqual(after);
});

test('a policy type that the code enables brings its policy of AWS to every target, once', () => {
  const planned = overlay(found([], {}, ['TAG_POLICY']), {
    ...code({ attached: [guard] }), policyTypes: ['SERVICE_CONTROL_POLICY', 'TAG_POLICY', 'RESOURCE_CONTROL_POLICY'],
  });
  expect(planned.policyTypes).toEqual(['RESOURCE_CONTROL_POLICY', 'SERVICE_CONTROL_POLICY', 'TAG_POLICY']);
  expect(onProd(planned)).toEqual(['FullAWSAccess', 'RCPFullAWSAccess', 'guard']);
  const ofOthers = planned.root.organizationalUnits[1].accounts[0].attachedPolicies;
  expect(ofOthers.map(({ name, type, awsManaged }) => [name, type, awsManaged])).toEqual([
    ['FullAWSAccess', 'SERVICE_CONTROL_POLICY', true], ['RCPFullAWSAccess', 'RESOURCE_CONTROL_POLICY', true],
  ]);
});

test('a new target has the policies of AWS for all types, and no others than those of the code', () => {
  const version = code();
  const withNew = {
    ...version,
    root: { ...version.root, accounts: [account('new', { attachedPolicies: [attached(guard)] })] },
    policyTypes: ['SERVICE_CONTROL_POLICY' as const, 'RESOURCE_CONTROL_POLICY' as const],
  };
  const [added] = overlay(found([FULL_ACCESS]), withNew).root.accounts;
  expect(added.attachedPolicies.map(({ name }) => name)).toEqual(['FullAWSAccess', 'RCPFullAWSAccess', 'guard']);
});

test('an organization that comes from no code changes no attachment of another one', () => {
  const present = found([GUARD, THEIRS], NOTE);
  expect(overlay(present, present, { former: present }).root).toEqual(overlay(present, present).root);
  expect(onProd(overlay(present, present))).toEqual(['guard', 'theirs']);
});
