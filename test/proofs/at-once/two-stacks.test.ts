import { EFFECTS, isExpected, KINDS, listsAfter, Pair, STEPS, type Timing } from './pair';
import { seededRandom } from '../../../src/rehearsal/time/random';
import { FULL } from '../../handler/support/attachments';
import { proofRuns, proofSeed } from '../support/proof-runs';

const RUNS = Math.ceil(proofRuns() / 5);
/** Longer than most of the steps. */
const LONGEST_OFFSET_MS = 40_000;
/** Longer than all of them, also if a function dies. */
const ONE_AFTER_THE_OTHER_MS = 300_000;
const LONGEST_LATENCY_MS = 600;
/** Some steps have more calls. */
const MOST_CALLS = 60;

const CASES = KINDS.flatMap((kind) => EFFECTS.flatMap((effect) => STEPS.flatMap((step) => STEPS.map((other) => (
  { kind, effect, steps: [step, other] as const }
))))).filter(({ kind, effect }) => !(kind === 'in an allow-list' && effect === 'Deny'));

/** Either both stacks act at once, or one after the other, and their functions die. */
function drawTiming(random: () => number): Timing {
  const isAtOnce = random() < 0.6;
  const lastCall = () => (isAtOnce ? 0 : Math.ceil(MOST_CALLS * random()));
  return {
    seed: Math.floor(1e9 * random()),
    offsetMs: isAtOnce ? Math.floor(LONGEST_OFFSET_MS * random()) : ONE_AFTER_THE_OTHER_MS,
    latencyMs: Math.ceil(LONGEST_LATENCY_MS * random()),
    lastCalls: [lastCall(), lastCall()],
  };
}

describe.each(KINDS)('a policy %s stays exactly as long as one of two stacks lists it', (kind) => {
  const cases = CASES.filter((each) => each.kind === kind);

  test.each(STEPS.map((step) => [step]))('while the first one %s it, and the second one acts in the same seconds', async (step) => {
    const random = seededRandom(proofSeed());
    const failures: object[] = [];
    for (const { effect, steps } of cases.filter((each) => each.steps[0] === step)) {
      for (let run = 0; run < RUNS; run += 1) {
        const timing = drawTiming(random);
        const pair = await Pair.start(kind, effect, [...steps], timing.seed);
        await pair.act([...steps], timing);
        const expected = { policy: isExpected(kind, steps), full: kind !== 'in an allow-list' || !steps.some(listsAfter) };
        const { policy = pair.attached.includes(pair.policy), full } = expected;
        const actual = { policy: pair.attached.includes(pair.policy), full: pair.attached.includes(FULL) };
        if (actual.policy !== policy || actual.full !== full) failures.push({ effect, steps, ...timing, ...actual });
      }
    }
    expect({ seed: proofSeed(), failures }).toEqual({ seed: proofSeed(), failures: [] });
  });
});

test('a stack that is rolled back does not trust a list that still shows what another stack has just detached', async () => {
  const steps = ['adds in vain', 'drops in vain'] as const;
  for (const offsetMs of [22_983, 23_483, 23_983]) {
    const pair = await Pair.start('of the second stack', 'Allow', [...steps], 50_093_385);
    await pair.act([...steps], { seed: 50_093_385, offsetMs, latencyMs: 48, lastCalls: [0, 0] });
    expect([offsetMs, pair.attached]).toEqual([offsetMs, expect.arrayContaining([pair.policy, FULL])]);
  }
});
