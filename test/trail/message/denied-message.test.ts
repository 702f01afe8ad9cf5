import { DENIED_MESSAGES } from './denied-messages';
import { actionExists } from '../../../src/policy';
import { isOfOrganization } from '../../../src/trail/message/denial-cause';
import { deniedMessage } from '../../../src/trail/message/denied-message';

test('there are at least 110 different messages', () => {
  expect(new Set(DENIED_MESSAGES.map(([, text]) => text)).size).toBeGreaterThanOrEqual(110);
});

test.each(DENIED_MESSAGES)('a message of this shape is read: %s', (_title, text, told) => {
  expect(deniedMessage(text)).toEqual(told);
  if (told.action !== undefined) expect(actionExists(told.action)).toBe(true);
});

test('only service and resource control policies are policies of the organization', () => {
  const ofKind = (policy: 'service control policy' | 'resource control policy' | 'permissions boundary' | undefined) => (
    isOfOrganization({ how: 'explicit deny', ...(policy === undefined ? {} : { policy }) }));
  expect([ofKind('service control policy'), ofKind('resource control policy'), ofKind('permissions boundary'), ofKind(undefined)])
    .toEqual([true, true, false, undefined]);
});

test.each(['', 'Stack is in ROLLBACK state', 'Rate exceeded', 'User: arn:aws:iam::111122223333:user/anna signed in'])('a text without a refusal is no message: "%s"', (text) => {
  expect(deniedMessage(text)).toBeUndefined();
});

test.each(['because no a ', 'no a-', 'User: arn:', 'explicit deny in a x ', '<', 'on resource: "arn:a', 'Service: a Action: '])('a megabyte of %s is read in a second', (piece) => {
  const began = Date.now();
  deniedMessage(`not authorized ${piece.repeat(Math.ceil(1_000_000 / piece.length))}`);
  expect(Date.now() - began).toBeLessThan(1_000);
});
