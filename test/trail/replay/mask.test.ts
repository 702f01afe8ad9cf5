import { maskedReplay, Replay } from '../../../src/trail';
import { account, attached, denies, FULL, organization, policy } from '../../model/access/small-organization';
import { record, session } from '../records';

const [SHOP, BANK] = ['111111111111', '222222222222'];
const REGIONS = policy('regions', denies({ Sid: 'Regions', Action: 'ec2:*', Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }));
const state = (isAttached: boolean) => organization({
  accounts: [['shop', SHOP], ['bank', BANK]].map(([name, id]) => account(name, id, isAttached ? [FULL, attached(REGIONS)] : [FULL])),
}, { policies: [REGIONS] });

/** The masked replay of calls by these principals, each with its account. */
function masked(...callers: readonly (readonly [arn: string, accountId: string])[]) {
  const replay = new Replay(state(false), state(true));
  for (const [arn, accountId] of callers) {
    replay.add(record('ec2', 'DescribeInstances', {
      awsRegion: 'us-west-2', recipientAccountId: accountId, userIdentity: { ...session('', accountId), arn, sessionContext: { sessionIssuer: { arn } } },
    }));
  }
  return maskedReplay(replay.result());
}

test('each principal and each account gets a number, the same wherever it occurs', () => {
  const arn = (name: string, id: string) => `arn:aws:iam::${id}:role/${name}`;
  const { principals } = masked([arn('Secret', SHOP), SHOP], [arn('Secret', BANK), BANK], [arn('Hidden', SHOP), SHOP], [arn('Secret', SHOP), SHOP]);
  const found = principals.map(({ principal, accountId, account: path, uses }) => [path, principal, accountId, uses[0].calls.atMost]);
  expect(found.map(([path]) => path)).toEqual(['shop', 'shop', 'bank']);
  expect(new Set(found.map(([, principal]) => principal))).toEqual(new Set(['role-1', 'role-2', 'role-3']));
  expect(found[0][2]).toBe(found[1][2]);
  expect(found[0][2]).not.toBe(found[2][2]);
});

test('a message about a record that is not judged does not show the name in it', () => {
  const { principals, unmapped } = masked([`arn:aws:iam::${SHOP}:role/Secret*`, SHOP], ['nonsense:role/Secret', BANK], [`arn:aws:iam::${BANK}:role/"Secret"?`, BANK]);
  expect(principals).toEqual([]);
  expect(unmapped.reduce((sum, { records }) => sum + records, 0)).toBe(3);
  expect(unmapped.map(({ reason }) => reason)).toContainEqual(expect.stringContaining('must be one principal: (masked)'));
  expect(JSON.stringify(unmapped)).not.toMatch(/Secret|\d{12}/);
});

test('a call between accounts that the organization does not have shows neither name', () => {
  const replay = new Replay(state(false), state(true));
  replay.add(record('sts', 'AssumeRole', {
    recipientAccountId: SHOP, userIdentity: session('Secret', '888888888888'), requestParameters: { roleArn: 'arn:aws:iam::777777777777:role/Hidden' },
  }));
  const { unmapped } = maskedReplay(replay.result());
  expect(unmapped).toMatchObject([{ kind: 'unreadable', records: 1 }]);
  expect(JSON.stringify(unmapped)).not.toMatch(/Secret|Hidden|\d{12}/);
});
