import { MEMBERS, passes, TrailWorld, type Truth } from './trail-world';
import { Replay, type ReplayResult } from '../../../src/trail';
import { account, attached, denies, FULL, organization, policy, unit } from '../../model/access/small-organization';
import { type Json, record, session } from '../records';

const CALLS = 25;
/** Random organizations; more by night. */
const WORLDS = 10 * Math.max(3, Number(process.env.PROOF_RUNS ?? 0));

interface Effect {
  readonly denied: number;
  readonly allowed: number;
}

/** The real effect on a call. */
function effectOf({ base, head }: TrailWorld, truth: Truth): Effect {
  const [before, after] = [passes(base, truth), passes(head, truth)];
  return { denied: before && !after && !truth.refused ? 1 : 0, allowed: !before && after ? 1 : 0 };
}

function replayOf({ base, head }: Pick<TrailWorld, 'base' | 'head'>, ...records: Json[]): ReplayResult {
  const replay = new Replay(base, head);
  for (const each of records) replay.add(each);
  return replay.result();
}

describe('random organizations and calls', () => {
  test('the bounds of the replay hold for every call, as a judge finds who reads all policies and knows every key', () => {
    const seen = { exact: 0, open: 0, denied: 0, allowed: 0, sure: 0 };
    for (let seed = 1; seed <= WORLDS; seed++) {
      const world = new TrailWorld(seed);
      for (let number = 0; number < CALLS; number++) {
        const { truth, record: given } = world.call();
        if (!MEMBERS.includes(truth.callerAccount!) && !MEMBERS.includes(truth.owner)) continue;
        const { newlyDenied, newlyAllowed, calls } = replayOf(world, given);
        const effect = effectOf(world, truth);
        const where = JSON.stringify({ seed, number, truth, newlyDenied, newlyAllowed });
        if (calls !== 1) throw new Error(`not judged: ${where}`);
        for (const [bounds, real] of [[newlyDenied, effect.denied], [newlyAllowed, effect.allowed]] as const) {
          if (real < bounds.atLeast || real > bounds.atMost) throw new Error(`wrong bounds: ${where} ${real}`);
          seen[bounds.atLeast === bounds.atMost ? 'exact' : 'open']++;
          seen.sure += bounds.atLeast;
        }
        seen.denied += effect.denied;
        seen.allowed += effect.allowed;
      }
    }
    expect(seen.exact).toBeGreaterThan(5 * seen.open);
    expect(Math.min(seen.open, seen.denied, seen.allowed, seen.sure)).toBeGreaterThan(20);
  });

  test('many calls together are the sum of each alone, however often one comes again', () => {
    const world = new TrailWorld(7);
    const records = Array.from({ length: 200 }, () => world.call().record);
    const together = replayOf(world, ...records, ...records);
    const alone = records.map((each) => replayOf(world, each));
    const sum = (read: (result: ReplayResult) => number) => 2 * alone.reduce((total, each) => total + read(each), 0);
    for (const key of ['newlyDenied', 'newlyAllowed'] as const) {
      expect(together[key]).toEqual({ atLeast: sum((each) => each[key].atLeast), atMost: sum((each) => each[key].atMost) });
    }
    expect(together.distinct).toBeLessThan(200);
    expect(together).toMatchObject({ records: 400 });
  });

  test('two equal organizations affect nobody, though keys are not recorded', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const world = new TrailWorld(seed);
      const records = Array.from({ length: 50 }, () => world.call().record);
      const { newlyDenied, newlyAllowed, principals } = replayOf({ base: world.base, head: world.base }, ...records);
      expect([newlyDenied, newlyAllowed, principals]).toEqual([{ atLeast: 0, atMost: 0 }, { atLeast: 0, atMost: 0 }, []]);
    }
  });
});

describe('a Region deny over the use of two accounts in two units', () => {
  const REGIONS = policy('regions', denies({ Sid: 'OtherRegions', Action: 'ec2:*', Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' }, ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/platform/*' } } }));
  const FORWARDED = policy('forwarded', denies({ Sid: 'NoForwarding', Action: 's3:*', Condition: { Bool: { 'aws:ViaAWSService': 'true' } } }));
  const state = (...added: (typeof REGIONS)[]) => organization({
    organizationalUnits: [
      unit('Shop', 'ou-ab12-aaaaaaaa', { attachedPolicies: [FULL, ...added.map(attached)], accounts: [account('shop', MEMBERS[0])] }),
      unit('Bank', 'ou-ab12-bbbbbbbb', { accounts: [account('bank', MEMBERS[1])] }),
    ],
  }, { policies: [REGIONS, FORWARDED] });
  const change = { base: state(), head: state(REGIONS, FORWARDED) };
  const stop = (accountId: string, region: string, parts: Json = {}, role = 'Developer') => record('ec2', 'DescribeInstances', {
    awsRegion: region, userIdentity: session(role, accountId), recipientAccountId: accountId, ...parts,
  });

  test('it names the principal, its unit, the calls, the last use and the statement', () => {
    const { newlyDenied, principals, from, to, calls } = replayOf(change,
      stop(MEMBERS[0], 'us-west-2', { eventTime: '2026-11-02T00:00:00Z' }), stop(MEMBERS[0], 'us-west-2', { eventTime: '2026-11-19T00:00:00Z' }),
      stop(MEMBERS[0], 'eu-west-1'), stop(MEMBERS[1], 'us-west-2'), stop(MEMBERS[0], 'us-west-2', {}, 'platform/Repair'));
    expect([calls, from, to, newlyDenied]).toEqual([5, '2026-11-02T00:00:00Z', '2026-11-20T10:15:30Z', { atLeast: 2, atMost: 2 }]);
    expect(principals).toEqual([{
      principal: `arn:aws:iam::${MEMBERS[0]}:role/Developer`,
      accountId: MEMBERS[0],
      account: 'Shop/shop',
      organizationalUnit: 'Shop',
      uses: [{
        direction: 'denied',
        action: 'ec2:DescribeInstances',
        calls: { atLeast: 2, atMost: 2 },
        refused: 0,
        lastUse: '2026-11-19T00:00:00Z',
        resource: '*',
        dependsOn: [],
        statements: ['OtherRegions of regions at Shop'],
      }],
    }]);
  });

  test('a key that is not recorded gives bounds and is named', () => {
    const through = record('s3', 'ListBuckets', { userIdentity: session('Deploy', MEMBERS[0], { invokedBy: 'cloudformation.amazonaws.com' }) });
    const { newlyDenied, principals: [{ uses }] } = replayOf(change, through, through);
    expect([newlyDenied, uses[0].dependsOn]).toEqual([{ atLeast: 0, atMost: 2 }, ['aws:ViaAWSService']]);
  });

  test('a call whose message names the policy that refused it was refused under any error code', () => {
    const errorMessage = 'User: x is not authorized to perform: ec2:StopInstances because no identity-based policy allows the ec2:StopInstances action';
    expect(replayOf(change, stop(MEMBERS[0], 'us-west-2', { errorCode: 'InvalidParameterValue', errorMessage })).newlyDenied).toEqual({ atLeast: 0, atMost: 0 });
    expect(replayOf(change, stop(MEMBERS[0], 'us-west-2', { errorCode: 'InvalidParameterValue', errorMessage: 'No such instance' })).newlyDenied.atLeast).toBe(1);
  });

  test('a call that was refused anyway is not denied newly, and one that was refused is allowed newly', () => {
    const refused = stop(MEMBERS[0], 'us-west-2', { errorCode: 'Client.UnauthorizedOperation' });
    expect(replayOf(change, refused).newlyDenied).toEqual({ atLeast: 0, atMost: 0 });
    const back = replayOf({ base: change.head, head: change.base }, refused);
    expect([back.newlyAllowed, back.contradicted, back.principals[0].uses[0].refused]).toEqual([{ atLeast: 1, atMost: 1 }, 0, 1]);
  });

  test('a call that passed although the policies before the change deny it is pointed out', () => {
    expect(replayOf({ base: change.head, head: change.head }, stop(MEMBERS[0], 'us-west-2'))).toMatchObject({ contradicted: 1, newlyDenied: { atMost: 0 } });
  });

  test('records that are not judged are counted by event and reason, and none is lost', () => {
    const { records, calls, unmapped } = replayOf(change,
      record('signin', 'ConsoleLogin', { eventType: 'AwsConsoleSignIn' }), record('signin', 'ConsoleLogin', { eventType: 'AwsConsoleSignIn' }),
      stop('777777777777', 'us-west-2'), { no: 'record' }, stop(MEMBERS[0], 'eu-west-1'));
    expect([records, calls]).toEqual([5, 1]);
    expect(unmapped.map(({ kind, records: number }) => [kind, number])).toEqual([['not-a-call', 2], ['no-account', 1], ['unreadable', 1]]);
  });

  test('a service-linked role and the management account are affected by nothing', () => {
    const linked = stop(MEMBERS[0], 'us-west-2', {}, 'aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS');
    expect(replayOf(change, linked)).toMatchObject({ calls: 1, newlyDenied: { atMost: 0 } });
  });
});

test.each([[['b', 'a']], [['a', 'b']]])('records that are not judged have the same order, whichever of them comes first: %j', (reasons) => {
  const replay = new Replay(organization({}), organization({}));
  reasons.forEach((reason) => replay.addUnreadable(reason));
  expect(replay.result().unmapped.map(({ reason }) => reason)).toEqual(['a', 'b']);
});
