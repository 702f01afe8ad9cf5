import { aws_iam as iam, NestedStack } from 'aws-cdk-lib';
import { lowerBound } from '../../../scripts/bench/lower-bound';
import { Account, Organization, OrganizationalUnit, ServiceControlPolicy } from '../../../src';
import type { ProgressEvent } from '../../../src/rehearsal';
import { removeApps } from '../support/app';
import { type Blueprint, build } from '../support/blueprint';
import { deploy, reasonsOf } from '../support/deploy';

jest.setTimeout(600_000);
afterAll(removeApps);

/** 450 of our resources: 402 accounts in 18 units, 10 policies, an attachment for each unit, the organization and its policy type. */
const LARGE: Blueprint = {
  policies: Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`Policy${index}`, { denies: [`s3:Action${index}`] }])),
  units: Object.fromEntries(Array.from({ length: 18 }, (_, index) => [`Unit${index}`, { name: `Unit ${index}`, policies: [`Policy${index % 10}`] }])),
  accounts: Object.fromEntries(Array.from({ length: 402 }, (_, index) => [`Account${index}`, { name: `account${index}`, parent: `Unit${index % 18}` }])),
};

/** The calls that the organization needs, regardless of how it is deployed. */
const NEEDED = {
  CreateOrganization: 1,
  EnablePolicyType: 1,
  CreateOrganizationalUnit: 18,
  CreatePolicy: 10,
  AttachPolicy: 18,
  CreateAccount: 402,
  MoveAccount: 402,
};

function countRunning() {
  let running = 0;
  let most = 0;
  return {
    observe: ({ type, status }: ProgressEvent) => {
      if (!type.startsWith('Custom::')) return;
      running += status.endsWith('_IN_PROGRESS') ? 1 : -1;
      most = Math.max(most, running);
    },
    most: () => most,
  };
}

describe('20. 450 resources at a Lambda concurrency of 10: no failure from throttling, at most 1.25 times what the service\'s rates allow; a deployment with `reconcile` and no drift writes nothing.', () => {
  test('450 resources deploy without throttling failures at the published rates', async () => {
    const running = countRunning();
    const result = await deploy(build(LARGE), { simulator: { rates: true }, onProgress: running.observe });
    expect(reasonsOf(result)).toEqual([]);
    expect(result).toMatchObject({ succeeded: true, differences: [], violations: [] });
    expect(result.resources.filter(({ type }) => type.startsWith('Custom::Organizations'))).toHaveLength(450);
    // A resource keeps two functions busy: the one of the framework, and the one that it calls.
    expect(2 * running.most()).toBeLessThanOrEqual(10);
    const creations = result.simulatorState.createAccountRequests.map(({ requestedAt, completesAt }) => (completesAt - requestedAt) / 1000);
    expect(result.virtualSeconds / lowerBound(NEEDED, creations)).toBeLessThanOrEqual(1.25);
  });

  test('nested stacks do not increase the number of concurrent resources, and policies are attached before accounts are created', async () => {
    const running = countRunning();
    const result = await deploy((stack) => {
      const organization = new Organization(stack, 'Organization');
      const unit = new OrganizationalUnit(stack, 'Unit', { parent: organization.root, organizationalUnitName: 'unit' });
      for (const part of ['a', 'b', 'c']) {
        const nested = new NestedStack(stack, part);
        for (let index = 0; index < 8; index++) {
          new Account(nested, `Account${index}`, { parent: unit, accountName: `${part}${index}`, email: `${part}${index}@example.com` });
        }
      }
      unit.attachPolicy(new ServiceControlPolicy(stack, 'Policy', {
        statements: [new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: ['s3:DeleteBucket'], resources: ['*'] })],
      }));
    }, { onProgress: running.observe });
    expect(reasonsOf(result)).toEqual([]);
    expect(result).toMatchObject({ succeeded: true, differences: [], violations: [] });
    expect(running.most()).toBeGreaterThan(2);
    expect(running.most()).toBeLessThanOrEqual(4);
    const operations = result.writes.map((write) => write.split(' ')[0]);
    expect(operations.lastIndexOf('AttachPolicy')).toBeLessThan(operations.indexOf('CreateAccount'));
  });

  test('a deployment of every resource writes nothing if nothing has drifted', async () => {
    const small: Blueprint = { ...LARGE, accounts: { One: { name: 'one', parent: 'Unit1' } } };
    const first = await deploy(build(small));
    const second = await deploy(build(small), { state: first.state, context: { 'cdk-aws-organizations:reconcile': '1' } });
    expect(second).toMatchObject({ succeeded: true, differences: [], writes: [], violations: [] });
    expect(second.calls.length).toBeGreaterThan(50);
  });
});
