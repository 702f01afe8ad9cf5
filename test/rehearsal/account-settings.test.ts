import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { Account, type AccountProps, AccountSettings, Organization, TrustedService } from '../../src';
import { rehearse, rehearseChange } from '../../src/rehearsal';

jest.setTimeout(300_000);

const directories: string[] = [];
afterAll(() => directories.forEach((directory) => rmSync(directory, { recursive: true, force: true })));

const SECURITY = { name: 'Security team', title: 'On call', emailAddress: 'security@example.com', phoneNumber: '+49 30 1234567' };

function synthesize(shop: Partial<AccountProps>): string {
  const outdir = mkdtempSync(join(tmpdir(), 'settings-'));
  directories.push(outdir);
  const app = new App({ outdir });
  const stack = new Stack(app, 'Org', { env: { account: '111111111111', region: 'us-east-1' } });
  const organization = new Organization(stack, 'Organization', { trustedServices: [TrustedService.ACCOUNT_MANAGEMENT] });
  new Account(stack, 'Shop', { parent: organization.root, accountName: 'shop', email: 'shop@example.com', ...shop });
  new AccountSettings(stack, 'Management', {
    account: Account.fromAccountId(stack, 'ManagementAccount', organization.managementAccountId), alternateContacts: { billing: SECURITY },
  });
  app.synth();
  return outdir;
}

const BASE = { alternateContacts: { security: SECURITY, operations: SECURITY }, enabledRegions: ['eu-south-2'] };

test('a rehearsal compares contacts and Regions with the code, and shows the differences of a faulty handler', async () => {
  const assemblyDirectory = synthesize(BASE);
  const result = await rehearse({ assemblyDirectory });
  expect([result.succeeded, result.differences]).toEqual([true, []]);
  expect(result.organization!.accountSettings).toHaveLength(2);
  const [profile, ...others] = result.state.simulator!.accountProfiles!.filter(({ alternateContacts }) => 'SECURITY' in alternateContacts)
    .map((each) => ({ ...each, alternateContacts: { SECURITY: { ...each.alternateContacts.SECURITY, Name: 'Somebody' } }, regions: {} }));
  expect(others).toEqual([]);
  const profiles = result.state.simulator!.accountProfiles!.map((each) => (each.accountId === profile.accountId ? profile : each));
  const simulator = { ...result.state.simulator!, accountProfiles: profiles };
  const again = await rehearse({ assemblyDirectory, state: { ...result.state, simulator } });
  expect(again.differences).toEqual([
    'The operations contact of Root/shop is (none), not Security team (On call, security@example.com)',
    'The security contact of Root/shop is Somebody (On call, security@example.com), not Security team (On call, security@example.com)',
    'Region eu-south-2 of Root/shop is DISABLED, not ENABLED',
  ]);
});

test('the rehearsal of a change sets contacts and Regions as the comparison predicts', async () => {
  const [baseDirectory, headDirectory] = [synthesize(BASE), synthesize({ alternateContacts: { security: { ...SECURITY, phoneNumber: '+49 30 7654321' } }, disabledRegions: ['eu-south-2'] })];
  const { result, foreseen, unforeseen, differing } = await rehearseChange({ baseDirectory, headDirectory });
  expect([result.succeeded, differing, unforeseen]).toEqual([true, [], []]);
  expect(foreseen.map(({ kind }) => kind)).toEqual(['alternateContactRemoved', 'alternateContactChanged', 'regionDisabled']);
});
