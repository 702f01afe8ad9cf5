import { EnvironmentHints, TokenEstimate } from '../../src/handler/environment-hints';

test('an account with a new address is no longer found by the former one', () => {
  const hints = new EnvironmentHints();
  hints.noteAccount({ id: '1', email: 'Old@example.com' });
  hints.noteAccount({ id: '1', email: 'new@example.com' });
  expect([hints.accountOf('old@example.com'), hints.accountOf('NEW@example.com')]).toEqual([undefined, '1']);
  hints.forgetAccount('1');
  expect(hints.accountOf('new@example.com')).toBeUndefined();
});

test('an address that moved to another account stays the hint for that account', () => {
  const hints = new EnvironmentHints();
  hints.noteAccount({ id: '1', email: 'same@example.com' });
  hints.noteAccount({ id: '2', email: 'same@example.com' });
  hints.forgetAccount('1');
  expect(hints.accountOf('same@example.com')).toBe('2');
  hints.forgetAccount('3');
  expect(hints.accountOf('same@example.com')).toBe('2');
});

test('a bucket that has filled up holds no more than its burst', () => {
  const bucket = new TokenEstimate(10_000, 3);
  bucket.refused(0);
  expect(bucket.msToNext(0)).toBe(10_000);
  expect(bucket.msToNext(4_000)).toBe(6_000);
  const later = 1_000_000;
  for (let call = 0; call < 4; call += 1) {
    expect(bucket.msToNext(later)).toBe(0);
    bucket.accepted(later);
  }
  expect(bucket.msToNext(later)).toBe(10_000);
});

test('after three refusals in a row, each further one doubles the pause up to sixteen tokens, until a call is accepted', () => {
  const bucket = new TokenEstimate(10_000, 3);
  const pauses: number[] = [];
  for (let now = 0; pauses.length < 8; now += pauses.at(-1)!) {
    bucket.refused(now);
    pauses.push(bucket.msToNext(now));
  }
  expect(pauses).toEqual([10_000, 10_000, 10_000, 20_000, 40_000, 80_000, 160_000, 160_000]);
  const now = 1_000_000;
  bucket.accepted(now);
  bucket.refused(now);
  expect(bucket.msToNext(now)).toBe(10_000);
});
