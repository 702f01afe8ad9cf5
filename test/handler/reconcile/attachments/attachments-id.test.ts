import { formatAttachmentsId, parseAttachmentsId, targetOf } from '../../../../src/handler/reconcile/attachments/attachments-id';

test.each([
  [{ targetId: 'r-ab12', pendingDetach: [], pendingAttach: [] }, 'r-ab12'],
  [{ targetId: '123456789012', pendingDetach: ['p-one'], pendingAttach: [] }, '123456789012/p-one/'],
  [{ targetId: 'ou-ab12-abcdefgh', pendingDetach: [], pendingAttach: ['p-one', 'p-two'] }, 'ou-ab12-abcdefgh//p-one+p-two'],
  [{ targetId: 'r-ab12', pendingDetach: ['p-one'], pendingAttach: ['p-two'] }, 'r-ab12/p-one/p-two'],
])('%j is written as %s, and read again', (value, id) => {
  expect(formatAttachmentsId(value)).toBe(id);
  expect(parseAttachmentsId(id)).toEqual(value);
  expect(targetOf(id)).toBe(value.targetId);
});

test('an ID that is too long for CloudFormation contains only the target', () => {
  const pendingDetach = Array.from({ length: 20 }, (_, number) => `p-${'x'.repeat(60)}${number}`);
  expect(formatAttachmentsId({ targetId: 'r-ab12', pendingDetach, pendingAttach: [] })).toBe('r-ab12');
});
