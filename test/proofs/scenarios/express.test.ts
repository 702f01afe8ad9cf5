import { CLOUDFORMATION_READINGS } from '../../../src/rehearsal';
import { removeApps, synthesize } from '../support/app';
import { type Blueprint, build } from '../support/blueprint';
import { byHand, FAILING, takeAddress } from '../support/by-hand';
import { deploy, type DeployOptions, reasonsOf } from '../support/deploy';
import { shapeOf } from '../support/shape';

jest.setTimeout(900_000);

const FORMER: Blueprint = {
  policies: {
    Deny: { denies: ['s3:DeleteBucket'] },
    Other: { denies: ['kms:DisableKey'] },
    New: { denies: ['sqs:PurgeQueue'] },
    Next: { denies: ['sns:DeleteTopic'] },
  },
  units: { Prod: { name: 'Prod', policies: ['Deny'] }, Dev: { name: 'Dev', policies: ['Other', 'Deny'] } },
  accounts: { One: { name: 'one', parent: 'Prod', policies: ['Other'] }, Two: { name: 'two', parent: 'Dev' } },
};

/** Two units and an account whose policies are swapped. No denial moves from one of them to another. */
const SWAPPED: Blueprint = {
  ...FORMER,
  units: { Prod: { name: 'Prod', policies: ['New'] }, Dev: { name: 'Dev', policies: ['New', 'Next'] } },
  accounts: { One: { name: 'one', parent: 'Prod', policies: ['Next'] }, Two: { name: 'two', parent: 'Dev' } },
};

/** The account gets the denial that its unit loses. */
const MOVED: Blueprint = {
  ...FORMER,
  units: { ...FORMER.units, Prod: { name: 'Prod', policies: ['New'] } },
  accounts: { ...FORMER.accounts, One: { name: 'one', parent: 'Prod', policies: ['Deny'] } },
};

const failing = (plan: Blueprint): Blueprint => ({ ...plan, accounts: { ...plan.accounts, ...FAILING } });
const synthesized = (plan: Blueprint) => synthesize(build(plan));

const apps: Record<'former' | 'swapped' | 'swappedAndFailing' | 'moved' | 'movedAndFailing', string> = {} as never;

beforeAll(() => {
  Object.assign(apps, {
    former: synthesized(FORMER),
    swapped: synthesized(SWAPPED),
    swappedAndFailing: synthesized(failing(SWAPPED)),
    moved: synthesized(MOVED),
    movedAndFailing: synthesized(failing(MOVED)),
  });
});
afterAll(removeApps);

/** Readings under which the handler cannot see that rollback is disabled until a deployment has failed. */
const HIDDEN: readonly string[] = ['withDefaults', 'notShown'];
const REFUSED = /Replacement type updates not supported on stack with disable-rollback/;

describe.each(CLOUDFORMATION_READINGS.expressMode)('34. In express mode, under the DescribeStacks reading %s', (expressMode) => {
  const options: DeployOptions = { cloudFormation: { expressMode }, readings: {}, express: true };

  test('policies are swapped while another resource fails, and the next deployment completes it', async () => {
    const first = await deploy(apps.former, options);
    expect(first).toMatchObject({ succeeded: true, differences: [], violations: [] });
    const failed = await deploy(apps.swappedAndFailing, { ...options, state: byHand(first.state, takeAddress) });
    expect(failed.stacks.map(({ status }) => status)).toEqual(['UPDATE_FAILED']);
    expect(failed.violations).toEqual([]);
    expect(REFUSED.test(reasonsOf(failed).join())).toBe(HIDDEN.includes(expressMode));
    const next = await deploy(apps.swapped, { ...options, state: failed.state });
    expect(reasonsOf(next)).toEqual([]);
    expect(next).toMatchObject({ succeeded: true, differences: [], violations: [] });
  });

  test('policies are swapped, or one deployment fails and the same one again succeeds', async () => {
    const first = await deploy(apps.former, options);
    let next = await deploy(apps.swapped, { ...options, state: first.state });
    if (HIDDEN.includes(expressMode)) {
      expect(next.stacks.map(({ status }) => status)).toEqual(['UPDATE_FAILED']);
      expect(next.violations).toEqual([]);
      next = await deploy(apps.swapped, { ...options, state: next.state });
    }
    expect(reasonsOf(next)).toEqual([]);
    expect(next).toMatchObject({ succeeded: true, differences: [], violations: [] });
  });

  test('with --rollback, a failed deployment is rolled back completely, and the next one succeeds', async () => {
    const rolledBack = { ...options, disableRollback: false };
    const first = await deploy(apps.former, rolledBack);
    const failed = await deploy(apps.movedAndFailing, { ...rolledBack, state: byHand(first.state, takeAddress) });
    expect(failed.stacks.map(({ status }) => status)).toEqual(['UPDATE_ROLLBACK_COMPLETE']);
    expect(shapeOf(failed.simulatorState)).toEqual(shapeOf(first.simulatorState));
    // If only the mode is shown, everything counts as in a deployment without a rollback.
    expect(failed.violations.length > 0).toBe(expressMode === 'modeOnly');
    const next = await deploy(apps.moved, { ...rolledBack, state: failed.state });
    expect(reasonsOf(next)).toEqual([]);
    expect(next).toMatchObject({ succeeded: true, differences: [] });
  });
});

describe('34. In express mode', () => {
  const options: DeployOptions = { readings: {}, express: true };

  test('a denial that moves from a unit to an account is absent for less than five seconds, and no other denial is', async () => {
    const first = await deploy(apps.former, options);
    const next = await deploy(apps.moved, { ...options, state: first.state });
    expect(next).toMatchObject({ succeeded: true, differences: [] });
    expect(next.violations).toEqual([expect.stringMatching(/^The account \d+ was without \{.*"action":"s3:DeleteBucket".*\} after DetachPolicy/)]);
    const at = (operation: string, target: RegExp) => next.calls.find((call) => (
      call.operation === operation && target.test((call.request as Record<string, string>).TargetId) && !call.error))!.atSeconds;
    expect(Math.abs(at('AttachPolicy', /^\d{12}$/) - at('DetachPolicy', /^ou-/))).toBeLessThan(5);
  });

  test('an attempt with the standard mode after a failure is refused as AWS CloudFormation does, and changes nothing', async () => {
    const first = await deploy(apps.former, options);
    const failed = await deploy(apps.swappedAndFailing, { ...options, state: byHand(first.state, takeAddress) });
    const refused = await deploy(apps.swapped, { readings: {}, state: failed.state });
    expect(refused).toMatchObject({ succeeded: false, writes: [], violations: [] });
    expect(refused.stacks).toEqual([expect.objectContaining({ status: 'UPDATE_FAILED', reason: expect.stringContaining('must use the same DeploymentConfig (mode=EXPRESS)') })]);
    const rolledBack = await deploy(apps.swapped, { ...options, disableRollback: false, state: refused.state });
    expect(rolledBack.stacks).toEqual([expect.objectContaining({ status: 'UPDATE_FAILED', reason: expect.stringContaining('please use the disable-rollback parameter') })]);
    const next = await deploy(apps.swapped, { ...options, state: rolledBack.state });
    expect(next).toMatchObject({ succeeded: true, differences: [], violations: [] });
    const standard = await deploy(apps.former, { readings: {}, state: next.state });
    expect(standard).toMatchObject({ succeeded: true, differences: [], violations: [] });
  });

  test.each(CLOUDFORMATION_READINGS.rollbackOfNestedStacks)('policies of accounts in a nested stack are swapped, under the DescribeStacks reading %s', async (rollbackOfNestedStacks) => {
    const nested = { ...options, cloudFormation: { rollbackOfNestedStacks } };
    const first = await deploy(build({ ...FORMER, nested: true }), nested);
    const next = await deploy(build({ ...SWAPPED, nested: true }), { ...nested, state: first.state });
    expect(reasonsOf(next)).toEqual([]);
    expect(next).toMatchObject({ succeeded: true, differences: [], violations: [] });
  });
});
