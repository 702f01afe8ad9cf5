import { removeApps, synthesize } from '../support/app';
import { type Blueprint, build } from '../support/blueprint';
import { byHand, FAILING, takeAddress } from '../support/by-hand';
import { deploy, type DeployOptions, reasonsOf } from '../support/deploy';
import { shapeOf } from '../support/shape';

jest.setTimeout(900_000);

const FORMER: Blueprint = {
  policies: { Deny: { denies: ['s3:DeleteBucket'] }, Other: { denies: ['kms:DisableKey'] } },
  units: { Prod: { name: 'Prod', policies: ['Deny'] }, Dev: { name: 'Dev', policies: ['Other'], tags: { team: 'a' } } },
  accounts: { One: { name: 'one', parent: 'Prod' }, Two: { name: 'two', parent: 'Dev', policies: ['Deny'] } },
  services: ['config.amazonaws.com'],
};
/** A service and units are added, an account moves, policies are swapped. */
const CHANGED: Blueprint = {
  ...FORMER,
  policies: { ...FORMER.policies, New: { denies: ['sqs:PurgeQueue'] } },
  units: {
    Prod: { name: 'Production', policies: ['Deny', 'New'] },
    Dev: { name: 'Dev', policies: ['New'], tags: { team: 'b' } },
    Lab: { name: 'Lab', policies: ['New'] },
  },
  accounts: { One: { name: 'one', parent: 'Lab' }, Two: { name: 'two', parent: 'Dev', policies: ['Deny'] } },
  services: ['config.amazonaws.com', 'ram.amazonaws.com'],
  administrators: [['Two', 'config.amazonaws.com']],
};
/** More changes on top. */
const FURTHER: Blueprint = {
  ...CHANGED,
  policies: { ...CHANGED.policies, Last: { denies: ['sns:DeleteTopic'] } },
  units: { ...CHANGED.units, Dev: { name: 'Dev', policies: ['Last'], tags: { team: 'c' } }, Test: { name: 'Test', policies: ['Last'] } },
  accounts: { ...CHANGED.accounts, Two: { name: 'two', parent: 'Test', policies: ['Deny'] } },
};

const failing = (plan: Blueprint): Blueprint => ({ ...plan, accounts: { ...plan.accounts, ...FAILING } });
const synthesized = (plan: Blueprint) => synthesize(build(plan));
const apps: Record<'former' | 'changed' | 'changedAndFailing' | 'furtherAndFailing', string> = {} as never;

beforeAll(() => {
  Object.assign(apps, {
    former: synthesized(FORMER),
    changed: synthesized(CHANGED),
    changedAndFailing: synthesized(failing(CHANGED)),
    furtherAndFailing: synthesized(failing(FURTHER)),
  });
});
afterAll(removeApps);

const WITHOUT: DeployOptions = { readings: {}, disableRollback: true };

describe('cdk rollback after cdk deploy --no-rollback', () => {
  test.each(['staysInRollback', 'movesWithRollback'] as const)('restores the version before two deployments that failed one after the other (%s)', async (lastUpdatedTime) => {
    const options = { ...WITHOUT, cloudFormation: { lastUpdatedTime } };
    const first = await deploy(apps.former, options);
    const second = await deploy(apps.changedAndFailing, { ...options, state: byHand(first.state, takeAddress) });
    const third = await deploy(apps.furtherAndFailing, { ...options, state: second.state });
    expect([second, third].map(({ stacks: [{ status }] }) => status)).toEqual(['UPDATE_FAILED', 'UPDATE_FAILED']);
    const back = await deploy(apps.furtherAndFailing, { ...options, rollingBack: true, state: third.state });
    expect(back).toMatchObject({ succeeded: true, stacks: [{ status: 'UPDATE_ROLLBACK_COMPLETE' }] });
    expect(shapeOf(back.simulatorState)).toEqual(shapeOf(first.simulatorState));
    const next = await deploy(apps.changed, { readings: {}, state: back.state });
    expect(reasonsOf(next)).toEqual([]);
    expect(next).toMatchObject({ succeeded: true, differences: [], violations: [] });
  });
});
