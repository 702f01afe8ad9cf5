import { formatAttachmentsId, parseAttachmentsId, targetOf } from '../../../src/handler/reconcile/attachments/attachments-id';

test.each([
  [{ targetId: 'r-ab12', leaving: [], coming: [] }, 'r-ab12'],
  [{ targetId: '123456789012', leaving: ['p-one'], coming: [] }, '123456789012/p-one/'],
  [{ targetId: 'ou-ab12-abcdefgh', leaving: [], coming: ['p-one', 'p-two'] }, 'ou-ab12-abcdefgh//p-one+p-two'],
  [{ targetId: 'r-ab12', leaving: ['p-one'], coming: ['p-two'] }, 'r-ab12/p-one/p-two'],
])('%j is written %s, and read again', (value, id) => {
  expect(formatAttachmentsId(value)).toBe(id);
  expect(parseAttachmentsId(id)).toEqual(value);
  expect(targetOf(id)).toBe(value.targetId);
});

test('an id with more than CloudFormation takes is the target\'s alone', () => {
  const leaving = Array.from({ length: 20 }, (_, number) => `p-${'x'.repeat(60)}${number}`);
  expect(formatAttachmentsId({ targetId: 'r-ab12', leaving, coming: [] })).toBe('r-ab12');
});
