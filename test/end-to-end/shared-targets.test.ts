import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnParameter, Lazy, NestedStack, Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { Account, Organization, OrganizationalUnit, PolicyType, ServiceControlPolicy } from '../../src';
import type { AttachedPolicy, OrganizationalUnit as Unit } from '../../src/model';
import { rehearse, type RehearsalState } from '../../src/rehearsal';
import { synthesisProblems } from '../constructs/test-app';

jest.setTimeout(120_000);

const directories: string[] = [];
afterAll(() => directories.forEach((directory) => rmSync(directory, { recursive: true, force: true })));

interface Base {
  readonly stack: Stack;
  readonly organization: Organization;
  readonly unit: OrganizationalUnit;
  readonly account: Account;
}

function base(build: (base: Base) => void = () => undefined, context: Record<string, unknown> = {}): Stack {
  const outdir = mkdtempSync(join(tmpdir(), 'shared-targets-'));
  directories.push(outdir);
  const stack = new Stack(new App({ outdir, context, analyticsReporting: false }), 'Base');
  const organization = new Organization(stack, 'Organization', { policyTypes: [PolicyType.SERVICE_CONTROL_POLICY] });
  const unit = new OrganizationalUnit(stack, 'Unit', { parent: organization.root, organizationalUnitName: 'unit' });
  const account = new Account(stack, 'Account', { parent: unit, accountName: 'account', email: 'account@example.com' });
  build({ stack, organization, unit, account });
  return stack;
}

function policy(scope: Construct, policyName: string): ServiceControlPolicy {
  const resources = [`arn:aws:s3:::${policyName}`];
  return new ServiceControlPolicy(scope, policyName, {
    policyName, statements: [new PolicyStatement({ sid: 'Keep', effect: Effect.DENY, actions: ['s3:DeleteBucket'], resources })],
  });
}

const imported = (scope: Construct, id: string, unitId: string) => OrganizationalUnit.fromOrganizationalUnitId(scope, id, unitId);

async function deploy(stack: Stack, state?: RehearsalState): Promise<{ unit: Unit; state: RehearsalState }> {
  const { directory: assemblyDirectory } = (stack.node.root as App).synth();
  const result = await rehearse({ assemblyDirectory, state });
  expect(result).toMatchObject({ succeeded: true, differences: [] });
  return { unit: result.organization!.root.organizationalUnits[0], state: result.state };
}

const own = (attached: readonly AttachedPolicy[]) => attached.filter(({ awsManaged }) => !awsManaged).map(({ name }) => name).sort();

/** Deploys an app twice, the second time with every resource reconciled. Neither deployment may detach policies of the other one. */
async function deployedTwice(build: (base: Base) => void, state?: RehearsalState): Promise<Unit> {
  const first = await deploy(base(build), state);
  const again = await deploy(base(build, { 'cdk-aws-organizations:reconcile': 'again' }), first.state);
  expect(again.unit).toEqual(first.unit);
  return again.unit;
}

test('an organizational unit and a reference to its ID share one resource for their policies', async () => {
  const unit = await deployedTwice((app) => {
    app.unit.attachPolicy(policy(app.stack, 'one'));
    imported(app.stack, 'Imported', app.unit.organizationalUnitId).attachPolicy(policy(app.stack, 'two'));
  });
  expect(own(unit.attachedPolicies)).toEqual(['one', 'two']);
});

test('an organizational unit and a reference in a nested stack share one resource for their policies', async () => {
  const unit = await deployedTwice((app) => {
    app.unit.attachPolicy(policy(app.stack, 'one'));
    const nested = new NestedStack(app.stack, 'Nested');
    imported(nested, 'Imported', app.unit.organizationalUnitId).attachPolicy(policy(nested, 'two'));
  });
  expect(own(unit.attachedPolicies)).toEqual(['one', 'two']);
});

test('they share one resource even if the nested stack is the first to attach', async () => {
  const unit = await deployedTwice((app) => {
    const nested = new NestedStack(app.stack, 'Nested');
    const parent = imported(nested, 'Imported', app.unit.organizationalUnitId);
    parent.attachPolicy(policy(nested, 'two'));
    new Account(nested, 'Inner', { parent, accountName: 'inner', email: 'inner@example.com' });
    app.unit.attachPolicy(policy(app.stack, 'one'));
  });
  expect(own(unit.attachedPolicies)).toEqual(['one', 'two']);
});

test('an organizational unit and a reference whose ID is a parameter of a nested stack share one resource', async () => {
  const unit = await deployedTwice((app) => {
    app.unit.attachPolicy(policy(app.stack, 'one'));
    const nested = new NestedStack(app.stack, 'Nested', { parameters: { UnitId: app.unit.organizationalUnitId } });
    imported(nested, 'Imported', new CfnParameter(nested, 'UnitId').valueAsString).attachPolicy(policy(nested, 'two'));
  });
  expect(own(unit.attachedPolicies)).toEqual(['one', 'two']);
});

test('an account and a reference to its ID share one resource for their policies', async () => {
  const unit = await deployedTwice((app) => {
    app.account.attachPolicy(policy(app.stack, 'one'));
    Account.fromAccountId(app.stack, 'Imported', app.account.accountId).attachPolicy(policy(app.stack, 'two'));
  });
  expect(own(unit.accounts[0].attachedPolicies)).toEqual(['one', 'two']);
});

test('references to a known ID in a stack and in its nested stack share one resource', async () => {
  const { unit: { id }, state } = await deploy(base());
  const unit = await deployedTwice((app) => {
    const stack = new Stack(app.stack.node.root as App, 'Other');
    const nested = new NestedStack(stack, 'Nested');
    imported(stack, 'Imported', id).attachPolicy(policy(stack, 'one'));
    imported(nested, 'Imported', id).attachPolicy(policy(nested, 'two'));
  }, state);
  expect(own(unit.attachedPolicies)).toEqual(['one', 'two']);
});

test('two top-level stacks attach to one target without affecting each other', async () => {
  const { unit: { id }, state } = await deploy(base());
  const unit = await deployedTwice((app) => {
    for (const name of ['One', 'Two']) {
      const stack = new Stack(app.stack.node.root as App, name);
      imported(stack, 'Imported', id).attachPolicy(policy(stack, name));
    }
  }, state);
  expect(own(unit.attachedPolicies)).toEqual(['One', 'Two']);
});

test('policies stay when another construct of the target becomes the first to attach', async () => {
  const { state } = await deploy(base((app) => imported(app.stack, 'Imported', app.unit.organizationalUnitId).attachPolicy(policy(app.stack, 'two'))));
  const unit = await deployedTwice((app) => {
    app.unit.attachPolicy(policy(app.stack, 'one'));
    imported(app.stack, 'Imported', app.unit.organizationalUnitId).attachPolicy(policy(app.stack, 'two'));
  }, state);
  expect(own(unit.attachedPolicies)).toEqual(['one', 'two']);
});

test('a nested stack that would wait for itself fails the synthesis with an error that names the policy', () => {
  const stack = base((app) => {
    app.unit.attachPolicy(policy(app.stack, 'one'));
    const nested = new NestedStack(app.stack, 'Nested');
    nested.node.addDependency(app.unit);
    imported(nested, 'Imported', app.unit.organizationalUnitId).attachPolicy(policy(nested, 'two'));
  });
  expect(synthesisProblems(stack)).toEqual([expect.stringContaining(
    '[Base/Unit/PolicyAttachments] The policies of one target are attached by Base/Unit/PolicyAttachments, which would have to wait for a stack '
    + 'that waits for it (given: "Base/Nested/two"). Create these policies in the stack')]);
});

test('two stacks with the same name that attach to one target fail the synthesis with an error that names both', () => {
  const stack = base((app) => {
    for (const region of ['eu-west-1', 'eu-central-1']) {
      const other = new Stack(app.stack.node.root as App, region, { stackName: 'Guardrails', env: { region } });
      imported(other, 'Imported', 'ou-a1b2-exampleouid').attachPolicy(policy(other, region));
    }
  });
  expect(synthesisProblems(stack)).toContainEqual(expect.stringContaining(
    'eu-west-1/Imported and eu-central-1/Imported, both of stack Guardrails, attach policies to one target, and each would detach those of the other '
    + '(given: "ou-a1b2-exampleouid"). Give the stacks different names, or attach all of them in one of the two.'));
});

test('two references that resolve to one target at synthesis fail it with an error that names both', () => {
  let id: string | undefined;
  const stack = base((app) => {
    imported(app.stack, 'Late', Lazy.string({ produce: () => id })).attachPolicy(policy(app.stack, 'one'));
    imported(app.stack, 'Known', 'ou-a1b2-exampleouid').attachPolicy(policy(app.stack, 'two'));
  });
  id = 'ou-a1b2-exampleouid';
  expect(synthesisProblems(stack)).toEqual([
    expect.stringContaining('Base/Late and Base/Known, both of stack Base, attach policies to one target, and each would detach those of the other'),
    expect.stringContaining('Attach all of them through one of the two constructs.'),
  ]);
});

test('policies that several stacks attach to one target are counted together', () => {
  const attach = (each: number) => (app: Base) => {
    for (const name of ['One', 'Two']) {
      const stack = new Stack(app.stack.node.root as App, name);
      const target = imported(stack, 'Imported', 'ou-a1b2-exampleouid');
      for (let number = 0; number < each; number++) target.attachPolicy(policy(stack, `${name}-${number}`));
    }
  };
  expect(synthesisProblems(base(attach(4)))).toEqual([]);
  const [problem] = synthesisProblems(base(attach(5)));
  expect(problem).toContain('Too many policies of the type SERVICE_CONTROL_POLICY are attached to one target (given: "11 policies, p-FullAWSAccess of AWS included, '
    + 'attached by other stacks: Two/Two-0, Two/Two-1,');
});
