import { runFuzz } from './run-fuzz';
import { SEED } from '../arbitraries';

jest.setTimeout(120_000);

/** `npx tsx scripts/fuzz-evaluator.ts` asks 200,000 questions. */
const REQUESTS = 2_000;

test('no definite verdict on a random request is wrong in a world that allows the request, and few verdicts depend without need', () => {
  const { wrong, requests, allowed, denied, depends, needless } = runFuzz(SEED, REQUESTS);
  expect(wrong).toEqual([]);
  expect(allowed + denied + depends).toBe(requests);
  for (const number of [allowed, denied, depends]) expect(number).toBeGreaterThan(REQUESTS / 20);
  expect(needless).toBeLessThan(REQUESTS * 0.04);
});
