import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppInSteps, changedFiles, filesOf } from './app-in-steps';
import { OWNER_TAG_KEY } from '../../../src/contract';
import { attachment, DENY_LEAVING, liveOrganization, member, policyWith, unitWith } from '../../init/live-organization';
import { FULL_ACCESS } from '../../model/organizations';
import { cdkOrg } from '../run-cdk-org';

jest.setTimeout(600_000);

const DENY_KEYS = { Sid: 'KeepKeys', Effect: 'Deny', Action: 'kms:ScheduleKeyDeletion', Resource: '*' };
const [stay, keys, guardrail] = [policyWith(1, 'stay', [DENY_LEAVING]), policyWith(2, 'keep-keys', [DENY_KEYS]), policyWith(3, 'aws-guardrails-AbCdEf', [DENY_KEYS])];
const [RED, BLUE] = [member(1, 'red', { tags: { team: 'a' } }), member(2, 'blue', { tags: { team: 'b' } })];
const [DEV, PROD] = [unitWith(1, 'Dev', { accounts: [RED] }), unitWith(2, 'Prod', { attachedPolicies: [FULL_ACCESS, attachment(stay), attachment(guardrail)], accounts: [BLUE] })];
const ORGANIZATION = liveOrganization({ organizationalUnits: [DEV, PROD] }, { policies: [stay, guardrail], trustedServices: ['controltower.amazonaws.com'] });

describe('parts of an organization outside the code', () => {
  let steps: AppInSteps;
  let byHand: string;

  beforeAll(() => {
    steps = new AppInSteps(ORGANIZATION);
    byHand = steps.changedByHand((call) => {
      call('CreatePolicy', { Type: 'SERVICE_CONTROL_POLICY', Name: keys.name, Description: '', Content: keys.content });
      call('EnableAWSServiceAccess', { ServicePrincipal: 'config.amazonaws.com' });
      for (const Name of ['New', 'Other']) call('CreateOrganizationalUnit', { ParentId: DEV.id, Name });
      for (const name of ['green', 'grey']) call('CreateAccount', { AccountName: name, Email: `${name}@example.com`, Tags: [{ Key: 'team', Value: name }] });
    });
  });
  afterAll(() => steps.remove());

  const adopt = (app: string, ...args: string[]) => cdkOrg('adopt', '--app', app, '--organization', byHand, ...args);

  test('are listed by kind and reason, with the command that takes each in', () => {
    const { status, stdout, stderr } = adopt(steps.app);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const command = (id: string) => `      npx cdk-org adopt ${id} --app ${steps.app}`;
    expect(stdout.replace(/\b\d{12}\b/g, 'ACCOUNT').replace(/\bou-root-\w{8} /g, 'UNIT ').replace(/\bp-\w{8}\b/g, 'POLICY').split('\n')).toEqual([
      'Outside the code',
      '  2 accounts (no reason is known: adopt them, or decide to leave them out): Root/green, Root/grey',
      `${command('ACCOUNT')}  # Root/green`,
      `${command('ACCOUNT')}  # Root/grey`,
      '  2 organizational units (no reason is known: adopt them, or decide to leave them out): Root/Dev/New, Root/Dev/Other',
      `${command('UNIT')}  # Root/Dev/New`,
      `${command('UNIT')}  # Root/Dev/Other`,
      '  1 policy (no reason is known: adopt it, or decide to leave it out): keep-keys',
      `${command('POLICY')}  # keep-keys`,
      '  1 trusted service (it may stay: a deployment leaves alone what the code does not list): config.amazonaws.com',
      command('config.amazonaws.com'),
      '  1 policy (it may stay: AWS Control Tower manages it): aws-guardrails-AbCdEf',
      '  1 attachment (it may stay: AWS Control Tower manages it): aws-guardrails-AbCdEf at Root/Prod',
      '  1 trusted service (it may stay: AWS Control Tower manages it): controltower.amazonaws.com',
      '  1 account (it may stay: service control policies do not apply to it): Root/Management',
      '',
    ]);
  });

  test('get rows with their policies, and nothing else of the app changes', () => {
    const app = steps.copyOfApp();
    const before = filesOf(app);
    const { status, stdout, stderr } = adopt(app, 'green', 'Dev/New', 'keep-keys', 'config.amazonaws.com');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('Compared  A deployment only writes owner tags to the new rows.');
    expect(changedFiles(before, filesOf(app))).toEqual(['data/accounts.json', 'data/organizational-units.json', 'data/policies.json', 'data/services.json', 'policies/keep-keys.json']);
    expect(adopt(app, 'green')).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('This account has a row already: green (given: ') });
  });

  test('of the whole tree get rows with --recursive, and no part stays outside but what others write', () => {
    const app = steps.copyOfApp();
    expect(adopt(app, 'Root', 'keep-keys', '--recursive').status).toBe(0);
    const { stdout } = adopt(app);
    expect(stdout).not.toContain('no reason is known');
  });

  test('that cannot have rows yet are listed with the reason in place of a command', () => {
    const closing = steps.changedByHand((call) => {
      call('CreatePolicy', { Type: 'SERVICE_CONTROL_POLICY', Name: 'replaced', Description: '{{resolve:ssm:x}}', Content: keys.content });
      call('CreatePolicy', { Type: 'SERVICE_CONTROL_POLICY', Name: keys.name, Description: '', Content: keys.content });
    });
    const { stdout } = cdkOrg('adopt', '--app', steps.app, '--organization', closing);
    expect(stdout.replace(/\bp-\w{8}\b/g, 'POLICY')).toContain(`
  2 policies (no reason is known: adopt them, or decide to leave them out): keep-keys, replaced
      npx cdk-org adopt POLICY --app ${steps.app}  # keep-keys
      replaced: CloudFormation or the CDK would replace a part of its text by a value; change that text, then add its row
`);
  });

  test('that the app would change are an error, with the changes', () => {
    const app = steps.copyOfApp();
    const file = join(app, 'data', 'accounts.json');
    const data = JSON.parse(filesOf(app)['data/accounts.json']) as object;
    writeFileSync(file, JSON.stringify({ ...data, tagsOfAll: { owner: 'x' } }));
    const { status, stderr } = adopt(app, 'green');
    expect(status).toBe(1);
    expect(stderr).toMatch(/The rows are written, and a deployment would change what they describe: Tag owner .*green.*\. Correct the rows, or revert the files\./);
  });

  test('are refused with a reason, and no file changes', () => {
    const app = steps.copyOfApp();
    const before = filesOf(app);
    const refused = (...args: string[]) => adopt(app, ...args).stderr;
    expect(refused('aws-guardrails-AbCdEf')).toContain('because AWS Control Tower writes it. Do not give it.');
    expect(refused('green', 'Management')).toContain('because no service control policy limits the management account');
    expect(refused('green', 'nobody')).toContain('(given: nobody)');
    expect(refused('--recursive')).toContain('Without a part, this command only lists (given: --recursive).');
    expect(refused('green', '--profile', 'x')).toContain('Given: --profile x.');
    expect(changedFiles(before, filesOf(app))).toEqual([]);
  });

  test('are refused if another stack owns them, even if it owns parts with rows too', () => {
    const owner = [{ Key: OWNER_TAG_KEY, Value: 'Brownfield@us-east-1/adopted' }];
    const others = steps.changedByHand((call) => {
      call('TagResource', { ResourceId: DEV.id, Tags: owner });
      for (const Name of ['Taken', 'Held']) call('CreateOrganizationalUnit', { ParentId: DEV.id, Name, Tags: owner });
    });
    const app = steps.copyOfApp();
    const before = filesOf(app);
    for (const part of ['Dev/Taken', 'Dev/Held']) {
      const { status, stderr } = cdkOrg('adopt', '--app', app, '--organization', others, part);
      expect([status, stderr]).toEqual([1, expect.stringContaining('stays outside')]);
    }
    expect(changedFiles(before, filesOf(app))).toEqual([]);
  });

  test('are not written over a document that exists', () => {
    const app = steps.copyOfApp();
    mkdirSync(join(app, 'policies'), { recursive: true });
    writeFileSync(join(app, 'policies', 'keep-keys.json'), '{}');
    expect(adopt(app, 'keep-keys').stderr).toContain(`The document of a new policy has the name of a file that exists (given: ${join(app, 'policies', 'keep-keys.json')}).`);
  });

  test('below a rows file with a mistake are refused with the file and the row', () => {
    const app = steps.copyOfApp();
    writeFileSync(join(app, 'data', 'accounts.json'), '{"accounts": [{"id": "1", "nme": "x"}]}');
    expect(adopt(app, 'green').stderr).toContain('data/accounts.json: This member is unknown (given: "nme")');
  });
});
