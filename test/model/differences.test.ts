import { account, attached, organization, policy, symbol, unit } from './organizations';
import { differences, differencesWithKeys, type Organization, type Policy, type Tags } from '../../src/model';

const withAddress = (email: string) => organization({ root: { accounts: [account('shop', { email })] } });

test('an email address in capitals is the same, and another one is a difference', () => {
  expect(differences(withAddress('AWS+Shop@example.com'), withAddress('aws+shop@example.com'))).toEqual([]);
  expect(differences(withAddress('aws+shop@example.com'), withAddress('aws+store@example.com'))).toEqual([
    'The email address of Root/shop is aws+store@example.com, not aws+shop@example.com',
  ]);
});

describe('the document of a policy', () => {
  const withContent = (content: string) => organization({ policies: [policy('guard', content)] });
  const CODE = '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":["s3:*","ec2:*"],"Resource":"*"}]}';

  test.each([
    ['blanks after colons and lines', JSON.stringify(JSON.parse(CODE), null, 2)],
    ['keys in another order', '{"Statement":[{"Resource":"*","Action":["s3:*","ec2:*"],"Effect":"Deny"}],"Version":"2012-10-17"}'],
  ])('with %s is no difference', (_, content) => {
    expect(differences(withContent(CODE), withContent(content))).toEqual([]);
  });

  test('with another meaning is a difference', () => {
    expect(differences(withContent(CODE), withContent(CODE.replace('s3:*', 's3:Get*')))).toEqual([
      expect.stringContaining('The content of policy guard is {"Version":"2012-10-17"'),
    ]);
  });
});

test('code without the organization has no root that can be missing', () => {
  expect(differences(organization({ root: { id: '' } }), organization())).toEqual([]);
});

describe('a target that the code only names', () => {
  const types = { more: { policyTypes: ['SERVICE_CONTROL_POLICY' as const] } };
  const full = { id: 'p-FullAWSAccess', name: 'FullAWSAccess', type: 'SERVICE_CONTROL_POLICY' as const, awsManaged: true };
  const [guard, other] = [policy('guard', '{}'), policy('other', '{}')];
  const named = (id: string, ...policies: Policy[]) => unit(id, {
    id, code: undefined, attachedPolicies: [full, ...policies.map(attached)], organizationalUnits: [unit('New', { id: `${id}-new`, attachedPolicies: [full] })],
  });
  const inCode = (...first: Policy[]) => organization({
    ...types, policies: [guard, other], root: { organizationalUnits: [named('ou-root-1', ...first), named('ou-root-2')] },
  });
  const found = (...policiesOfNew: Policy[]) => organization({
    ...types,
    policies: [guard, other],
    root: {
      organizationalUnits: ['ou-root-1', 'ou-root-2'].map((id) => unit(`Team ${id}`, {
        id, code: undefined, organizationalUnits: [unit('New', { id: `${id}-new`, attachedPolicies: policiesOfNew.map(attached) })],
      })),
    },
  });

  test('may lack FullAWSAccess, unlike targets of the code below it', () => {
    expect(differences(inCode(), found())).toEqual([
      'The policies attached to Root/Team ou-root-1/New are (none), not p-FullAWSAccess',
      'The policies attached to Root/Team ou-root-2/New are (none), not p-FullAWSAccess',
    ]);
  });

  test('has the policies that the code attaches', () => {
    expect(differences(inCode(guard, other), found())).toContain(
      `The policies attached to Root/Team ou-root-1 are (none), not ${[full.id, guard.id, other.id].sort().join(', ')}`,
    );
  });
});

describe('a difference has the same key', () => {
  const guards = ['one', 'two', 'three'].map((name) => policy(name, '{}'));
  const prod = (name: string, tags: Tags, policies: Policy[]) => organization({
    root: {
      organizationalUnits: [unit(name, {
        id: symbol('Prod'), accounts: [account('app', { tags, attachedPolicies: policies.map(attached) })],
      })],
    },
    policies: guards,
  });
  const keys = (inCode: Organization, inService: Organization) => differencesWithKeys(inCode, inService).map((each) => each.keys);
  const [one, two, three] = guards;

  test('after its resource is renamed', () => {
    const [before, after] = ['Prod', 'Production'].map((name) => keys(prod(name, { team: 'x' }, []), prod(name, { team: 'by hand' }, [])));
    expect([before.length, after]).toEqual([1, before]);
  });

  test('regardless of other entries in the list', () => {
    const [before] = keys(prod('Prod', {}, [one]), prod('Prod', {}, []));
    const [after] = keys(prod('Prod', {}, [one, two]), prod('Prod', {}, [two]));
    const [more] = keys(prod('Prod', {}, [one, two]), prod('Prod', {}, [three]));
    expect(after).toEqual(before);
    expect(more).toHaveLength(3);
  });

  test('only while the desired value is the same', () => {
    const [before] = keys(prod('Prod', { team: 'x' }, []), prod('Prod', { team: 'by hand' }, []));
    const [after] = keys(prod('Prod', { team: 'y' }, []), prod('Prod', { team: 'by hand' }, []));
    expect(after).not.toEqual(before);
  });

  test('below a place that was renamed manually, which is a difference of its own', () => {
    const [before, after] = ['Prod', 'Production'].map((name) => keys(prod(name, {}, []), prod('By hand', {}, [])));
    expect(after[1]).toEqual(before[1]);
    expect(after[0]).not.toEqual(before[0]);
  });
});
