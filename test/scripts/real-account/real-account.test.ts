import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { MANAGEMENT, remains, type SimulatedAccount, simulatedAccount } from './simulated-account';
import { recordedDeviations } from '../../../scripts/real-account/compare';
import type { Fixture } from '../../../scripts/real-account/fixture';
import { main } from '../../../scripts/real-account/main';
import { HELP } from '../../../scripts/real-account/options';
import { masked } from '../../../scripts/real-account/session/evidence';
import { markedChange } from '../../../scripts/real-account/session/marks';
import { Session } from '../../../scripts/real-account/session/session';
import { startSimulatorServer } from '../../../src/simulator';

const ROOT = join(__dirname, '..', '..', '..');
const OWNED = ['--i-own-this-organization', MANAGEMENT];

let folder: string;
let account: SimulatedAccount;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'real-account-'));
  account = simulatedAccount();
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Ended {
  readonly code: number;
  readonly printed: readonly string[];
  readonly complaints: readonly string[];
  readonly questions: readonly string[];
}

async function run(args: readonly string[], { answers = false, at = account } = {}): Promise<Ended> {
  const ended = { printed: [] as string[], complaints: [] as string[], questions: [] as string[] };
  const code = await main(args, {
    environment: {},
    print: (line) => ended.printed.push(line),
    complain: (line) => ended.complaints.push(line),
    confirm: async (question) => {
      ended.questions.push(question);
      return answers;
    },
    connect: () => at.connection,
  });
  return { code, ...ended };
}


const operations = () => account.simulator.journal.map(({ operation }) => operation);
const writes = () => operations().filter((operation) => !/^(Describe|List|GetCaller)/.test(operation));

describe('a planted deviation', () => {
  test('is recorded, and --compare names it with the files to change', async () => {
    const file = join(folder, 'fixture.json');
    const recorded = await run([...OWNED, '--probe', 'policyNames', '--probe', 'renamingToTheSameName', '--json', file], {
      at: simulatedAccount({ readings: { policyNames: 'uniqueInTheOrganization' } }),
    });
    expect(recorded.code).toBe(0);
    expect(recorded.printed[0]).toBe("policyNames: uniqueInTheOrganization (the simulator's default: uniquePerType)");
    expect(recorded.printed.at(-1)).toBe('2 answered, 0 with an outcome that the simulator does not have, 0 unknown');

    const compared = await run(['--compare', file]);
    expect(compared).toMatchObject({ code: 1, complaints: [] });
    expect(compared.printed).toEqual([
      'policyNames: recorded uniqueInTheOrganization, the default is uniquePerType.',
      '  Make uniqueInTheOrganization the first reading of policyNames in src/simulator/readings/policy-readings.ts, and change src/simulator/SIMULATOR.md.',
      '2 answers of 2026-04-11 from us-east-1, 1 differ from the defaults',
    ]);
  });

  test('is found in the folder of recorded runs', () => {
    writeFileSync(join(folder, 'one.json'), JSON.stringify({ version: 1, answers: { pageSizes: 'atMostThree', reasons: 'plain' } }));
    expect(recordedDeviations(folder)).toEqual([expect.stringMatching(/^one\.json: pageSizes: recorded atMostThree, the default is asAsked\./)]);
  });

  test('of CloudFormation, or one that no reading has, names its file too', async () => {
    const file = join(folder, 'fixture.json');
    writeFileSync(file, JSON.stringify({ version: 1, region: 'eu-west-1', day: '2026-11-30', answers: { lastUpdatedTime: 'movesWithRollback', unknownChild: 'other: ServiceException' } }));
    expect((await run(['--compare', file])).printed).toEqual([
      'lastUpdatedTime: recorded movesWithRollback, the default is staysInRollback.',
      '  Make movesWithRollback the first reading of lastUpdatedTime in src/rehearsal/cloudformation/readings.ts, and change src/rehearsal/CLOUDFORMATION.md.',
      'unknownChild: recorded ServiceException, the default is ChildNotFoundException.',
      '  No reading says this. Add one to unknownChild in src/simulator/readings/structure-readings.ts, implement it, and change src/simulator/SIMULATOR.md.',
      '2 answers of 2026-11-30 from eu-west-1, 2 differ from the defaults',
    ]);
  });
});

test('the simulator and the rehearsal agree with every recorded run on a real account', () => {
  expect(recordedDeviations()).toEqual([]);
});

test('without a deviation, --compare ends with 0, and the fixture has no ID', async () => {
  const file = join(folder, 'fixture.json');
  await run([...OWNED, '--probe', 'unknownTarget', '--json', file]);
  const text = readFileSync(file, 'utf8');
  expect(text).not.toMatch(/\d{12}|\br-[0-9a-z]{4}|\bou-|\bp-[0-9a-z]{8}|@/);
  const fixture = JSON.parse(text) as Fixture;
  expect(fixture).toMatchObject({ version: 1, region: 'us-east-1', answers: { unknownTarget: 'TargetNotFoundException' }, unknown: {} });
  expect(fixture.evidence.unknownTarget).toContainEqual(expect.stringMatching(/^\d+\.\d s: ListTagsForResource: TargetNotFoundException \(.+\)$/));
  expect((await run(['--compare', file])).code).toBe(0);
});

test.each([
  ['111122223333 is the account of aws+one@example.com', 'ACCOUNT_ID is the account of EMAIL'],
  ['arn:aws:organizations::111122223333:ou/o-abcdefghij/ou-ab12-abcdefgh below r-ab12', 'arn:aws:organizations::ACCOUNT_ID:ou/ORGANIZATION_ID/OU_ID below ROOT_ID'],
  ['User: arn:aws:sts::111122223333:assumed-role/Admin/ana is denied', 'User: arn:aws:sts::ACCOUNT_ID:assumed-role/NAME is denied'],
  ['p-abcdefgh, h-abcdefgh, AKIAIOSFODNN7EXAMPLE, car-0123456789abcdef', 'POLICY_ID, ID, KEY_ID, ID'],
])('what identifies anyone is masked: %s', (text, expected) => {
  expect(masked(text)).toBe(expected);
});

describe('guards', () => {
  test.each([
    [[], 'Nothing runs without the ID of the management account (given: none). Give --i-own-this-organization with its twelve digits.'],
    [['--i-own-this-organization', '222222222222'],
      'The credentials belong to another organization, that of 111111111111 (given: 222222222222). Use credentials of the throwaway organization.'],
    [[...OWNED, '--probe', 'policyName'], expect.stringMatching(/^No probe settles this reading \(given: policyName\)\. Use one of policyNames, /)],
    [[...OWNED, '--with-accounts'], expect.stringMatching(/^--with-accounts needs an address/)],
    [[...OWNED, '--account-email', 'a@example.com'], expect.stringMatching(/^--account-email has no effect alone/)],
    [[...OWNED, '--deploy'], expect.stringMatching(/^Unknown option '--deploy'/)],
  ])('%j is refused before anything is written', async (args, message) => {
    expect(await run(args)).toMatchObject({ code: 1, printed: [], complaints: [message] });
    expect(writes()).toEqual([]);
  });

  test('an organization with more than ten accounts is refused unless the caller insists', async () => {
    const session = new Session(account.connection, 'before');
    for (let index = 0; index < 9; index++) {
      await session.call('CreateAccount', { AccountName: `a${index}`, Email: `a${index}@example.com` });
      await session.sleep(120_000);
    }
    const probe = [...OWNED, '--probe', 'untaggingAbsentKeys'];
    expect((await run(probe)).complaints).toEqual([expect.stringMatching(/^The organization has more than 10 accounts \(given: 11\)/)]);
    expect((await run([...probe, '--many-accounts'])).code).toBe(0);
  });

  test('a member account that reads the organization is refused', async () => {
    const connection = { ...account.connection, callerAccount: async () => '333333333333' };
    const { complaints } = await run(OWNED, { at: { ...account, connection } });
    expect(complaints).toEqual(['The caller is not the management account (given: 333333333333). Use credentials of 111111111111.']);
  });

  test('without credentials, the message says what to set', async () => {
    const organizations = () => { throw Object.assign(new Error('Could not load'), { name: 'CredentialsProviderError' }); };
    const { complaints } = await run(OWNED, { at: { ...account, connection: { ...account.connection, organizations } } });
    expect(complaints).toEqual([expect.stringMatching(/^No AWS credentials were found \(given: none\)\. Set AWS_PROFILE/)]);
  });

  test('what others notice, or lasts, is asked first, and nothing is written without a yes', async () => {
    const { code, questions } = await run([...OWNED, '--with-accounts', '--account-email', 'a@example.com', '--invite', 'ana@example.com']);
    expect({ code, questions, writes: writes() }).toEqual({
      code: 1,
      writes: [],
      questions: [
        'This creates an account for a@example.com and closes it; the closed account stays visible for 90 days, and '
        + 'invites ana@example.com and cancels the invitation; AWS sends a mail. Answer yes or no: ',
      ],
    });
  });
});

describe('--clean', () => {
  /** Leaves everything that a run leaves if it ends between two calls. */
  async function interrupted(): Promise<void> {
    const session = new Session(account.connection, 'gone');
    const [TargetId, PolicyId] = [await session.unit('a'), await session.policy('a')];
    await session.unit('inner', TargetId);
    await markedChange(session, { kind: 'type', name: 'SERVICE_CONTROL_POLICY' });
    await session.call('EnablePolicyType', { RootId: await session.root(), PolicyType: 'SERVICE_CONTROL_POLICY' });
    await session.call('AttachPolicy', { TargetId, PolicyId });
    await markedChange(session, { kind: 'service', name: 'account.amazonaws.com' });
    await session.call('EnableAWSServiceAccess', { ServicePrincipal: 'account.amazonaws.com' });
    const Target = { Id: 'ana@example.com', Type: 'EMAIL' } as const;
    await session.call('InviteAccountToOrganization', { Target, Notes: session.name('invitation') });
    await session.call('CreateAccount', { AccountName: session.name('account'), Email: 'left@example.com' });
    await session.sleep(120_000);
  }

  test('removes what an interrupted run has left, and nothing else', async () => {
    const own = new Session(account.connection, 'own');
    await own.call('CreateOrganizationalUnit', { ParentId: await own.root(), Name: 'Workloads' });
    await own.call('EnableAWSServiceAccess', { ServicePrincipal: 'guardduty.amazonaws.com' });
    const before = remains(account.simulator);
    await interrupted();

    const asked = await run([...OWNED, '--clean', '--with-accounts']);
    expect(asked.questions).toEqual(['Do all of this? Answer yes or no: ']);
    expect(asked.printed.map((line) => line.replace(/\d{12}/, 'ID'))).toEqual([
      'account ID (cdk-org-probe-gone-account): move to the root, and close',
      'policy cdk-org-probe-gone-a: detach, and delete',
      'OU cdk-org-probe-gone-a: delete',
      expect.stringMatching(/^invitation h-.+: cancel$/),
      'policy type SERVICE_CONTROL_POLICY: disable',
      'trusted access of account.amazonaws.com: disable',
    ]);
    expect(remains(account.simulator)).not.toEqual(before);
    expect(await run([...OWNED, '--clean', '--with-accounts', '--yes'])).toMatchObject({ code: 0, complaints: [] });
    expect(remains(account.simulator)).toEqual(before);
    expect((await run([...OWNED, '--clean', '--with-accounts'])).printed).toEqual(['Nothing is left of former runs.']);
  });

  test('does not disable a policy type of which others have a policy by now', async () => {
    await interrupted();
    const own = new Session(account.connection, 'own');
    const { Policy: { PolicySummary: summary } = {} } = await own.call('CreatePolicy', {
      Name: 'guard', Description: '', Type: 'SERVICE_CONTROL_POLICY', Content: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
    });
    const { code, complaints } = await run([...OWNED, '--clean', '--yes']);
    expect({ code, complaints }).toEqual({
      code: 1,
      complaints: ['policy type SERVICE_CONTROL_POLICY: disable: The policy type SERVICE_CONTROL_POLICY has policies of others by now (1), and stays enabled. Disable it by hand.'],
    });
    expect(remains(account.simulator)).toContain(`policy ${summary!.Name}`);
  });
});

test('a resource policy that someone puts after the probe stays', async () => {
  const session = new Session(account.connection, 'gone');
  await markedChange(session, { kind: 'resource-policy', name: 'own' });
  const statement = { Effect: 'Allow', Principal: { AWS: MANAGEMENT }, Action: 'organizations:ListRoots', Resource: '*' };
  await session.call('PutResourcePolicy', { Content: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }) });
  const { code, complaints } = await run([...OWNED, '--clean', '--yes']);
  expect({ code, complaints }).toEqual({ code: 1, complaints: [expect.stringMatching(/^resource policy: delete: The organization has a resource policy of others/)] });
  expect(remains(account.simulator)).toContain('resource policy');
});

test.each([
  ['not JSON', 'x', /^This file is not JSON/],
  ['another version', '{"version":2}', /^This is not a fixture of version 1/],
  ['no answers', '{"version":1,"answers":[1]}', /^The fixture has no answers/],
  ['an unknown reading', '{"version":1,"answers":{"color":"red"}}', /^The fixture answers a question that no reading is about \(given: color\)/],
])('--compare refuses a file with %s', async (_, text, message) => {
  const file = join(folder, 'fixture.json');
  writeFileSync(file, text);
  expect(await run(['--compare', file])).toMatchObject({ code: 1, printed: [], complaints: [expect.stringMatching(message)] });
});

test('the script prints its help, and asks the simulator over HTTP', async () => {
  const env = { ...process.env, NODE_NO_WARNINGS: '1', TSX_DISABLE_CACHE: '1' };
  const script = (...args: string[]) => promisify(execFile)(
    process.execPath, ['--require', 'tsx/cjs', join(ROOT, 'scripts', 'real-account.ts'), ...args], { env });
  expect(await script('--help')).toEqual({ stdout: `${HELP}\n`, stderr: '' });
  const server = await startSimulatorServer(account.simulator);
  const { stdout, stderr } = await script(...OWNED, '--endpoint', server.url, '--probe', 'organizationalUnitNames').finally(() => server.close());
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^organizationalUnitNames: exact\n[^]*\nnot asked: tooManyAccountCreations [^]*\n1 answered, .*, 0 unknown\n$/);
}, 300_000);
