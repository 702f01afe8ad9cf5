import { type Organization, reviewOf } from '../../../src/model';
import { flatten } from '../../../src/model/diff/flat-organization';
import { captionsOf } from '../../../src/model/diff/identity/names';
import { account, FULL_ACCESS, organization, unit } from '../organizations';

const UNITS = 20;

/** Accounts in several units, each with a tag. */
function large(accounts: number, team: string): Organization {
  const inUnit = (index: number) => Array.from({ length: accounts / UNITS }, (_, number) => (
    account(`account-${index}-${number}`, { tags: { team }, attachedPolicies: [FULL_ACCESS] })));
  return organization({
    root: {
      attachedPolicies: [FULL_ACCESS],
      organizationalUnits: Array.from({ length: UNITS }, (_, index) => unit(`unit-${index}`, {
        accounts: inUnit(index), attachedPolicies: [FULL_ACCESS],
      })),
    },
    more: { policyTypes: ['SERVICE_CONTROL_POLICY'] },
  });
}

/** Seconds of the processor, since the clock says nothing on a busy machine. */
function secondsOf(run: () => void): number {
  const begin = process.cpuUsage();
  run();
  return process.cpuUsage(begin).user / 1_000_000;
}

test('a change of every account of a large organization is reviewed in a time that grows with their number, not with its square', () => {
  let changes = 0;
  const seconds = secondsOf(() => {
    ({ counts: { changes } } = reviewOf(large(5_000, 'a'), large(5_000, 'b')));
  });
  expect(changes).toBe(5_000);
  expect(seconds).toBeLessThan(4);
});

test('a caption has the email address of each account whose name another one has, in any unit', () => {
  const alike = (unitName: string) => unit(unitName, { accounts: [account(`${unitName}-shop`, { name: 'shop' }), account(`${unitName}-bank`)] });
  const captions = captionsOf(flatten(organization({ root: { organizationalUnits: [alike('First'), alike('Second')] } })));
  expect([...captions.values()]).toEqual([
    'Root', 'Root/First', 'Root/First/shop (First-shop@example.com)', 'Root/First/First-bank',
    'Root/Second', 'Root/Second/shop (Second-shop@example.com)', 'Root/Second/Second-bank',
  ]);
});
