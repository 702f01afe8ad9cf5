import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppInSteps, changedFiles, filesOf } from './app-in-steps';
import { editedFiles, readApp, writeEdits } from '../../../src/cli/app/app-folder';
import { DataEditor } from '../../../src/init/edit';
import { attachment, DENY_LEAVING, liveOrganization, member, policyWith, unitWith } from '../../init/live-organization';
import { FULL_ACCESS } from '../../model/organizations';
import { cdkOrg } from '../run-cdk-org';

jest.setTimeout(600_000);

const DENY_KEYS = { Sid: 'KeepKeys', Effect: 'Deny', Action: 'kms:ScheduleKeyDeletion', Resource: '*' };
const [stay, keys] = [policyWith(1, 'stay', [DENY_LEAVING]), policyWith(2, 'keep-keys', [DENY_KEYS])];
const [RED, BLUE] = [member(1, 'red', { tags: { team: 'a' } }), member(2, 'blue', { tags: { team: 'b' }, attachedPolicies: [FULL_ACCESS, attachment(keys)] })];
const [DEV, PROD] = [unitWith(1, 'Dev', { accounts: [RED, BLUE] }), unitWith(2, 'Prod', { attachedPolicies: [FULL_ACCESS, attachment(stay)] })];
const ORGANIZATION = liveOrganization({ organizationalUnits: [DEV, PROD] }, { policies: [stay, keys], trustedServices: ['account.amazonaws.com', 'config.amazonaws.com'] });

describe('changes by hand of resources that the app created', () => {
  let steps: AppInSteps | undefined;
  afterEach(() => steps?.remove());

  test('are kept in their rows, whose IDs stay', () => {
    const type = 'SERVICE_CONTROL_POLICY';
    steps = new AppInSteps(ORGANIZATION, (editor) => {
      for (const name of ['Platform', 'Data']) editor.putUnit({ id: name.toLowerCase(), name });
      for (const name of ['payments', 'orders']) editor.putAccount({ id: name, name, email: `${name}@example.com`, unit: 'platform' });
      for (const key of ['limits', 'borders']) editor.putPolicy({ key, id: key, type, name: key, description: '' });
      for (const [index, key] of ['limits', 'borders'].entries()) {
        editor.documents.set(key, JSON.stringify({ Version: '2012-10-17', Statement: [{ ...DENY_KEYS, Action: [`kms:Action${index}*`] }] }));
      }
      editor.editUnit('data', (row) => ({ ...row, policies: ['limits'] }));
    });
    const { accounts, organizationalUnits, policies } = steps.records();
    const idOf = (list: readonly { id: string; name: string }[], name: string) => list.find((each) => each.name === name)!.id;
    const [platform, data] = ['Platform', 'Data'].map((name) => idOf(organizationalUnits, name));
    const byHand = steps.changedByHand((call) => {
      call('UpdateOrganizationalUnit', { OrganizationalUnitId: platform, Name: 'Core' });
      call('MoveAccount', { AccountId: idOf(accounts, 'payments'), SourceParentId: platform, DestinationParentId: data });
      call('UpdatePolicy', { PolicyId: idOf(policies, 'limits'), Description: 'By hand' });
      call('AttachPolicy', { PolicyId: idOf(policies, 'borders'), TargetId: data });
    });
    const { status, stdout, stderr } = cdkOrg('drift', '--write', '--app', steps.app, '--snapshot', byHand, '--keep', 'all');
    expect({ status, stderr, stdout }).toEqual({ status: 0, stderr: '', stdout: expect.stringContaining('in what was kept (4).') });
    const rows = readApp(steps.app);
    expect(rows.accounts.accounts.filter(({ adopt }) => !adopt)).toEqual([
      { id: 'payments', name: 'payments', email: 'payments@example.com', unit: 'data' },
      { id: 'orders', name: 'orders', email: 'orders@example.com', unit: 'platform' },
    ]);
    expect(rows.units.organizationalUnits.filter(({ adopt }) => !adopt).sort((one, other) => (one.id < other.id ? -1 : 1))).toEqual([
      { id: 'data', name: 'Data', policies: ['borders', 'limits'] }, { id: 'platform', name: 'Core' },
    ]);
    expect(rows.policies.policies).toContainEqual({ key: 'limits', id: 'limits', type, name: 'limits', description: 'By hand' });
  });
});

describe('changes by hand', () => {
  let steps: AppInSteps;
  let byHand: string;

  beforeAll(() => {
    steps = new AppInSteps(ORGANIZATION);
    byHand = steps.changedByHand((call) => {
      call('MoveAccount', { AccountId: RED.id, SourceParentId: DEV.id, DestinationParentId: PROD.id });
      call('TagResource', { ResourceId: BLUE.id, Tags: [{ Key: 'team', Value: 'c' }] });
      call('UpdateOrganizationalUnit', { OrganizationalUnitId: PROD.id, Name: 'Live' });
      call('UpdatePolicy', { PolicyId: keys.id, Content: JSON.stringify({ Version: '2012-10-17', Statement: [{ ...DENY_KEYS, Action: ['kms:DisableKey', 'kms:ScheduleKeyDeletion'] }] }) });
      call('DetachPolicy', { PolicyId: stay.id, TargetId: PROD.id });
      call('DisableAWSServiceAccess', { ServicePrincipal: 'config.amazonaws.com' });
    });
  });
  afterAll(() => steps.remove());

  const drift = (app: string, ...args: string[]) => cdkOrg('drift', '--write', '--app', app, '--snapshot', byHand, ...args);

  test('that are all kept become rows, and after a synthesis nothing has drifted', () => {
    const app = steps.copyOfApp();
    const before = filesOf(app);
    const { status, stdout, stderr } = drift(app, '--keep', 'all');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('Compared  The code says what the organization is in what was kept (6).');
    expect(stdout).toContain(`
Kept  6 changes are in the rows of ${app} now:
data/accounts.json
  -     {"id": "200000000002", "adopt": true, "name": "blue", "email": "member-2@example.com", "unit": "ou-root-00000001", "tags": {"team": "b"}, "policies": ["keep-keys"]},
  -     {"id": "200000000001", "adopt": true, "name": "red", "email": "member-1@example.com", "unit": "ou-root-00000001", "tags": {"team": "a"}}
  +     {"id": "200000000002", "adopt": true, "name": "blue", "email": "member-2@example.com", "unit": "ou-root-00000001", "tags": {"team": "c"}, "policies": ["keep-keys"]},
  +     {"id": "200000000001", "adopt": true, "name": "red", "email": "member-1@example.com", "unit": "ou-root-00000002", "tags": {"team": "a"}}
data/organizational-units.json
`);
    expect(changedFiles(before, filesOf(app))).toEqual(['data/accounts.json', 'data/organizational-units.json', 'data/services.json', 'policies/keep-keys.json']);
    steps.synthesize(app);
    expect(cdkOrg('drift', join(app, 'cdk.out'), '--snapshot', byHand)).toMatchObject({ status: 0, stdout: 'Nothing was changed outside the code\n', stderr: '' });
    expect(cdkOrg('diff', byHand, join(app, 'cdk.out'), '--fail')).toMatchObject({ status: 0, stdout: expect.stringContaining('Nothing changes in the organization') });
  });

  test('that are all reverted leave the files as they are, and the deployment that restores the code is named', () => {
    const app = steps.copyOfApp();
    const before = filesOf(app);
    const { status, stdout } = drift(app, '--keep', 'none');
    expect(status).toBe(2);
    expect(stdout).toContain(`Nothing is kept, and no file of ${app} changes.`);
    expect(stdout).toContain('npx cdk deploy --all --context "cdk-aws-organizations:reconcile=$(date +%s)"');
    expect(changedFiles(before, filesOf(app))).toEqual([]);
  });

  test('are kept beside rows that are not deployed yet', () => {
    const app = steps.copyOfApp();
    const editor = new DataEditor(readApp(app));
    editor.putAccount({ id: 'new', name: 'new', email: 'new@example.com' });
    editor.putUnit({ id: 'later', name: 'Later' });
    writeEdits(app, editedFiles(app, editor));
    const { status, stdout } = drift(app, '--keep', RED.id);
    expect(status).toBe(2);
    expect(stdout).toContain('Compared  The code says what the organization is in what was kept (1).');
  });

  test('that the code does not take from the rows are an error, with the names', () => {
    const app = steps.copyOfApp();
    const file = join(app, 'lib', 'organization-stack.ts');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('organizationalUnitName: name', 'organizationalUnitName: name.replace("Live", "Prod")'));
    const { status, stderr } = drift(app, '--keep', 'all');
    expect(status).toBe(1);
    expect(stderr).toContain('The rows are written, and the code still says something else: Organizational unit Prod was renamed by hand to Live. Correct the rows, or revert the files.');
  });

  test('that a pattern names are kept, and the others are reverted', () => {
    const app = steps.copyOfApp();
    const { status, stdout } = drift(app, '--keep', 'Dev/blu*', '--keep', RED.id);
    expect(status).toBe(2);
    expect(stdout).toContain('Compared  The code says what the organization is in what was kept (2).');
    const accounts = JSON.parse(readFileSync(join(app, 'data', 'accounts.json'), 'utf8')) as { accounts: object[] };
    expect(accounts.accounts).toEqual([
      { id: BLUE.id, adopt: true, name: 'blue', email: BLUE.email, unit: DEV.id, tags: { team: 'c' }, policies: ['keep-keys'] },
      { id: RED.id, adopt: true, name: 'red', email: RED.email, unit: PROD.id, tags: { team: 'a' } },
    ]);
    steps.synthesize(app);
    const after = cdkOrg('drift', join(app, 'cdk.out'), '--snapshot', byHand);
    expect(after.stderr).toBe('cdk-org: The organization is not what the code says (differences: 4).\n');
  });

  test('are refused without an answer where nobody can be asked, and with options that mean nothing', () => {
    const app = steps.copyOfApp();
    expect(drift(app)).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('Nobody can be asked, because this is no terminal (given: --write). Give --keep all') });
    expect(drift(app, '--keep', 'all', '--keep', 'x').stderr).toContain('--keep all stands alone (given: all, x). Leave the others out.');
    expect(drift(app, '--keep', 'Nowhere*').stderr).toContain('No change is about this (given: --keep Nowhere*). Use an ID');
    expect(drift(app, '--keep', 'all', '--outside').stderr).toContain('What is outside the code has no rows (given: --outside and --write).');
    expect(drift(app, '--keep', 'all', '--format', 'json').stderr).toContain('(given: --format json and --write)');
    expect(cdkOrg('drift', join(app, 'cdk.out'), '--keep', 'all', '--no-check').stderr).toContain('These options are for writing (given: --keep all, --no-check). Give --write');
    expect(cdkOrg('drift', join(app, 'cdk.out'), '--write', '--keep', 'all').stderr).toContain('The app whose rows are edited is not given (given: --write).');
    expect(drift(join(app, 'data'), '--keep', 'all').stderr).toContain(`The rows of the app cannot be read (given: --app ${join(app, 'data')}). data/accounts.json does not exist.`);
  });
});
