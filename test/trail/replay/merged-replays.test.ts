import { TrailWorld } from './trail-world';
import { Replay } from '../../../src/trail';
import { UnmappedCounts } from '../../../src/trail/replay/unmapped-counts';
import { Pick } from '../../policy/fuzz/pick';
import { type Json, record, session } from '../records';

/** Random organizations; more by night. */
const WORLDS = 2 * Math.max(3, Number(process.env.PROOF_RUNS ?? 0));
const CALLS = 60;

/** The replay of records, shared between several replays whose states a thread would send. */
function replayOf({ base, head }: TrailWorld, ...shares: readonly (readonly Json[])[]): string {
  const [first, ...others] = shares.map((records) => {
    const replay = new Replay(base, head);
    for (const each of records) replay.add(each);
    return replay;
  });
  for (const other of others) first.merge(structuredClone(other.state()));
  return JSON.stringify(first.result(), undefined, 1);
}

/** Records of calls, of calls that nobody can ask about, and of none. */
function recordsOf(world: TrailWorld): Json[] {
  const odd = ['role/One*', 'role/Two?', 'role/Three'].map((name) => record('ec2', 'DescribeInstances', {
    recipientAccountId: '888888888888', userIdentity: { ...session(), arn: `arn:aws:iam::888888888888:${name}`, accountId: '888888888888', sessionContext: {} },
  }));
  const foreign = ['One', 'Two'].map((name) => record('sts', 'AssumeRole', {
    requestParameters: { roleArn: `arn:aws:iam::777777777777:role/${name}` }, userIdentity: session(name, '888888888888'),
  }));
  return [...Array.from({ length: CALLS }, () => world.call().record), ...odd, ...foreign, { no: 'record' }, record('signin', 'ConsoleLogin', { eventType: 'AwsConsoleSignIn' })];
}

function shuffled<T>(items: readonly T[], pick: Pick): T[] {
  const left = [...items];
  return items.map(() => left.splice(pick.upTo(left.length - 1), 1)[0]);
}

test('the order of records and their share between replays do not change the result', () => {
  let affected = 0;
  for (let seed = 1; seed <= WORLDS; seed++) {
    const world = new TrailWorld(seed);
    const records = recordsOf(world);
    const pick = new Pick(seed);
    const whole = replayOf(world, records);
    const other = shuffled(records, pick);
    const cuts = [pick.upTo(other.length), pick.upTo(other.length)].sort((one, two) => one - two);
    const [first, second, third] = [other.slice(0, cuts[0]), other.slice(cuts[0], cuts[1]), other.slice(cuts[1])];
    for (const shares of [[other], [records, []], [first, [...second, ...third]], [first, second, third]]) {
      if (replayOf(world, ...shares) !== whole) expect({ seed, result: replayOf(world, ...shares) }).toEqual({ seed, result: whole });
    }
    affected += (JSON.parse(whole) as { principals: unknown[] }).principals.length;
  }
  expect(affected).toBeGreaterThan(WORLDS);
});

test('a message about calls that cannot be asked about has no name in it that alike calls do not have', () => {
  const world = new TrailWorld(1);
  const { unmapped } = JSON.parse(replayOf(world, recordsOf(world).slice(CALLS)));
  const reasons = unmapped.map(({ reason, records }: { reason: string; records: number }) => [reason, records]);
  expect(reasons).toContainEqual([expect.stringMatching(/^Neither the principal nor the resource belongs to .*: the caller, the resource\. /), 2]);
});

test('of too many reasons the same ones are told apart in any order, and no record is lost', () => {
  const events = shuffled(Array.from({ length: 9_000 }, (_, number) => `event-${number}`), new Pick(1));
  const counted = (...shares: readonly (readonly string[])[]) => {
    const [first, ...others] = shares.map((share) => {
      const counts = new UnmappedCounts();
      for (const event of share) counts.add({ kind: 'unknown-action', reason: 'so', event }, event.length);
      return counts;
    });
    for (const other of others) first.merge(other.result());
    return first.result();
  };
  const result = counted(events);
  expect(result).toHaveLength(2_001);
  expect(result[0]).toMatchObject({ kind: 'unknown-action', reason: 'further reasons', event: 'other events' });
  expect(result.reduce((sum, { records }) => sum + records, 0)).toBe(events.join('').length);
  expect(counted([...events].sort())).toEqual(result);
  expect(counted([...events].sort().reverse())).toEqual(result);
  expect(counted(events.slice(0, 3_000), events.slice(3_000, 3_100), events.slice(3_100))).toEqual(result);
});
