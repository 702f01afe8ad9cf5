import { type Organization, reviewOf, type Policy } from '../../../src/model';
import { account, attached, FULL_ACCESS, organization, unit } from '../organizations';
import { ACTIONS, ENABLED, levelsOf, scp } from './support';

interface Written {
  readonly policies?: Policy[];
  readonly root?: Policy[];
  readonly dev?: Policy[];
  readonly prod?: Policy[];
  readonly shop?: Policy[];
  readonly home?: 'Dev' | 'Prod';
  readonly others?: number;
}

const withFull = (policies: Policy[] = []) => [FULL_ACCESS, ...policies.map(attached)];

/** A shop in one of two units, and other accounts in `Prod`. */
function written({ policies = [], root, dev, prod, shop, home = 'Dev', others = 0 }: Written): Organization {
  const accounts = (name: string) => [
    ...(name === home ? [account('shop', { attachedPolicies: withFull(shop) })] : []),
    ...(name === 'Prod' ? Array.from({ length: others }, (_, index) => account(`other${index}`, { attachedPolicies: withFull() })) : []),
  ];
  const place = (name: string, of: Policy[] = []) => unit(name, { attachedPolicies: withFull(of), accounts: accounts(name) });
  return organization({ root: { attachedPolicies: withFull(root), organizationalUnits: [place('Dev', dev), place('Prod', prod)] }, policies, more: ENABLED });
}

const [S3, EC2] = [scp('s3', { Sid: 'A', Action: 's3:*' }), scp('ec2', { Sid: 'B', Action: 'ec2:*' })];
const ALL = scp('all', { Sid: 'C', Action: '*' });
const policies = [S3, EC2, ALL];
const judged = (base: Written, head: Written) => (
  reviewOf(written({ policies, ...base }), written({ policies, ...head }), { actions: ACTIONS }));
const reasons = (review: ReturnType<typeof judged>) => Object.fromEntries(review.changes.map(({ kind }, index) => (
  [kind, review.risks.filter(({ change }) => change === index).map(({ reason }) => reason)])));

test('a move that is harmless alone stays harmless beside an unrelated edit at the root', () => {
  expect(levelsOf(judged({}, { home: 'Prod' }))).toEqual({ accountMoved: ['neutral'] });
  expect(levelsOf(judged({ root: [S3] }, { home: 'Prod' }))).toEqual({ accountMoved: ['neutral'], detached: ['loosens'] });
  expect(levelsOf(judged({}, { home: 'Prod', root: [S3] }))).toEqual({ accountMoved: ['neutral'], attached: ['tightens'] });
});

test('the effects of a move belong to it, and the edit at the root has only its part', () => {
  const review = judged({ root: [S3], dev: [EC2] }, { dev: [EC2], home: 'Prod' });
  expect(levelsOf(review)).toEqual({ accountMoved: ['loosens'], detached: ['loosens'] });
  const tightening = 'Together with other changes: 1 account can no longer do what was allowed.';
  expect(reasons(judged({ root: [S3] }, { prod: [EC2], home: 'Prod' }))).toEqual({
    accountMoved: [tightening], attached: [tightening], detached: ['1 account can do what was denied.'],
  });
});

test('effects that only several changes cause are marked as such', () => {
  const review = judged({ root: [S3], shop: [S3] }, {});
  expect(review.risks.map(({ level, reason }) => [level, reason])).toEqual([
    ['loosens', 'Together with other changes: 1 account can do what was denied.'],
    ['loosens', 'Together with other changes: 1 account can do what was denied.'],
  ]);
});

test('a change beside such a combination has no part in its effects', () => {
  expect(reasons(judged({ root: [S3], dev: [S3] }, { dev: [S3], home: 'Prod', shop: [EC2] }))).toEqual({
    accountMoved: ['Together with other changes: 1 account can do what was denied.'],
    detached: ['Together with other changes: 1 account can do what was denied.'],
    attached: ['1 account can no longer do what was allowed.'],
  });
});

test('two changes that each have the effect alone both have it', () => {
  expect(judged({}, { root: [S3], shop: [S3] }).risks.map(({ reason }) => reason)).toEqual([
    '1 account can no longer do what was allowed.', '1 account can no longer do what was allowed.',
  ]);
});

test('three removed policies with the same denial have the effect together', () => {
  const review = judged({ root: [S3], dev: [S3], shop: [S3] }, {});
  expect(review.risks.every(({ level, reason }) => level === 'loosens' && reason.startsWith('Together'))).toBe(true);
  expect(review.risks).toHaveLength(3);
});

test('accounts to which changes apply alike are compared once, and each change has its own accounts', () => {
  const of = (root: Policy[], each: Policy[]) => organization({
    root: {
      attachedPolicies: withFull(root),
      organizationalUnits: Array.from({ length: 40 }, (_, index) => unit(`U${index}`, {
        attachedPolicies: withFull(each),
        accounts: Array.from({ length: index + 1 }, (__, number) => account(`a${index}-${number}`, { attachedPolicies: withFull() })),
      })),
    },
    policies: [S3, EC2],
    more: ENABLED,
  });
  const { changes, risks } = reviewOf(of([S3], []), of([], [EC2]), { actions: ACTIONS });
  const told = (path: string) => risks.filter(({ change }) => {
    const each = changes[change];
    return 'target' in each && each.target.path === path;
  }).map(({ level, reason }) => `${level}: ${reason}`);
  expect(told('Root')).toEqual(['loosens: 820 accounts can do what was denied.']);
  expect(told('Root/U0')).toEqual(['tightens: 1 account can no longer do what was allowed.']);
  expect(told('Root/U39')).toEqual(['tightens: 40 accounts can no longer do what was allowed.']);
});
