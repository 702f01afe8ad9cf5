import { CfnResource, type Stack } from 'aws-cdk-lib';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { type Build, removeApps, synthesize } from '../support/app';
import { type Blueprint, build } from '../support/blueprint';
import { byHand, FAILING, takeAddress } from '../support/by-hand';
import { deploy, type DeployOptions, reasonsOf } from '../support/deploy';
import { byDay } from '../support/proof-runs';
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
    Lab: { name: 'Lab', policies: ['New', 'Deny'] },
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
  test.each(byDay(['staysInRollback', 'movesWithRollback'] as const, 2))('restores the version before two deployments that failed one after the other (%s)', async (lastUpdatedTime) => {
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

  test('removes what a failed creation made except accounts and their OUs, and the next deployment creates it', async () => {
    const failed = await deploy(apps.changedAndFailing, { ...WITHOUT, state: await withTakenAddress() });
    expect(failed.stacks).toEqual([expect.objectContaining({ status: 'CREATE_FAILED' })]);
    const back = await deploy(apps.changedAndFailing, { ...WITHOUT, rollingBack: true, asked: ['DisableAWSServiceAccess'], state: failed.state });
    expect(back).toMatchObject({ succeeded: true, violations: [], stacks: [{ status: 'ROLLBACK_COMPLETE' }] });
    expect(shapeOf(back.simulatorState)).toMatchObject({
      policies: [], services: [], units: [expect.stringMatching(/^Root\/Dev .*retained=true/), expect.stringMatching(/^Root\/Lab .*retained=true/)],
    });
    const next = await deploy(apps.changed, { readings: {}, state: back.state });
    expect(reasonsOf(next)).toEqual([]);
    expect(next).toMatchObject({ succeeded: true, differences: [], violations: [] });
  });

  test('is refused after express mode, and for a stack that did not fail', async () => {
    const first = await deploy(apps.former, { readings: {}, express: true });
    const needless = await deploy(apps.former, { readings: {}, rollingBack: true, state: first.state });
    expect(needless).toMatchObject({ succeeded: false, writes: [], stacks: [{ reason: expect.stringContaining('needs no rollback') }] });
    const failed = await deploy(apps.changedAndFailing, { readings: {}, express: true, state: byHand(needless.state, takeAddress) });
    const refused = await deploy(apps.changedAndFailing, { readings: {}, rollingBack: true, state: failed.state });
    expect(refused).toMatchObject({
      succeeded: false, writes: [], stacks: [{ status: 'UPDATE_FAILED', reason: expect.stringContaining('RollbackStack is not supported') }],
    });
  });
});

/** An account without an organization and stacks, while someone else has the address of the account that fails. */
async function withTakenAddress() {
  const { state } = await deploy(() => undefined, { readings: {} });
  return byHand({ ...state, stacks: {} }, takeAddress);
}

describe('a move of an OU, which replaces it', () => {
  const before: Blueprint = { ...FORMER, units: { ...FORMER.units, Team: { name: 'Team', parent: 'Prod', allowReplacement: true } } };
  const moved: Blueprint = { ...FORMER, units: { ...FORMER.units, Team: { name: 'Team', parent: 'Dev', allowReplacement: true } } };
  const REFUSED = /cannot be moved below ou-.*without a rollback \(cdk deploy --no-rollback or --express\)/;

  test('is refused before its first write with --no-rollback; after cdk rollback, a deployment with a rollback moves it', async () => {
    const first = await deploy(build(before), WITHOUT);
    const failed = await deploy(build(moved), { ...WITHOUT, state: first.state });
    expect([reasonsOf(failed).join(), failed.writes]).toEqual([expect.stringMatching(REFUSED), []]);
    const back = await deploy(build(moved), { ...WITHOUT, rollingBack: true, state: failed.state });
    expect(back).toMatchObject({ succeeded: true, writes: [] });
    expect(await deploy(build(moved), { readings: {}, state: back.state })).toMatchObject({
      succeeded: true, differences: [], violations: [],
    });
  });

  test('is refused before its first write with --express; after the former code, a deployment with a rollback moves it', async () => {
    const express: DeployOptions = { readings: {}, express: true };
    const first = await deploy(build(before), express);
    const failed = await deploy(build(moved), { ...express, state: first.state });
    expect([reasonsOf(failed).join(), failed.writes]).toEqual([expect.stringMatching(REFUSED), []]);
    const former = await deploy(build(before), { ...express, state: failed.state });
    expect(former).toMatchObject({ succeeded: true, writes: [], stacks: [{ status: 'UPDATE_COMPLETE' }] });
    const next = await deploy(build(moved), { ...express, disableRollback: false, state: former.state });
    expect(reasonsOf(next)).toEqual([]);
    expect(next).toMatchObject({ succeeded: true, differences: [], violations: [] });
  });
});

describe('cdk deploy --method', () => {
  test.each(byDay(['deploy', 'deployDirectly'] as const, 2, 1))('creations, updates and rollbacks are the same by a change set and directly (%s)', async (operation) => {
    const options: DeployOptions = { readings: {}, operation };
    const unmade = await deploy(apps.changedAndFailing, { ...options, state: await withTakenAddress() });
    expect(unmade).toMatchObject({ violations: [], stacks: [{ status: 'ROLLBACK_COMPLETE' }] });
    const first = await deploy(apps.former, { ...options, state: unmade.state });
    const failed = await deploy(apps.changedAndFailing, { ...options, state: byHand(first.state, takeAddress) });
    expect(failed).toMatchObject({ violations: [], stacks: [{ status: 'UPDATE_ROLLBACK_COMPLETE' }] });
    expect(shapeOf(failed.simulatorState)).toEqual(shapeOf(first.simulatorState));
    expect(await deploy(apps.changed, { ...options, state: failed.state })).toMatchObject({
      succeeded: true, differences: [], violations: [],
    });
  });

  test('a change set that is prepared changes nothing until it is executed', async () => {
    const prepared = await deploy(apps.former, { readings: {}, operation: 'prepareChangeSet' });
    expect(prepared).toMatchObject({ succeeded: true, calls: [], stacks: [{ status: 'REVIEW_IN_PROGRESS' }] });
    const first = await deploy(apps.former, { readings: {}, state: prepared.state });
    expect(first).toMatchObject({ succeeded: true, differences: [], violations: [] });
    const again = await deploy(apps.changed, { readings: {}, operation: 'prepareChangeSet', state: first.state });
    expect(again).toMatchObject({ succeeded: true, calls: [], stacks: [{ status: 'CREATE_COMPLETE' }] });
    expect(await deploy(apps.changed, { readings: {}, state: again.state })).toMatchObject({
      succeeded: true, differences: [], violations: [],
    });
  });
});

describe('cdk deploy --hotswap', () => {
  test('changes functions only, and the next deployment makes the other changes', async () => {
    const variable: Build = (stack) => {
      build(CHANGED)(stack);
      stack.node.findAll().filter((each) => each instanceof CfnFunction).forEach((each) => each.addPropertyOverride('Environment.Variables.HOT', 'swapped'));
    };
    const first = await deploy(apps.former, { readings: {} });
    const swapped = await deploy(variable, { readings: {}, operation: 'hotswap', state: first.state });
    expect(swapped).toMatchObject({ succeeded: true, calls: [] });
    expect([first, swapped].map(({ state }) => JSON.stringify(state.stacks).includes('"HOT":"swapped"'))).toEqual([false, true]);
    const next = await deploy(variable, { readings: {}, state: swapped.state });
    expect(reasonsOf(next)).toEqual([]);
    expect(next).toMatchObject({ succeeded: true, differences: [], violations: [] });
  });
});

describe('cdk import', () => {
  test('imports no resource of this library and changes nothing; adopt: true brings it into the code', async () => {
    const first = await deploy(apps.former, { readings: {} });
    const existing = byHand(first.state, (simulator) => {
      simulator.organizationalUnits.push({ ...simulator.organizationalUnits[0], id: 'ou-ab12-byhand01', name: 'Lab', tags: {} });
      simulator.attachments.push({ policyId: 'p-FullAWSAccess', targetId: 'ou-ab12-byhand01' });
    });
    const withLab = (adopt: boolean) => build({ ...FORMER, units: { ...FORMER.units, Lab: { name: 'Lab', adopt } } });
    const refused = await deploy(withLab(false), { readings: {}, operation: 'import', state: existing });
    expect(refused).toMatchObject({
      succeeded: false,
      calls: [],
      stacks: [{ status: 'CREATE_COMPLETE', reason: expect.stringMatching(/^ResourceTypes \[Custom::Org.*\] are not supported for Import$/) }],
    });
    expect(await deploy(withLab(true), { readings: {}, state: refused.state })).toMatchObject({
      succeeded: true, differences: [], violations: [],
    });
  });

  test('imports a resource of AWS into the stack without an event for this library, which deploys on from there', async () => {
    const parameter = (plan: Blueprint): Build => (stack) => {
      build(plan)(stack);
      new CfnResource(stack, 'Parameter', { type: 'AWS::SSM::Parameter', properties: { Type: 'String', Value: 'x' } });
    };
    const first = await deploy(apps.former, { readings: {} });
    const mixed = await deploy(parameter(CHANGED), { readings: {}, operation: 'import', state: first.state });
    expect(mixed).toMatchObject({ succeeded: false, calls: [] });
    const imported = await deploy(parameter(FORMER), { readings: {}, operation: 'import', state: mixed.state });
    expect(imported).toMatchObject({ succeeded: true, calls: [], stacks: [{ status: 'IMPORT_COMPLETE' }] });
    expect(await deploy(parameter(CHANGED), { readings: {}, state: imported.state })).toMatchObject({
      succeeded: true, differences: [], violations: [],
    });
  });
});

describe('cdk refactor', () => {
  test('renames no resource of this library; a deployment with other construct IDs takes all resources over', async () => {
    const first = await deploy(apps.former, { readings: {} });
    const renamed = build({ ...FORMER, idPrefix: 'Renamed' });
    const refused = await deploy(renamed, { readings: {}, operation: 'refactor', state: first.state });
    expect(refused).toMatchObject({
      succeeded: false,
      calls: [],
      stacks: [{ reason: expect.stringMatching(/Custom::Organizations.* are not supported for stack refactoring$/) }],
    });
    const next = await deploy(renamed, { readings: {}, state: refused.state });
    expect(reasonsOf(next)).toEqual([]);
    expect(next).toMatchObject({ succeeded: true, differences: [], violations: [] });
    const ids = ({ simulatorState: { accounts, organizationalUnits, policies } }: typeof next) => (
      [...accounts, ...organizationalUnits, ...policies].map(({ id }) => id).sort());
    expect(ids(next)).toEqual(ids(first));
  });

  test('renames a resource of AWS in the stack without an event for this library', async () => {
    const queue = (id: string): Build => (stack) => {
      build(FORMER)(stack);
      new CfnResource(stack, id, { type: 'AWS::SQS::Queue' });
    };
    const first = await deploy(queue('QueueOne'), { readings: {} });
    const renamed = await deploy(queue('QueueTwo'), { readings: {}, operation: 'refactor', state: first.state });
    expect(renamed).toMatchObject({ succeeded: true, calls: [] });
    expect(await deploy(queue('QueueTwo'), { readings: {}, state: renamed.state })).toMatchObject({
      succeeded: true, calls: [], violations: [],
    });
  });
});

describe('termination protection', () => {
  const protect = (plan: Blueprint, terminationProtection = true): Build => (stack: Stack) => {
    build(plan)(stack);
    stack.terminationProtection = terminationProtection;
  };

  test('refuses to delete the stack, not to update it or to remove resources, until it is turned off', async () => {
    const first = await deploy(protect(CHANGED), { readings: {} });
    const refused = await deploy(protect(CHANGED), { readings: {}, deletion: true, state: first.state });
    expect(refused).toMatchObject({
      succeeded: false,
      calls: [],
      stacks: [{ status: 'CREATE_COMPLETE', reason: 'Stack [Landing] cannot be deleted while TerminationProtection is enabled' }],
    });
    const updated = await deploy(protect(FORMER), { readings: {}, state: refused.state });
    expect(updated).toMatchObject({ succeeded: true, differences: [], violations: [] });
    const off = await deploy(protect(FORMER, false), { readings: {}, state: updated.state });
    expect(off).toMatchObject({ succeeded: true, calls: [] });
    const deleted = await deploy(protect(FORMER, false), { readings: {}, deletion: true, state: off.state });
    expect(deleted).toMatchObject({ succeeded: true, stacks: [{ status: 'DELETE_COMPLETE' }] });
  });

  test('refuses to create a stack again whose creation failed, until it is turned off', async () => {
    const failed = await deploy(protect(failing(FORMER)), { readings: {}, state: await withTakenAddress() });
    expect(failed.stacks).toEqual([expect.objectContaining({ status: 'ROLLBACK_COMPLETE' })]);
    const refused = await deploy(protect(FORMER), { readings: {}, state: failed.state });
    expect(refused).toMatchObject({
      succeeded: false,
      calls: [],
      stacks: [{ reason: expect.stringContaining('TerminationProtection is enabled') }],
    });
    const off = structuredClone(refused.state);
    Object.values(off.stacks).forEach((stack) => { stack.terminationProtection = false; });
    expect(await deploy(protect(FORMER), { readings: {}, state: off })).toMatchObject({ succeeded: true, differences: [], violations: [] });
  });
});
