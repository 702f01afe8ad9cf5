import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { OrganizationalUnit, OrganizationsProvider, PolicyType, TagPolicy } from '../../../src';
import { cdkOrg } from '../run-cdk-org';

jest.setTimeout(120_000);

const MEMBER = '444455556666';
const MANAGER = '999988887777';

let work: string;
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'cdk-org-delegated-'));
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** A stack of policies that is deployed from a member account. */
function delegatedStack(
  name: string, { account = MEMBER, provider = {} }: { account?: string | null; provider?: object | null } = {},
): string {
  const app = new App({ outdir: join(work, name), analyticsReporting: false });
  const stack = new Stack(app, 'Policies', { env: { region: 'us-east-1', ...(account === null ? {} : { account }) } });
  if (provider) new OrganizationsProvider(stack, 'Provider', { delegatedPolicyTypes: [PolicyType.TAG_POLICY.policyTypeName], ...provider });
  const target = OrganizationalUnit.fromOrganizationalUnitId(stack, 'Workloads', 'ou-ab12-exampleunit');
  new TagPolicy(stack, 'Tags', { policyName: 'tags', tags: [{ tagKey: 'team' }] }).attachTo(target);
  return app.synth().directory;
}

const REFUSAL = /the account (\d{12}) may call organizations:ListPolicies.*resource policy of the organization o-\w+ allow organizations:ListPolicies/;

test('without a snapshot a delegated stack calls from a member account, so that the missing delegation shows', () => {
  const { status, stdout } = cdkOrg('rehearse', delegatedStack('alone'));
  expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(REFUSAL);
  expect(REFUSAL.exec(stdout.replaceAll(/\s+/g, ' '))![1]).toBe(MEMBER);
  expect(stdout).toContain('no resource policy');
  expect(status).toBe(1);
});

test('a delegated stack that names no account is rehearsed in a member account', () => {
  const { status, stdout } = cdkOrg('rehearse', delegatedStack('anywhere', { account: null }), '--brief');
  expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(REFUSAL);
  expect(stdout).toContain('The stack Policies names no account');
  expect(status).toBe(1);
});

test('--management-account makes a member of the account of a stack', () => {
  const plain = delegatedStack('plain', { provider: null });
  expect(cdkOrg('rehearse', plain, '--brief').status).toBe(0);
  const { status, stdout } = cdkOrg('rehearse', plain, '--brief', '--management-account', MANAGER);
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(`The stack is in the account ${MEMBER}, a member of the organization`);
  expect(stdout).toContain(`Deploy it to the management account ${MANAGER}`);
  expect(status).toBe(1);
  // A delegated stack may be tried in the management account, which needs no delegation.
  expect(cdkOrg('rehearse', delegatedStack('in-management'), '--brief', '--management-account', MEMBER).status).toBe(0);
});

test('--management-account refuses what is no account, and another one than a state has', () => {
  const given = delegatedStack('given');
  const wrong = cdkOrg('rehearse', given, '--management-account', '12345');
  expect(wrong.stderr).toContain('Give twelve digits');
  expect(wrong.status).toBe(1);
  const state = join(work, 'state.json');
  cdkOrg('rehearse', given, '--management-account', MEMBER, '--save', state);
  const other = cdkOrg('rehearse', given, '--management-account', MANAGER, '--state', state);
  expect(other.stderr).toContain(`has another management account. Given: ${MANAGER}`);
  expect(other.status).toBe(1);
});
