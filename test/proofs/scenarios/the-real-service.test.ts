import { CfnDynamicReference, CfnDynamicReferenceService, Tags } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Account, Organization, OrganizationalUnit, ServiceControlPolicy } from '../../../src';
import { type Build, removeApps } from '../support/app';
import { byHand, takeAddress } from '../support/by-hand';
import { deploy, reasonsOf } from '../support/deploy';
import { shapeOf } from '../support/shape';

jest.setTimeout(300_000);
afterAll(removeApps);

interface Version {
  readonly unit?: string;
  readonly tag?: string;
  readonly description?: string;
  readonly contact?: string;
  /** Whether an account with a taken email address makes the deployment fail. */
  readonly fails?: boolean;
}

const parameter = (name: string) => new CfnDynamicReference(CfnDynamicReferenceService.SSM, `/landing-zone/${name}`).toString();
const ssmParameters = { '/landing-zone/contact': 'Ann', '/landing-zone/deputy': 'Bob' };

/** An organization with characters above U+007F and dynamic references in every property that accepts text. */
function organizationOf(
  { unit = 'Büro', tag = 'Jörg', description = 'Denies deletion – for all', contact = parameter('contact'), fails }: Version = {},
): Build {
  return (stack) => {
    const organization = new Organization(stack, 'Organization');
    const office = new OrganizationalUnit(stack, 'Office', { parent: organization.root, organizationalUnitName: unit });
    const policy = new ServiceControlPolicy(stack, 'Deny', {
      policyName: 'Löschen verboten',
      description,
      statements: [new PolicyStatement({ effect: Effect.DENY, actions: ['s3:DeleteBucket'], resources: ['*'] })],
    });
    office.attachPolicy(policy);
    const account = new Account(stack, 'One', { parent: office, accountName: 'Eins', email: 'one@example.com' });
    for (const construct of [office, policy, account, organization.root]) {
      Tags.of(construct).add('owner', tag);
      Tags.of(construct).add('contact', contact);
    }
    if (fails) new Account(stack, 'Taken', { parent: office, accountName: 'taken', email: 'taken@example.com' });
  };
}

const CHANGES: readonly (readonly [string, Version])[] = [
  ['the name of an organizational unit', { unit: 'Empfängerbüro' }],
  ['a tag', { tag: 'Zoë' }],
  ['the description of a policy', { description: 'Denies deletion — everywhere' }],
  ['a dynamic reference', { contact: parameter('deputy') }],
  ['a dynamic reference to plain text', { contact: 'Jörg' }],
  ['everything', { unit: 'Kanzlei „Süd“', tag: 'Zoë', description: '數', contact: 'Chloë' }],
];

describe('21. A rollback completes with characters above U+007F and dynamic references.', () => {
  test.each(CHANGES)('An update that changes %s and fails rolls back completely', async (_what, change) => {
    const first = await deploy(organizationOf(), { ssmParameters });
    expect(reasonsOf(first)).toEqual([]);
    expect(first).toMatchObject({ succeeded: true, differences: [], violations: [], warnings: [] });
    expect(shapeOf(first.simulatorState).units[0]).toMatch(/^Root\/Büro .*contact=Ann.*owner=Jörg/);
    const second = await deploy(organizationOf({ ...change, fails: true }), { state: byHand(first.state, takeAddress), ssmParameters });
    expect(second.stacks.map(({ status }) => status)).toEqual(['UPDATE_ROLLBACK_COMPLETE']);
    expect(second.violations).toEqual([]);
    expect(shapeOf(second.simulatorState)).toEqual(shapeOf(first.simulatorState));
    const third = await deploy(organizationOf(change), { state: second.state, ssmParameters });
    expect(reasonsOf(third)).toEqual([]);
    expect(third).toMatchObject({ succeeded: true, differences: [], violations: [] });
  });

  test('A deployment sets a parameter value that changed since the last one, and a rollback restores the former value', async () => {
    const first = await deploy(organizationOf(), { ssmParameters });
    const changed = { ...ssmParameters, '/landing-zone/contact': 'Cleo' };
    const failed = await deploy(organizationOf({ fails: true }), { state: byHand(first.state, takeAddress), ssmParameters: changed });
    expect(failed.stacks.map(({ status }) => status)).toEqual(['UPDATE_ROLLBACK_COMPLETE']);
    expect(shapeOf(failed.simulatorState)).toEqual(shapeOf(first.simulatorState));
    const second = await deploy(organizationOf({ tag: 'Zoë' }), { state: failed.state, ssmParameters: changed });
    expect(second).toMatchObject({ succeeded: true, differences: [], violations: [] });
    expect(shapeOf(second.simulatorState).accounts.join()).toContain('contact=Cleo');
  });

  test('ContinueUpdateRollback completes after a skipped resource', async () => {
    const first = await deploy(organizationOf(), { ssmParameters });
    const office = first.resources.find(({ path }) => path === 'Landing/Office/Resource')!;
    const isInverse = (event: any) => event.LogicalResourceId === office.logicalId && event.OldResourceProperties?.Name === 'Kanzlei „Süd“';
    const change = { unit: 'Kanzlei „Süd“', tag: 'Zoë', description: '數', contact: 'Chloë' };
    const second = await deploy(organizationOf({ ...change, fails: true }), {
      state: byHand(first.state, takeAddress),
      ssmParameters,
      resourcesToSkip: [office.logicalId],
      crashAt: ({ event }) => (isInverse(event) ? { at: 'before', withCaller: false } : undefined),
    });
    expect(second.stacks.map(({ status }) => status)).toEqual(['UPDATE_ROLLBACK_COMPLETE']);
    const [was, is] = [first, second].map(({ simulatorState }) => simulatorState);
    expect(is.organizationalUnits.map(({ name }) => name)).toEqual(['Kanzlei „Süd“']);
    // Everything except the skipped resource is as before.
    expect(is.policies).toEqual(was.policies);
    expect(is.accounts.map(({ name, tags }) => ({ name, tags }))).toEqual(was.accounts.map(({ name, tags }) => ({ name, tags })));
    const third = await deploy(organizationOf({ tag: 'Anna' }), { state: second.state, ssmParameters });
    expect(reasonsOf(third)).toEqual([]);
    expect(third).toMatchObject({ succeeded: true, differences: [], violations: [] });
  });
});
