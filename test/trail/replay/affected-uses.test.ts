import { AffectedUses } from '../../../src/trail/replay/affected-uses';
import type { JudgedCall } from '../../../src/trail/replay/judge';

const CALL = { event: 's3.amazonaws.com GetObject', refused: false, caller: { principal: 'arn:aws:iam::111111111111:role/A', accountId: '111111111111' }, requests: [{ action: 's3:GetObject', context: {} }] };
const JUDGED = { account: { account: { id: '111111111111' }, path: 'a', places: [] }, difference: { requests: [0] }, reasons: { dependsOn: [], statements: [] } } as unknown as JudgedCall;

test.each([['denied', 'allowed'], ['allowed', 'denied']] as const)('an action that is as often denied as allowed is first named as denied, if it was %s first', (first, second) => {
  const uses = new AffectedUses();
  for (const direction of [first, second]) uses.add(CALL, JUDGED, direction, true, 1);
  expect(uses.result()[0].uses.map(({ direction }) => direction)).toEqual(['denied', 'allowed']);
});
