import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { CLI, cdkOrg } from './run-cdk-org';
import { cleanUp, deployedExample, synthesizeExample } from '../end-to-end/example';

jest.setTimeout(120_000);

const ROOT = join(__dirname, '..', '..');
let work: string;
let assembly: string;

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'cdk-org-'));
  assembly = synthesizeExample();
});
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
  cleanUp();
});

function file(name: string, content: string): string {
  const path = join(work, name);
  writeFileSync(path, content);
  return path;
}

describe('cdk-org', () => {
  test.each(['', 'rehearse', 'simulator'])('tells its usage: %s --help', (command) => {
    const { status, stdout } = cdkOrg(...[command, '--help'].filter(Boolean));
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Usage: cdk-org/);
  });

  test.each(['diff', 'drift', 'snapshot'])('the help of %s says that --region is the Region of the endpoint', (command) => {
    expect(cdkOrg(command, '--help').stdout.replace(/\s+/g, ' ')).toContain(' --region <region> AWS Region of the endpoint (default: AWS_REGION, or the Region of the profile) ');
  });

  test('the help of explain says that --region is the Region of the request', () => {
    expect(cdkOrg('explain', '--help').stdout.replace(/\s+/g, ' ')).toContain(' --region <region> Region of the request (aws:RequestedRegion); AWS_REGION sets that of the endpoint ');
  });

  test('refuses a command that it does not know, and says where to look', () => {
    const { status, stderr } = cdkOrg('deploy');
    expect(status).toBe(1);
    expect(stderr).toMatch(/unknown command 'deploy'[^]*cdk-org --help/);
  });
});

describe('cdk-org rehearse', () => {
  test('prints an object that follows the published schema', () => {
    const { status, stdout } = cdkOrg('rehearse', assembly, '--json');
    expect(status).toBe(0);
    const schema = JSON.parse(readFileSync(join(ROOT, 'docs', 'rehearsal-result.schema.json'), 'utf8'));
    const validate = new Ajv2020({ strict: true, strictTypes: false, allErrors: true }).compile(schema);
    validate(JSON.parse(stdout));
    expect(validate.errors).toBeNull();
  });

  test('shows the tree, the calls and the verdict, and goes on from what it saved', () => {
    const state = join(work, 'state.json');
    const first = cdkOrg('rehearse', assembly, '--save', state);
    expect(first.status).toBe(0);
    expect(first.stdout).toMatch(/└─ Workloads {2}\[allowed-regions, protect-network, protect-security-services-1\]/);
    expect(first.stdout).toMatch(/CREATE_COMPLETE +LandingZone\/LogArchive\n/);
    expect(first.stdout).toContain('The organization is what the code says.');
    const second = cdkOrg('rehearse', assembly, '--state', state, '--brief');
    expect(second.stdout).toContain('API calls  0: 0 writing, 0 reading');
  });

  test('resolves dynamic references with the given values, and warns of those without one', () => {
    const copy = join(work, 'with-parameters');
    cpSync(assembly, copy, { recursive: true });
    const template = join(copy, 'LandingZone.template.json');
    writeFileSync(template, readFileSync(template, 'utf8').replaceAll('"Value": "platform"', '"Value": "{{resolve:ssm:/team}}"'));
    const given = cdkOrg('rehearse', copy, '--json', '--ssm', '/other=x', '--ssm', '/team=cloud=1');
    expect(given.status).toBe(0);
    expect(JSON.parse(given.stdout)).toMatchObject({ warnings: [], differences: [] });
    expect(given.stdout).toContain('"cloud=1"');
    const missing = cdkOrg('rehearse', copy, '--brief');
    expect(missing.status).toBe(0);
    expect(missing.stdout).toContain('has no value for the Systems Manager parameter /team and uses "team". Give it with --ssm /team=VALUE.');
    expect(cdkOrg('rehearse', copy, '--ssm', 'team').stderr).toContain('Give a name and a value, such as /landing-zone/contact=Ann.');
  });

  test('shows what a limit of concurrent executions refuses, and leaves what fails as it is if told to', () => {
    const refused = cdkOrg('rehearse', assembly, '--brief', '--concurrency', '1');
    expect(refused.status).toBe(1);
    expect(refused.stdout).toMatch(/Lambda refused \d+ invocations, because 1 ran already/);
    expect(refused.stdout).toContain('LandingZone ROLLBACK_COMPLETE');
    const left = cdkOrg('rehearse', assembly, '--brief', '--concurrency', '1', '--no-rollback');
    expect(left.stdout).toContain('LandingZone CREATE_FAILED');
    const express = cdkOrg('rehearse', assembly, '--brief', '--concurrency', '1', '--express');
    expect(express.stdout).toContain('LandingZone CREATE_FAILED');
    const rolledBack = cdkOrg('rehearse', assembly, '--brief', '--concurrency', '1', '--express', '--rollback');
    expect(rolledBack.stdout).toContain('LandingZone ROLLBACK_COMPLETE');
  });

  test('does not call it a success when the end is not what the code says', async () => {
    const state = file('changed-by-hand.json', JSON.stringify((await deployedExample()).state).replace('"name":"Workloads"', '"name":"Wrokloads"'));
    const { status, stdout } = cdkOrg('rehearse', assembly, '--state', state, '--brief');
    expect(stdout).toMatch(/The organization is not what the code says:\n.*Wrokloads[^]*Deployed, but not what the code says: LandingZone/);
    expect(status).toBe(1);
  });

  test('the same seed gives the same output, another seed another one', () => {
    const run = (seed: string) => cdkOrg('rehearse', assembly, '--seed', seed, '--lag', '2000').stdout;
    const first = run('7');
    expect(run('7')).toBe(first);
    expect(run('8')).not.toBe(first);
  });

  test.each<[string, () => string[], RegExp]>([
    ['a folder that is no cloud assembly', () => [work], /not a cloud assembly: .*manifest\.json/],
    ['a folder that does not exist', () => [join(work, 'nowhere')], /nowhere/],
    ['a state file that does not exist', () => [assembly, '--state', join(work, 'none.json')], /state file cannot be read: .*none\.json/],
    ['a state file that is not JSON', () => [assembly, '--state', file('broken.json', '{"format": ')], /state file is not JSON: .*broken\.json/],
    ['a state file of another kind', () => [assembly, '--state', file('other.json', '{"accounts": 3}')], /other\.json is not usable: .*Given?/s],
    ['a seed that is no number', () => [assembly, '--seed', 'x'], /Give a whole number from 0/],
    ['a fault that it cannot read', () => [assembly, '--fault', 'CreateAccount:often:dropAnswer'], /CreateAccount:often:dropAnswer.*probability/s],
    ['a fault of an operation that there is not', () => [assembly, '--fault', 'OpenAccount:1:dropAnswer'], /OpenAccount.*name of an operation/s],
    [
      'a reason that an error cannot have', () => [assembly, '--fault', 'AttachPolicy:1:fail=ConstraintViolationException/NONSENSE'],
      /NONSENSE.*one of .*MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED/s,
    ],
    ['an argument too many', () => [assembly, 'other.out'], /too many arguments: other\.out/],
    ['a lag of an unknown kind of record', () => [assembly, '--lag-of', 'roles=5'], /roles=5.*attachments/s],
    ['a stack that does not exist', () => [assembly, '--stacks', 'Nowhere'], /Nowhere.*LandingZone/s],
  ])('refuses %s', (_what, args, message) => {
    const { status, stderr, stdout } = cdkOrg('rehearse', ...args());
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(stdout).toBe('');
    expect(status).toBe(1);
  });

  test('gets there although calls are refused, collide, are answered late or not at all', () => {
    const { status, stdout } = cdkOrg('rehearse', assembly, '--json', '--lag', '2000', '--rates', '--conflicts',
      '--fault', 'CreateAccount:2:dropAnswer', '*:0.02:fail=ServiceException');
    const { differences, calls, organization } = JSON.parse(stdout);
    expect(status).toBe(0);
    expect(differences).toEqual([]);
    expect(calls.filter(({ error }: any) => error?.code === 'TooManyRequestsException').length).toBeGreaterThan(0);
    expect(organization.root.organizationalUnits).toHaveLength(6);
  });

  test('takes a fault before the folder and several of them, and says which one never struck', () => {
    const { status, stdout } = cdkOrg('rehearse', '--fault', 'CreateAccount:1:dropAnswer', '--fault', 'CreateAccount:900:dropAnswer', assembly, '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout).warnings.filter((warning: string) => /fault/.test(warning)).join('\n')).toMatch(/^[^\n]*CreateAccount:900:dropAnswer[^\n]*$/);
  });

  test('gets there although attachments are seen late, and writes do not see what they refer to', () => {
    const { status, stdout } = cdkOrg('rehearse', assembly, '--json', '--lag', '1000', '--lag-of', 'attachments=4000', '--lag-of', 'policies=3000', '--stale-references');
    const { differences, calls } = JSON.parse(stdout);
    expect([status, differences]).toEqual([0, []]);
    expect(calls.some(({ error }: any) => /NotFound/.test(error?.code))).toBe(true);
  });

  test('refuses a template with an intrinsic function that it does not know, and names it and its place', () => {
    const copy = join(work, 'unsupported');
    spawnSync('cp', ['-r', assembly, copy]);
    const template = join(copy, 'LandingZone.template.json');
    const content = JSON.parse(readFileSync(template, 'utf8'));
    const [[logicalId, account]] = Object.entries<any>(content.Resources).filter(([, { Type: type }]) => type === 'Custom::OrganizationsAccount');
    account.Properties.AccountName = { 'Fn::Cidr': ['10.0.0.0/16', 1, 8] };
    writeFileSync(template, JSON.stringify(content));
    const { status, stderr } = cdkOrg('rehearse', copy);
    expect(status).toBe(1);
    expect(stderr).toMatch(new RegExp(`Fn::Cidr[^]*${logicalId}`));
  });
});

test('a reader that has read enough is no error', async () => {
  const child = spawn(process.execPath, [CLI, 'rehearse', assembly], { stdio: ['ignore', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk) => { errors += chunk; });
  child.stdout.destroy();
  const [status] = await once(child, 'exit') as [number];
  expect([status, errors]).toEqual([0, '']);
});

describe('cdk-org simulator', () => {
  test('prints its address, serves the journal and the state there, and stops on a signal', async () => {
    const child = spawn(process.execPath, [CLI, 'simulator'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    try {
      const address = await new Promise<string>((resolve) => {
        let text = '';
        child.stdout.on('data', (chunk) => {
          text += chunk;
          const [url] = /http:\/\/\S+/.exec(text) ?? [];
          if (url) resolve(url);
        });
      });
      expect(await (await fetch(`${address}/_simulator/journal`)).json()).toEqual([]);
      expect(await (await fetch(`${address}/_simulator/state`)).json()).toMatchObject({ organization: null, accounts: [] });
    } finally {
      child.kill('SIGTERM');
    }
    expect(await ended).toBe(0);
  });

  test('starts from what a rehearsal saved', async () => {
    const saved = file('saved.json', JSON.stringify((await deployedExample()).state));
    const child = spawn(process.execPath, [CLI, 'simulator', '--state', saved], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const [line] = await once(child.stdout, 'data') as [Buffer];
      const [address] = /http:\/\/\S+/.exec(line.toString())!;
      expect(await (await fetch(`${address}/_simulator/state`)).json()).toMatchObject({ organization: { featureSet: 'ALL' } });
    } finally {
      child.kill('SIGTERM');
    }
  });

  test('refuses a file with no organization in it', () => {
    const { status, stderr } = cdkOrg('simulator', '--state', join(ROOT, 'package.json'));
    expect(status).toBe(1);
    expect(stderr).toMatch(/It holds no organization\. Given: an object with name, .* Give a file of cdk-org rehearse --save/);
  });

  test('refuses a port that is taken', async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as any).port)));
    const { status, stderr } = cdkOrg('simulator', '--port', String(port));
    server.close();
    expect(status).toBe(1);
    expect(stderr).toMatch(new RegExp(`${port}`));
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});
