import { diff, type Organization, type Policy } from '../../../src/model';
import { organization, policy, symbol } from '../organizations';

const document = (action: unknown, more: object = {}) => (
  { Version: '2012-10-17', Statement: [{ Sid: 'Guard', Effect: 'Deny', ...more, Action: action, Resource: '*' }] });
const REFERENCE = { kind: 'policy', id: symbol('guard'), name: 'guard', type: 'SERVICE_CONTROL_POLICY' };
const of = (...policies: Policy[]): Organization => organization({ policies });
const guard = (action: unknown = 's3:*', more: Partial<Policy> = {}) => policy('guard', document(action), more);

test('a new policy comes with all that it has, and a removed one with its document', () => {
  const present = guard('s3:*', { description: 'Keeps', tags: { team: 'blue' } });
  expect(diff(of(), of(present))).toStrictEqual([
    { kind: 'policyAdded', policy: REFERENCE, arrival: 'created', description: 'Keeps', content: present.content, tags: { team: 'blue' } },
  ]);
  expect(diff(of(present), of())).toStrictEqual([{ kind: 'policyRemoved', policy: REFERENCE, outcome: 'deleted', content: present.content }]);
});

test('another name, description and document are a change each, under the present name', () => {
  const [former, present] = [guard(), guard('ec2:*', { name: 'zone', description: 'Keeps' })];
  const reference = { ...REFERENCE, name: 'zone' };
  const [before, after] = [former, present].map(({ content }) => content);
  expect(diff(of(former), of(present))).toStrictEqual([
    { kind: 'policyRenamed', policy: reference, before: 'guard', after: 'zone' },
    { kind: 'policyDescriptionChanged', policy: reference, before: '', after: 'Keeps' },
    { kind: 'policyStatementsChanged', policy: reference, statements: [expect.objectContaining({ change: 'changed', statement: 'Guard' })], before, after },
  ]);
});

test.each(['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const)('a document of a %s in another form is written again', (type) => {
  const principal = type === 'RESOURCE_CONTROL_POLICY' ? { Principal: '*' } : {};
  const [former, present] = ['s3:*', ['s3:*']].map((action) => policy('guard', document(action, principal), { type }));
  expect(diff(of(former), of(present))).toStrictEqual([{ kind: 'policyRewritten', policy: { ...REFERENCE, type }, before: former.content, after: present.content }]);
});

test.each<[string, unknown, unknown, object[]]>([
  ['that are empty or a list count as one value, in the order of their paths', { b: { d: {}, c: null }, a: [1, 2], same: 1 }, { b: { c: 'x' }, a: [2, 1], same: 1 }, [
    { path: ['a'], before: '[1,2]', after: '[2,1]' }, { path: ['b', 'c'], before: 'null', after: '"x"' }, { path: ['b', 'd'], before: '{}' },
  ]],
  ['of a document that is no object are the whole document', '[1]', '{"a":1}', [{ path: ['a'], after: '1' }, { path: [], before: '[1]' }]],
  ['of a document that cannot be read are its text', '{"a":', '{"b":', [{ path: [], before: '"{\\"a\\":"', after: '"{\\"b\\":"' }]],
])('settings of a policy of another type %s', (_, before, after, settings) => {
  const [former, present] = [before, after].map((content) => policy('guard', content, { type: 'TAG_POLICY' }));
  const reference = { ...REFERENCE, type: 'TAG_POLICY' };
  expect(diff(of(former), of(present))).toStrictEqual([{ kind: 'managementPolicyChanged', policy: reference, settings, before: former.content, after: present.content }]);
});
