import { Stack } from 'aws-cdk-lib';
import { Account, AccountSettings, Organization, TrustedService } from '../../../src';
import type { SimulatorState } from '../../../src/simulator';
import { removeApps } from '../support/app';
import { byHand } from '../support/by-hand';
import { deploy, reasonsOf } from '../support/deploy';
import { byDay } from '../support/proof-runs';
import { isReading } from '../support/readings';

jest.setTimeout(120_000);
afterAll(removeApps);

const CONTACT = { name: 'Platform team', title: 'On call', emailAddress: 'team@example.com', phoneNumber: '+1 206 5550100' };
const IDS = Array.from({ length: 60 }, (_, index) => String(500_000_000_000 + index));

function organization(stack: Stack): void {
  new Organization(stack, 'Organization', { trustedServices: [TrustedService.ACCOUNT_MANAGEMENT] });
}

function settings(stack: Stack): void {
  organization(stack);
  for (const id of IDS) {
    new AccountSettings(stack, `Settings${id}`, {
      account: Account.fromAccountId(stack, `Account${id}`, id),
      alternateContacts: { billing: CONTACT, operations: CONTACT, security: CONTACT },
      enabledRegions: ['eu-south-2'],
    });
  }
}

// Other tools for contacts fail above 36 accounts. The service accepts five writes a second, and 50 concurrent changes of Regions.
test.each(byDay([
  { takes: 'minutes', regionChangeMs: [120_000, 600_000] as const, atOnce: 4, areAllAsked: true },
  { takes: 'minutes', regionChangeMs: [120_000, 600_000] as const, atOnce: 20, areAllAsked: true },
  { takes: 'hours', regionChangeMs: 7_200_000, atOnce: 20, areAllAsked: false },
], 2))('60 accounts get contacts and a Region at the published rates if a Region takes $takes, $atOnce accounts at a time', async ({
  regionChangeMs, atOnce, areAllAsked,
}) => {
  const { state: before } = await deploy(organization);
  const state = byHand(before, (simulator: SimulatorState) => {
    const { organization: made, root } = simulator;
    const joinedAt = made?.createdAt ?? 0;
    const accounts = IDS.map((id) => ({
      id, name: `existing-${id}`, email: `existing-${id}@example.com`, parentId: root!.id, state: 'ACTIVE' as const, joinedMethod: 'INVITED' as const, joinedAt, tags: {},
    }));
    const attachments = IDS.map((targetId) => ({ policyId: 'p-FullAWSAccess', targetId }));
    Object.assign(simulator, { accounts: [...simulator.accounts, ...accounts], attachments: [...simulator.attachments, ...attachments] });
  });
  const result = await deploy(settings, {
    state, simulator: { rates: true, regionChangeMs }, context: { 'cdk-aws-organizations:max-concurrent-resources': atOnce },
  });
  expect(reasonsOf(result)).toEqual([]);
  expect(result).toMatchObject({ succeeded: true, unintendedChanges: [] });
  const count = (operation: string) => result.writes.filter((write) => write.startsWith(`${operation} `)).length;
  expect(count('PutAlternateContact')).toBe(180);
  // Accounts beyond the quota stay unchanged if no slot is free for too long.
  expect(count('EnableRegion')).toBeGreaterThanOrEqual(50);
  expect(count('EnableRegion') === 60).toBe(areAllAsked);
  const refused = result.calls.flatMap(({ operation, error }) => (operation === 'EnableRegion' && error ? [error.code] : []));
  expect(refused).toContain(isReading('tooManyRegionChanges=ConflictException') ? 'ConflictException' : 'TooManyRequestsException');
});
