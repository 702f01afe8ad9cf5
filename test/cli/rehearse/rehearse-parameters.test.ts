import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanUp, synthesizeExample } from '../../end-to-end/example';
import { cdkOrg } from '../run-cdk-org';

jest.setTimeout(120_000);

let work: string;
let assembly: string;
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'cdk-org-parameters-'));
  assembly = synthesizeExample();
});
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
  cleanUp();
});

// Templates are as varied as what an app writes into them.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Template = any;

/** The example with its template changed. */
function changed(name: string, change: (template: Template) => void): string {
  const copy = join(work, name);
  cpSync(assembly, copy, { recursive: true });
  const file = join(copy, 'LandingZone.template.json');
  const template = JSON.parse(readFileSync(file, 'utf8'));
  change(template);
  writeFileSync(file, JSON.stringify(template));
  return copy;
}

/** The example whose unit Sandbox is named by a parameter, if it is an OU of that name. */
function withParameter(name: string, definition: object): string {
  return changed(name, (template) => {
    const unit = Object.values<Template>(template.Resources)
      .find(({ Type: type, Properties }) => type === 'Custom::OrganizationsOrganizationalUnit' && Properties.Name === 'Sandbox');
    unit.Properties.Name = { Ref: 'SandboxName' };
    template.Parameters = { ...template.Parameters, SandboxName: { Type: 'String', ...definition } };
  });
}

/** Adds a stack with nothing of this library, before the one of the organization. */
function withForeignStack(name: string, foreign: object, change: (template: Template) => void = () => undefined): string {
  const copy = changed(name, change);
  writeFileSync(join(copy, 'Network.template.json'), JSON.stringify(foreign));
  const file = join(copy, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  manifest.artifacts.Network = {
    type: 'aws:cloudformation:stack', environment: 'aws://unknown-account/unknown-region', properties: { templateFile: 'Network.template.json' },
  };
  const stack = manifest.artifacts.LandingZone;
  stack.dependencies = [...stack.dependencies ?? [], 'Network'];
  writeFileSync(file, JSON.stringify(manifest));
  return copy;
}

function unitNames(stdout: string): string[] {
  return JSON.parse(stdout).organization.root.organizationalUnits.map(({ name }: { name: string }) => name);
}

describe('rehearse --parameters', () => {
  test('gives a parameter without a default its value, for all stacks or for one', () => {
    const folder = withParameter('required', {});
    const missing = cdkOrg('rehearse', folder, '--json');
    const all = cdkOrg('rehearse', folder, '--json', '--parameters', 'SandboxName=Play=Ground');
    const one = cdkOrg('rehearse', folder, '--json', '--parameters', 'LandingZone:SandboxName=One', '--parameters', 'SandboxName=All');

    expect(missing.stderr).toMatch(/Parameter SandboxName has no value\. Given: LandingZone\/Parameters\/SandboxName\. Give it with --parameters NAME=VALUE/);
    expect([all.status, one.status]).toEqual([0, 0]);
    expect(unitNames(all.stdout)).toContain('Play=Ground');
    expect(unitNames(one.stdout)).toContain('One');
  });

  test('a later rehearsal keeps the values that it is not given', () => {
    const folder = withParameter('kept', { Default: 'Sandbox' });
    const state = join(work, 'kept.json');
    cdkOrg('rehearse', folder, '--brief', '--save', state, '--parameters', 'SandboxName=Playground');

    const { status, stdout } = cdkOrg('rehearse', folder, '--json', '--state', state);

    expect([status, JSON.parse(stdout).calls]).toEqual([0, []]);
    expect(unitNames(stdout)).toContain('Playground');
  });

  test('refuses a name that no stack has, and names those that there are', () => {
    const { status, stderr } = cdkOrg('rehearse', withParameter('misspelled', {}), '--parameters', 'SandboxNane=x');

    expect(status).toBe(1);
    expect(stderr).toMatch(/No stack has a parameter of this name\. Given: SandboxNane\. Leave it out\. Parameters of the stacks: .*SandboxName/);
  });

  test('refuses a text without a value', () => {
    expect(cdkOrg('rehearse', assembly, '--parameters', 'SandboxName').stderr).toContain('Give a name and a value, such as VpcCidr=10.0.0.0/16.');
  });
});

describe('an intrinsic function that is not supported', () => {
  const NETWORK = {
    Resources: {
      Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: { 'Fn::GetStackOutput': { StackName: 'Other', OutputName: 'Name' } } } },
    },
    Outputs: { Zone: { Value: { 'Fn::GetStackOutput': { StackName: 'Other', OutputName: 'Zone' } }, Export: { Name: 'zone' } } },
  };

  test('does not stop the rehearsal in a stack with nothing of this library, which warns of it', () => {
    const { status, stdout } = cdkOrg('rehearse', withForeignStack('foreign', NETWORK), '--json');

    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ succeeded: true, differences: [] });
    expect(JSON.parse(stdout).warnings.join('\n'))
      .toContain('does not know the value of Fn::GetStackOutput in the stack Network, which has no resources of this library. It uses a substitute text.');
  });

  test('does not stop explain and graph there either', () => {
    const folder = withForeignStack('foreign-review', NETWORK);

    expect(cdkOrg('graph', folder, '--format', 'mermaid').status).toBe(0);
    expect(cdkOrg('explain', folder, '--account', 'all', '--action', 's3:GetObject').status).not.toBe(1);
  });

  test('is refused where an export carries its value into the organization', () => {
    const folder = withForeignStack('imported', NETWORK, (template) => {
      const unit = Object.values<Template>(template.Resources)
        .find(({ Type: type, Properties }) => type === 'Custom::OrganizationsOrganizationalUnit' && Properties.Name === 'Sandbox');
      unit.Properties.Name = { 'Fn::ImportValue': 'zone' };
    });

    const { status, stderr } = cdkOrg('rehearse', folder, '--brief');

    expect(status).toBe(1);
    expect(stderr).toMatch(/Fn::GetStackOutput is not supported\. Given: LandingZone, by the export zone/);
  });
});
