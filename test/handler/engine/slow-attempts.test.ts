import { afterAttempt, startClocks } from '../../../src/handler/engine/clocks';
import { decide } from '../../../src/handler/engine/decide';

const QUIET = { outcome: { physicalId: 'ou-ab12-11111111', data: {} }, hasWritten: false, isConclusive: false };
const BETWEEN_CALLS_MS = 5_000;

/** The seconds until an event is answered whose attempts find nothing to do and take this long each, over as many calls as that needs. */
function secondsUntilAnswer(attemptSeconds: number): number {
  let now = 0;
  for (;;) {
    let clocks = startClocks(0, now);
    for (;;) {
      const began = now;
      now += attemptSeconds * 1_000;
      clocks = afterAttempt(clocks, QUIET, began, now);
      const decision = decide(QUIET, clocks);
      if (decision.action === 'complete') return now / 1_000;
      if (decision.action !== 'requeue' && decision.action !== 'retryInCall') throw new Error(decision.action);
      now += decision.afterMs;
      if (decision.action === 'requeue') {
        now += BETWEEN_CALLS_MS;
        break;
      }
    }
  }
}

test.each([0, 1, 5, 9, 10, 12, 20, 30, 60, 100, 159])('of attempts of %d seconds a second one decides, after ten seconds', (seconds) => {
  const answered = secondsUntilAnswer(seconds);
  expect(answered).toBeGreaterThanOrEqual(seconds + 10);
  expect(answered).toBeLessThanOrEqual(2 * seconds + 25);
});

test.each([160, 161, 200, 239, 240, 245, 300, 470])('an attempt of %d seconds decides alone, since a call has no time for two', (seconds) => {
  expect(secondsUntilAnswer(seconds)).toBe(seconds);
});
