import type { Clocks } from '../../../src/handler/engine/clocks';
import { decide, type Decision } from '../../../src/handler/engine/decide';
import { TerminalError, RequeueError } from '../../../src/handler/reconcile';
import { combinations, type Row, rowsOf } from '../support/decision-table';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const NOW = Date.parse('2026-01-01T12:00:00Z');
const OUTCOME = { physicalId: 'ou-ab12-11111111', data: {} };
const RETRY = { action: 'retryInCall', afterMs: 2 * SECOND } as const;

interface Past {
  readonly event: number;
  readonly call: number;
  readonly attempt: number;
  readonly openedBeforeNow: number;
  readonly cause: number;
  readonly patienceSeconds?: number;
  readonly met?: number;
}

function clocksOf(past: Past): Clocks {
  const callStartedAt = NOW - past.call;
  return {
    now: NOW,
    eventStartedAt: NOW - past.event,
    callStartedAt,
    window: { callStartedAt, attemptStartedAt: NOW - past.attempt, openedAt: NOW - past.openedBeforeNow },
    cause: {
      reason: 'the object is visible',
      patienceSeconds: past.patienceSeconds ?? Number.POSITIVE_INFINITY,
      since: NOW - past.cause,
      metAt: NOW - (past.met ?? 0),
    },
  };
}

describe('after an attempt that found nothing left to do', () => {
  const EVENT = { running: 50 * MINUTE - 1, deadline: 50 * MINUTE };
  const CALL = { early: 30 * SECOND - 1, middle: 30 * SECOND, late: 4 * MINUTE };
  const ATTEMPT = { quick: 10 * SECOND - 1, slow: 10 * SECOND, endless: 160 * SECOND };
  const AXES = {
    conclusive: ['yes', 'no'],
    event: Object.keys(EVENT) as (keyof typeof EVENT)[],
    window: ['reopened', 'short', 'long'],
    attempt: Object.keys(ATTEMPT) as (keyof typeof ATTEMPT)[],
    call: Object.keys(CALL) as (keyof typeof CALL)[],
  } as const;
  const complete = { action: 'complete', outcome: OUTCOME } as const;
  const requeue = { action: 'requeue', afterMs: 0, reason: 'Nothing was found to do, but not for long enough yet.' } as const;
  const again = (afterMs: number) => ({ action: 'retryInCall', afterMs }) as const;
  const ROWS: readonly Row<typeof AXES, Decision>[] = [
    [{ conclusive: ['yes'] }, complete],
    [{ conclusive: ['no'], event: ['deadline'] }, complete],
    [{ conclusive: ['no'], event: ['running'], window: ['long'] }, complete],
    [{ conclusive: ['no'], event: ['running'], window: ['short'], attempt: ['endless'] }, complete],
    [{ conclusive: ['no'], event: ['running'], window: ['reopened', 'short'], attempt: ['quick'], call: ['early'] }, again(2_500)],
    [{ conclusive: ['no'], event: ['running'], window: ['short'], attempt: ['slow'], call: ['early', 'middle'] }, again(2_500)],
    [{ conclusive: ['no'], event: ['running'], window: ['reopened'], attempt: ['slow', 'endless'], call: ['early', 'middle'] }, again(10_000)],
    [{ conclusive: ['no'], event: ['running'], window: ['reopened', 'short'], attempt: ['quick'], call: ['middle', 'late'] }, requeue],
    [{ conclusive: ['no'], event: ['running'], window: ['short'], attempt: ['slow'], call: ['late'] }, requeue],
    [{ conclusive: ['no'], event: ['running'], window: ['reopened'], attempt: ['slow', 'endless'], call: ['late'] }, requeue],
  ];
  const OPENED_BEFORE_ATTEMPT = { short: 10 * SECOND - 1, long: 10 * SECOND };

  test.each(combinations(AXES))('%j', (given) => {
    const attempt = ATTEMPT[given.attempt];
    const openedBeforeNow = given.window === 'reopened' ? 0 : attempt + OPENED_BEFORE_ATTEMPT[given.window];
    const clocks = clocksOf({ event: EVENT[given.event], call: CALL[given.call], attempt, openedBeforeNow, cause: 0 });
    const decision = decide({ outcome: OUTCOME, hasWritten: false, isConclusive: given.conclusive === 'yes' }, clocks);
    expect([decision]).toEqual(rowsOf(ROWS, given));
  });
});

describe('after an attempt that waits', () => {
  const EVENT = { running: 50 * MINUTE - 1, deadline: 50 * MINUTE };
  const PATIENCE = { endless: undefined, left: 50 * 60, over: 60 };
  /** The cause that an earlier attempt of the call met. */
  const EARLIER = {
    'none': {},
    'patience left': { patienceSeconds: 50 * 60 },
    'patience over': { patienceSeconds: 60, met: 30 * SECOND },
    'patience over, met long ago': { patienceSeconds: 60, met: 30 * SECOND + 1 },
  };
  const CALLS = {
    'pausing, with room': { pause: true, call: 18 * SECOND },
    'pausing, early': { pause: true, call: 18 * SECOND + 1 },
    'pausing, late': { pause: true, call: 4 * MINUTE },
    'not pausing, with room': { pause: false, call: 18 * SECOND },
    'not pausing, early': { pause: false, call: 4 * MINUTE - 1 },
    'not pausing, late': { pause: false, call: 4 * MINUTE },
  };
  const EARLY = ['pausing, early', 'not pausing, with room', 'not pausing, early'] as const;
  const LATE = ['pausing, late', 'not pausing, late'] as const;
  const REST = [...EARLY, ...LATE];
  const CAUSE = { new: 40 * SECOND - 1, persistent: 40 * SECOND };
  const ATTEMPT = { quick: 4 * MINUTE - 1, endless: 4 * MINUTE };
  const AXES = {
    call: Object.keys(CALLS) as (keyof typeof CALLS)[],
    event: Object.keys(EVENT) as (keyof typeof EVENT)[],
    patience: Object.keys(PATIENCE) as (keyof typeof PATIENCE)[],
    earlier: Object.keys(EARLIER) as (keyof typeof EARLIER)[],
    cause: Object.keys(CAUSE) as (keyof typeof CAUSE)[],
    attempt: Object.keys(ATTEMPT) as (keyof typeof ATTEMPT)[],
    retainMessage: ['yes', 'no'],
  } as const;
  const message = 'Waiting until the object is visible.';
  const requeue = { action: 'requeue', afterMs: 20 * SECOND, reason: message } as const;
  const retain = { action: 'retain', reason: `${message} It stays.` } as const;
  const fail = (minutes: number): Decision => (
    { action: 'fail', error: new TerminalError(`Not done after ${minutes} minutes. ${message}`, 'See. Deploying again continues from here.') });
  const goesOn = { event: ['running'], patience: ['endless', 'left'] } as const;
  const over = { event: ['running'], patience: ['over'] } as const;
  const ROWS: readonly Row<typeof AXES, Decision>[] = [
    [{ call: ['pausing, with room'] }, RETRY],
    [{ call: REST, ...goesOn, earlier: ['none', 'patience left', 'patience over, met long ago'] }, requeue],
    [{ call: EARLY, ...goesOn, earlier: ['patience over'] }, RETRY],
    [{ call: LATE, ...goesOn, earlier: ['patience over'] }, requeue],
    [{ call: EARLY, ...over, cause: ['new'] }, RETRY],
    [{ call: LATE, ...over, cause: ['new'], attempt: ['quick'] }, requeue],
    [{ call: LATE, ...over, cause: ['new'], attempt: ['endless'], retainMessage: ['yes'] }, retain],
    [{ call: LATE, ...over, cause: ['new'], attempt: ['endless'], retainMessage: ['no'] }, fail(49)],
    [{ call: REST, ...over, cause: ['persistent'], retainMessage: ['yes'] }, retain],
    [{ call: REST, ...over, cause: ['persistent'], retainMessage: ['no'] }, fail(49)],
    [{ call: REST, event: ['deadline'], retainMessage: ['yes'] }, retain],
    [{ call: REST, event: ['deadline'], retainMessage: ['no'] }, fail(50)],
  ];

  test.each(combinations(AXES))('%j', (given) => {
    const { pause, call } = CALLS[given.call];
    const [event, cause] = [EVENT[given.event], CAUSE[given.cause]];
    const clocks = clocksOf({ event, call, attempt: ATTEMPT[given.attempt], openedBeforeNow: 0, cause, ...EARLIER[given.earlier] });
    const requeueError = new RequeueError('the object is visible', {
      patienceSeconds: PATIENCE[given.patience],
      restSeconds: 20,
      advice: 'See.',
      ...given.retainMessage === 'yes' && { retainMessage: 'It stays.' },
      retriesInCall: pause,
    });
    expect([decide({ requeue: requeueError, hasWritten: false }, clocks)]).toEqual(rowsOf(ROWS, given));
  });

  test('without options the failure has only the general advice, and the next call follows at once', () => {
    const past = { call: 18 * SECOND + 1, attempt: 0, openedBeforeNow: 0, cause: MINUTE };
    const requeueError = new RequeueError('the object is visible');
    expect(decide({ requeue: requeueError, hasWritten: false }, clocksOf({ ...past, event: MINUTE }))).toEqual({ action: 'requeue', afterMs: 0, reason: message });
    expect(decide({ requeue: requeueError, hasWritten: false }, clocksOf({ ...past, event: 50 * MINUTE })))
      .toEqual({ action: 'fail', error: new TerminalError(`Not done after 50 minutes. ${message}`, 'Deploying again continues from here.') });
  });
});
