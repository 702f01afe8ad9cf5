import { afterAttempt, startClocks } from '../../../src/handler/engine/clocks';
import type { AttemptResult } from '../../../src/handler/engine/reconcile-attempt';
import { RequeueError } from '../../../src/handler/reconcile';

const outcome = { physicalId: 'ou-ab12-11111111', data: {} };
const start = startClocks(1_000, 5_000);

test('the window opens and the call begins when the clocks start', () => {
  expect(start).toEqual({
    now: 5_000,
    eventStartedAt: 1_000,
    callStartedAt: 5_000,
    window: { callStartedAt: 5_000, openedAt: 5_000, attemptStartedAt: 5_000 },
    cause: { patienceSeconds: Number.POSITIVE_INFINITY, since: 5_000, metAt: 5_000 },
  });
});

test('the window stays open over attempts that find nothing to do, and opens again after an attempt that wrote or waited', () => {
  const quiet = afterAttempt(start, { outcome, hasWritten: false, isConclusive: false }, 7_000, 8_000);
  expect(quiet).toMatchObject({ now: 8_000, window: { callStartedAt: 5_000, openedAt: 5_000, attemptStartedAt: 7_000 } });
  expect(afterAttempt(quiet, { outcome, hasWritten: true, isConclusive: false }, 9_000, 10_000).window)
    .toEqual({ callStartedAt: 5_000, openedAt: 10_000, attemptStartedAt: 9_000 });
  expect(afterAttempt(quiet, waiting('the object is visible'), 9_000, 10_000).window.openedAt).toBe(10_000);
});

test('the window opens again after a first attempt that took ten seconds, and not after a second one', () => {
  const quiet = { outcome, hasWritten: false, isConclusive: false };
  expect(afterAttempt(start, quiet, 5_000, 14_999).window.openedAt).toBe(5_000);
  const slow = afterAttempt(start, quiet, 5_000, 15_000);
  expect(slow.window).toEqual({ callStartedAt: 5_000, openedAt: 15_000, attemptStartedAt: 5_000 });
  expect(afterAttempt(slow, quiet, 25_000, 45_000).window.openedAt).toBe(15_000);
});

test('a cause persists while attempts wait for the same state, even if attempts between them do not wait', () => {
  const first = afterAttempt(start, waiting('the object is visible'), 6_000, 7_000);
  const between = afterAttempt(first, { outcome, hasWritten: false, isConclusive: false }, 8_000, 9_000);
  const again = afterAttempt(between, waiting('the object is visible'), 10_000, 11_000);
  expect(again.cause).toEqual({ reason: 'the object is visible', patienceSeconds: 60, since: 7_000, metAt: 11_000 });
  expect(afterAttempt(again, waiting('the object is empty'), 12_000, 13_000).cause).toMatchObject({ reason: 'the object is empty', since: 13_000 });
});

test('a refusal for the rate does not end a cause, and is none; another wait does', () => {
  const waited = afterAttempt(start, waiting('the object is empty'), 6_000, 7_000);
  const refused = { requeue: new RequeueError('the service accepts a request', { isRefusal: true }), hasWritten: false };
  expect(afterAttempt(waited, refused, 8_000, 9_000).cause).toEqual(waited.cause);
  expect(afterAttempt(start, refused, 6_000, 7_000).cause).toEqual(start.cause);
  expect(afterAttempt(waited, { requeue: new RequeueError('a person accepts'), hasWritten: false }, 8_000, 9_000).cause)
    .toEqual({ reason: 'a person accepts', patienceSeconds: Number.POSITIVE_INFINITY, since: 9_000, metAt: 9_000 });
});

test.each([[30_000, 7_000], [30_001, 37_002]])('a cause that is met again after refusals for %d ms lasts since %d', (refusedMs, since) => {
  const waited = afterAttempt(start, waiting('the object is empty'), 6_000, 7_000);
  expect(afterAttempt(waited, waiting('the object is empty'), 7_000 + refusedMs, 7_001 + refusedMs).cause.since).toBe(since);
});

test('a cause counts from the last write, which may end it', () => {
  const waited = afterAttempt(start, waiting('the object is empty'), 6_000, 7_000);
  const written = afterAttempt(waited, waiting('the object is empty', true), 8_000, 9_000);
  expect(written.cause).toMatchObject({ reason: 'the object is empty', since: 9_000 });
  expect(afterAttempt(written, waiting('the object is empty'), 10_000, 11_000).cause.since).toBe(9_000);
  expect(afterAttempt(written, { outcome, hasWritten: true, isConclusive: false }, 10_000, 11_000).cause.since).toBe(11_000);
});

function waiting(reason: string, hasWritten = false, patienceSeconds = 60): AttemptResult {
  return { requeue: new RequeueError(reason, { patienceSeconds }), hasWritten };
}
