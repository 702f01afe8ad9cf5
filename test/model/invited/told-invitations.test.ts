import { invitationsField, type ToldInvitation } from '../../../src/model';

const DAY = Date.UTC(2026, 10, 20, 8);
const at = (day: number) => `2026-11-${20 + day}T08:00:00.000Z`;
/** The service tells invitations in any order; the number is the day of the request. */
const told = (id: string, state: string, day: number, type: 'ACCOUNT' | 'EMAIL' = 'ACCOUNT'): ToldInvitation => (
  { id: `h-${id}${day}`, party: { type, id }, state, requestedAt: DAY + day * 86_400_000, expiresAt: DAY + (day + 1) * 86_400_000 });
const [ONE, TWO] = ['111122223301', '111122223302'];
const statuses = (...all: ToldInvitation[]) => invitationsField(all, []).invitations?.map(({ accountId, email, status }) => `${accountId ?? email} ${status}`);

test('an invitation has its party, its state and its times', () => {
  expect(invitationsField([told('Ana@example.com', 'OPEN', 1, 'EMAIL'), told(ONE, 'DECLINED', 2)], [])).toStrictEqual({
    invitations: [
      { id: `h-${ONE}2`, accountId: ONE, status: 'DECLINED', requestedAt: at(2), expiresAt: at(3) },
      { id: 'h-Ana@example.com1', email: 'Ana@example.com', status: 'INVITED', requestedAt: at(1), expiresAt: at(2) },
    ],
  });
});

test.each([['OPEN', 'INVITED'], ['REQUESTED', 'INVITED'], ['DECLINED', 'DECLINED'], ['EXPIRED', 'EXPIRED'], ['CANCELED', 'CANCELED']])('one that is %s counts as %s', (state, status) => {
  expect(statuses(told(ONE, state, 0))).toEqual([`${ONE} ${status}`]);
});

test('the last invitation of a party counts, in any order', () => {
  const [first, last] = [told(ONE, 'DECLINED', 1), told(ONE, 'OPEN', 2)];
  expect(statuses(first, last)).toEqual([`${ONE} INVITED`]);
  expect(statuses(last, first)).toEqual([`${ONE} INVITED`]);
  expect(statuses(told('Ana@example.com', 'OPEN', 1, 'EMAIL'), told('ana@example.com', 'CANCELED', 2, 'EMAIL'))).toEqual(['ana@example.com CANCELED']);
});

test('one that was accepted ends those before it, and none after it', () => {
  expect(statuses(told(ONE, 'OPEN', 1), told(ONE, 'ACCEPTED', 2))).toBeUndefined();
  expect(statuses(told(ONE, 'ACCEPTED', 1), told(ONE, 'OPEN', 2), told(TWO, 'EXPIRED', 0))).toEqual([`${ONE} INVITED`, `${TWO} EXPIRED`]);
});

test('a member has no invitation, by its ID or by its address', () => {
  const members = [{ id: ONE, email: 'Ana@example.com' }];
  const all = [told(TWO, 'OPEN', 0), told(ONE, 'DECLINED', 0), told('ana@EXAMPLE.com', 'OPEN', 0, 'EMAIL')];
  expect(invitationsField(all, members).invitations?.map(({ accountId }) => accountId)).toEqual([TWO]);
  expect(invitationsField(all.slice(1), members)).toStrictEqual({});
});
