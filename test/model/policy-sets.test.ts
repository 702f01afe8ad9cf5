import { attached, organization, policy, unit } from './organizations';
import { POLICY_SET_TAG_KEY, type PolicySetProperties } from '../../src/contract';
import { differences, drift, type Policy, normalizePartialSets, normalizePolicySets, reviewOf } from '../../src/model';
import { packedPolicySet } from '../../src/model/code/policy-sets';

const deny = (name: string, more = 0) => ({ Sid: name, Effect: 'Deny', Action: `s3:${'x'.repeat(more)}${name}`, Resource: '*' });

/** The policies of a set as the service has them; each word names the statements of one. */
function documents(...contents: string[]): Policy[] {
  return contents.map((names, index) => policy(`base-${index + 1}`, { Version: '2012-10-17', Statement: [...names].map((name) => deny(name)) }, {
    id: `p-base000${index + 1}`, tags: { [POLICY_SET_TAG_KEY]: index === 0 ? 'first' : 'p-base0001' },
  }));
}

function withUnit(policies: Policy[], attachedPolicies = policies.map(attached)) {
  return organization({ policies, root: { organizationalUnits: [unit('Home', { attachedPolicies })] } });
}

describe('the policies of a set in code', () => {
  const properties: PolicySetProperties = {
    Type: 'SERVICE_CONTROL_POLICY', Name: 'base', Description: 'Keeps', MaxDocuments: 2, Statements: ['A', 'B', 'C', 'D'].map((name) => deny(name, 3_000)),
  };
  const desired = { owner: 'S', stackName: 'S', logicalId: 'Base', type: 'Custom::OrganizationsPolicySet', id: '${S.Base}', properties, exports: [] } as const;

  test('are packed as on the first deployment, with symbols as IDs', () => {
    const { policies, policyIds } = packedPolicySet(desired, { team: 'blue' });
    expect(policyIds).toBe('${S.Base.PolicyIds}');
    expect(policies.map(({ id, name, content }) => [id, name, (JSON.parse(content).Statement as []).length])).toEqual([
      ['${S.Base}', 'base-1', 3], ['${S.Base.2}', 'base-2', undefined],
    ]);
    expect(policies.map(({ tags }) => tags)).toEqual(['first', '${S.Base}'].map((value) => ({ team: 'blue', [POLICY_SET_TAG_KEY]: value })));
  });

  test('have the IDs of the deployment if there is one', () => {
    const { policies, policyIds } = packedPolicySet(desired, {}, { physicalId: () => undefined, attribute: () => 'p-one,p-two' });
    expect([policyIds, ...policies.map(({ id }) => id)]).toEqual(['p-one,p-two', 'p-one', 'p-two']);
  });
});

test('the distribution of statements to documents makes no difference', () => {
  expect(differences(withUnit(documents('ABC', 'D')), withUnit(documents('DB', 'CA')))).toEqual([]);
  expect(differences(withUnit(documents('ABC', 'D')), withUnit(documents('DBCA')))).toEqual([]);
});

test('an added or removed statement is a difference, and so is a document that is not attached', () => {
  expect(differences(withUnit(documents('AB', 'C')), withUnit(documents('ABD', 'C')))).toEqual([expect.stringContaining('The content of policy base is')]);
  const [first, second] = documents('AB', 'C');
  expect(differences(withUnit([first, second]), withUnit([first, second], [attached(first)]))).toEqual([
    'The policies attached to Root/Home are (none), not policy-set/p-base0001',
  ]);
});

test('other policies stay as they are', () => {
  const other = policy('Other', { Version: '2012-10-17', Statement: deny('A') });
  const normal = normalizePolicySets(withUnit([...documents('A', 'B'), other]));
  expect(normal.policies.map(({ name }) => name)).toEqual(['Other', 'base']);
  expect(normal.root.organizationalUnits[0].attachedPolicies.map(({ name }) => name)).toEqual(['Other', 'base']);
});

test('one policy of a set is as good as all of them where no more are required', () => {
  const [first, second] = documents('A', 'B');
  const attachedAt = (hasLeft: boolean, each: Policy) => normalizePartialSets(withUnit([first, second], [attached(each)]), () => hasLeft)
    .root.organizationalUnits[0].attachedPolicies.map(({ name }) => name);
  expect([first, second].map((each) => [attachedAt(false, each), attachedAt(true, each)])).toEqual([
    [['base-1'], ['base']], [['base-2'], ['base']],
  ]);
});

test('a review and a search for drift compare the statements of a set, regardless of their distribution to policies', () => {
  const [base, repacked, changed] = [documents('ABC', 'D'), documents('DB', 'CA'), documents('AB', 'CE')].map((each) => withUnit(each));
  expect(reviewOf(base, repacked).changes).toEqual([]);
  expect(reviewOf(base, changed).changes.map(({ kind }) => kind)).toEqual(['policyStatementsChanged']);
  expect(drift(base, repacked)).toEqual([]);
});
