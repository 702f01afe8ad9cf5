import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { InvitedAccount, Organization, OrganizationalUnit, PolicyContent, ServiceControlPolicy } from '../../src';
import { readCloudAssembly } from '../../src/assembly';
import { organizationFromAssembly, reviewOfDrift, targets } from '../../src/model';
import { organizationOfState, rehearse, rehearseChange } from '../../src/rehearsal';
import { changeText } from '../../src/report';

jest.setTimeout(300_000);

const directories: string[] = [];
afterAll(() => directories.forEach((directory) => rmSync(directory, { recursive: true, force: true })));

const BY_ID = '222233334444';
const BY_EMAIL = 'ana@elsewhere.example';

interface Invited {
  readonly accounts?: 'none' | 'inWorkloads' | 'inSandbox';
}

function synthesize({ accounts = 'inWorkloads' }: Invited = {}): string {
  const outdir = mkdtempSync(join(tmpdir(), 'invited-'));
  directories.push(outdir);
  const app = new App({ outdir });
  const stack = new Stack(app, 'Org', { env: { account: '111111111111', region: 'us-east-1' } });
  const organization = new Organization(stack, 'Organization');
  const [workloads, sandbox] = ['Workloads', 'Sandbox'].map((name) => new OrganizationalUnit(stack, name, { parent: organization.root, organizationalUnitName: name }));
  const policy = (name: string, service: string) => new ServiceControlPolicy(stack, name, {
    policyName: name, content: PolicyContent.fromJson({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: `${service}:*`, Resource: '*' }] }),
  });
  workloads.attachPolicy(policy('NoQueues', 'sqs'));
  const noTopics = policy('NoTopics', 'sns');
  if (accounts !== 'none') {
    const parent = accounts === 'inWorkloads' ? workloads : sandbox;
    const shop = new InvitedAccount(stack, 'Shop', { accountId: BY_ID, parent });
    shop.attachPolicy(noTopics);
    new InvitedAccount(stack, 'Ana', { email: BY_EMAIL, parent });
  }
  app.synth();
  return outdir;
}

const pathsOf = (organization: ReturnType<typeof organizationOfState>) => [...targets(organization!)].map(({ path }) => path);

test('the tree after a deployment equals the code with open invitations and with accepted ones', async () => {
  const assemblyDirectory = synthesize();
  const pending = await rehearse({ assemblyDirectory });
  expect([pending.succeeded, pending.differences]).toEqual([true, []]);
  expect(pending.organization!.invitations).toMatchObject([{ accountId: BY_ID, status: 'INVITED' }, { email: BY_EMAIL, status: 'INVITED' }]);
  expect(pathsOf(pending.organization).filter((path) => path.includes('Invited'))).toEqual([]);

  const accepted = await rehearse({ assemblyDirectory, acceptInvitations: true });
  expect([accepted.succeeded, accepted.differences]).toEqual([true, []]);
  expect(accepted.organization!.invitations).toBeUndefined();
  expect(pathsOf(accepted.organization)).toEqual(expect.arrayContaining([`Root/Workloads/Invited ${BY_ID}`, `Root/Workloads/Invited ${BY_EMAIL}`]));
  expect(reviewOfDrift(organizationFromAssembly(readCloudAssembly(assemblyDirectory)), accepted.organization!).changes).toEqual([]);
});

test('accounts that have joined since the last deployment are reported, and are not drift', async () => {
  const assemblyDirectory = synthesize();
  const { state } = await rehearse({ assemblyDirectory, acceptInvitations: true });
  // After its acceptance, an account has the tags of the invitation, is in the root, and has no attachments.
  const joined = { ...state.simulator!, attachments: state.simulator!.attachments.filter(({ targetId }) => targetId !== BY_ID) };
  const root = joined.root!.id;
  const owner = 'cdk-aws-organizations:owner';
  const accounts = joined.accounts.map((account) => (account.joinedMethod === 'INVITED' && account.name.startsWith('Invited')
    ? { ...account, parentId: root, tags: { [owner]: account.tags[owner].split('/')[0] } } : account));
  const live = organizationOfState({ ...joined, accounts, handshakes: [] })!;
  expect(reviewOfDrift(organizationFromAssembly(readCloudAssembly(assemblyDirectory)), live)).toMatchObject({
    changes: [], invitations: [{ account: BY_ID, status: 'ACCEPTED' }, { account: BY_EMAIL, status: 'ACCEPTED' }],
  });
});

test.each<[string, Invited, Invited, readonly string[]]>([
  ['are sent', { accounts: 'none' }, {}, [
    `Account ${BY_ID} is invited and, once it has joined, is placed in Workloads, with service control policy NoTopics attached`,
    `Account ${BY_EMAIL} is invited and, once it has joined, is placed in Workloads`,
  ]],
  ['stay as they are', {}, {}, []],
  ['have a different parent', {}, { accounts: 'inSandbox' }, [
    `Account ${BY_ID} (invited) moves from Workloads to Sandbox`, `Account ${BY_EMAIL} (invited) moves from Workloads to Sandbox`,
  ]],
  ['are canceled', {}, { accounts: 'none' }, [
    `Account ${BY_ID} (invited) is removed from the app: its open invitation is canceled`, `Account ${BY_EMAIL} (invited) is removed from the app: its open invitation is canceled`,
  ]],
])('a comparison predicts the changes of invitations that %s', async (_name, base, head, sentences) => {
  const [baseDirectory, headDirectory] = [base, head].map(synthesize);
  const { result, foreseen, unforeseen, differing } = await rehearseChange({ baseDirectory, headDirectory });
  expect(result.succeeded).toBe(true);
  expect(foreseen.map((change) => changeText(change).headline)).toEqual(sentences);
  expect([unforeseen, differing]).toEqual([[], []]);
});

test('in a rehearsal onto the current organization, a stack knows the invitation that it sent', async () => {
  const [baseDirectory, headDirectory] = [synthesize(), synthesize({ accounts: 'none' })];
  const { state } = await rehearse({ assemblyDirectory: baseDirectory });
  const { result, unforeseen } = await rehearseChange({ baseDirectory, headDirectory, organization: state.simulator });
  expect([result.succeeded, unforeseen]).toEqual([true, []]);
  expect(result.calls.filter(({ writing }) => writing).map(({ operation }) => operation)).toEqual(['CancelHandshake', 'CancelHandshake']);
});
