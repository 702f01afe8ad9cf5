import type { LastAccessedAccount, LastAccessedResult, UsedService } from '../../../src/model';
import { markdownReview, textReview } from '../../../src/report';
import { sampleReview } from '../sample-review';

const used = (service: string, parts: Partial<UsedService> = {}): UsedService => (
  { service, denied: 1, conditional: 0, actions: [`${service}:DeleteIt`], morePatterns: 0, lastUse: '2026-11-28T05:00:00.000Z', ...parts });
const named = (number: number, services: readonly UsedService[]): LastAccessedAccount => (
  { accountId: String(number).padStart(12, '0'), account: `Root/account-${number}`, used: services, unused: [], notReported: [] });

function linesOf(result: Partial<LastAccessedResult>): string[] {
  const text = textReview(sampleReview([]), { lastAccessed: { reportedAt: '2026-11-30T06:00:00.000Z', accounts: [], unreported: [], ...result } });
  return text.slice(text.indexOf('Last use')).trimEnd().split('\n');
}

test('actions that are denied, and those that may be, are told apart', () => {
  const services = [
    used('s3', { denied: 2, conditional: 1, actions: ['s3:DeleteA', 's3:DeleteB', 's3:DeleteC', 's3:DeleteD'], morePatterns: 7, region: 'eu-west-1' }), used('ec2', { denied: 0, conditional: 1 }), used('kms'),
  ];
  expect(linesOf({ accounts: [named(1, services)] }).slice(2, 5)).toEqual([
    '    s3: last used 2026-11-28 in eu-west-1, 2 days before the report; 2 actions are denied, and 1 may be, by conditions: s3:DeleteA, s3:DeleteB, s3:DeleteC and 8 more',
    '    ec2: last used 2026-11-28, 2 days before the report; 1 action may be denied, by conditions: ec2:DeleteIt',
    '    kms: last used 2026-11-28, 2 days before the report; 1 action is denied: kms:DeleteIt',
  ]);
});

test('long lists are cut, and say how much is left out', () => {
  const many = Array.from({ length: 40 }, (_, place) => ({
    ...named(place, Array.from({ length: 12 }, (__, other) => used(`used-${other}`))), unused: Array.from({ length: 15 }, (__, other) => `idle-${other}`),
  }));
  const lines = linesOf({ accounts: many, unreported: Array.from({ length: 9 }, (_, place) => ({ accountId: String(place), account: 'Root/x', reason: 'the account is suspended' })) });
  expect(lines).toContain('    … and 2 more services that were used');
  expect(lines.filter((line) => line.startsWith('    not used in the tracking period: idle-0, ') && line.endsWith(' and 3 more'))).toHaveLength(30);
  expect(lines).toContain('  … and 10 more accounts');
  expect(lines).toContain('  … and 1 more accounts without a report');
});

test('texts of others are shown, and nothing in them is carried out', () => {
  const hostile = { ...named(1, [used('s3', { actions: ['s3:\u001b[2J'], region: '<b>' })]), account: 'Root/`<img src=x>\u001b[2J' };
  expect(linesOf({ accounts: [hostile] }).join('')).not.toContain('\u001b[2J');
  const comment = markdownReview(sampleReview([]), { lastAccessed: { accounts: [hostile], unreported: [{ accountId: '2', account: 'Root/y', reason: '@everyone <b>' }] } });
  expect(comment).toContain('- ``Root/`<img src=x>');
  expect(comment).toContain('`@everyone <b>`');
});
