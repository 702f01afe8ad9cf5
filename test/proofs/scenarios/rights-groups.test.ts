import { Stack } from 'aws-cdk-lib';
import {
  Account, AccountRemoval, AccountSettings, DelegatedPolicies, InvitedAccount, Organization, OrganizationResourcePolicy, PolicyType,
  TrustedService,
} from '../../../src';
import { rehearse, rehearseDelete, type RehearsalResult } from '../../../src/rehearsal';
import { type Build, removeApps, synthesize } from '../support/app';
import { byHand, takeAddress } from '../support/by-hand';
import { reasonsOf } from '../support/deploy';
import { RightsWatch, templateOf, withAllRightsInTheRole, withoutDependencies } from '../support/rights-watch';

jest.setTimeout(120_000);
afterAll(removeApps);

const CONTACT = { name: 'Security team', title: 'On call', emailAddress: 'security@example.com', phoneNumber: '+49 30 1234567' };

interface Parts {
  /** Names of accounts that have contacts. */
  readonly settings?: readonly string[];
  readonly accounts?: readonly string[];
  readonly closing?: boolean;
  /** Whether the creation of another account fails, after everything else. */
  readonly failing?: boolean;
}

function app({ settings = [], accounts = ['one', 'two'], closing = false, failing = false }: Parts): Build {
  return (stack: Stack) => {
    const organization = new Organization(stack, 'Organization', { trustedServices: [TrustedService.ACCOUNT_MANAGEMENT], allowAccountClosure: closing });
    const created = accounts.map((name) => new Account(stack, name, {
      parent: organization.root,
      accountName: name,
      email: `${name}@example.com`,
      removal: closing ? AccountRemoval.close() : AccountRemoval.retain(),
      ...settings.includes(name) && { alternateContacts: { security: CONTACT, billing: CONTACT } },
    }));
    if (settings.length > 0) {
      new AccountSettings(stack, 'Management', {
        account: Account.fromAccountId(stack, 'ManagementAccount', organization.managementAccountId), alternateContacts: { security: CONTACT },
      });
    }
    if (failing) {
      const taken = new Account(stack, 'Taken', { parent: organization.root, accountName: 'taken', email: 'taken@example.com' });
      taken.node.addDependency(...created);
    }
  };
}

interface Step {
  readonly directory: string;
  readonly result: RehearsalResult;
  readonly watch: RightsWatch;
}

interface Run {
  /** @default - that of the former step */
  readonly state?: RehearsalResult['state'];
  readonly deletion?: boolean;
}

/** Deploys an assembly onto what an earlier step deployed, and follows the rights of the handlers. */
async function deployed(directory: string, before?: Step, { state = before?.result.state, deletion = false }: Run = {}): Promise<Step> {
  const watch = new RightsWatch(before?.directory, directory);
  const result = await (deletion ? rehearseDelete : rehearse)({
    assemblyDirectory: directory, state, onProgress: watch.follow, simulator: { onWrite: watch.observe },
  });
  return { directory, result, watch };
}

const hasSettingsRights = (directory: string) => JSON.stringify(templateOf(directory)).includes('account:DisableRegion');

test('contacts that leave the template in the deployment that drops their rights are deleted with these rights', async () => {
  const first = await deployed(synthesize(app({ settings: ['one', 'two'] })));
  expect(reasonsOf(first.result)).toEqual([]);
  const second = await deployed(synthesize(app({})), first);
  expect(hasSettingsRights(first.directory)).toBe(true);
  expect(hasSettingsRights(second.directory)).toBe(false);
  expect(second.result).toMatchObject({ succeeded: true, warnings: [] });
  expect(second.watch.writes.filter((operation) => operation === 'DeleteAlternateContact')).toHaveLength(5);
  expect([...first.watch.missing, ...second.watch.missing]).toEqual([]);
});

test('without these dependencies, the same deployment deletes contacts without a right to do so', async () => {
  const first = await deployed(withoutDependencies(synthesize(app({ settings: ['one', 'two'] }))));
  const second = await deployed(synthesize(app({})), first);
  expect(second.watch.missing).toContain('DeleteAlternateContact');
});

test('two accounts are closed in the deployment that removes them and no longer allows closing', async () => {
  const first = await deployed(synthesize(app({ closing: true, accounts: ['one', 'two', 'three'] })));
  const second = await deployed(synthesize(app({ accounts: ['three'] })), first);
  expect(reasonsOf(second.result)).toEqual([]);
  expect(second.watch.writes.filter((operation) => operation === 'CloseAccount')).toHaveLength(2);
  expect(second.watch.missing).toEqual([]);
});

test('an upgrade from a template with all rights in the role has every right at every write', async () => {
  const first = await deployed(withAllRightsInTheRole(synthesize(app({ settings: ['one'] }))));
  const second = await deployed(synthesize(app({ settings: ['one', 'two'] })), first);
  expect(reasonsOf(second.result)).toEqual([]);
  expect(second.watch.writes).toContain('PutAlternateContact');
  expect(second.watch.missing).toEqual([]);
});

test('the rollback of such an upgrade has every right at every write', async () => {
  const first = await deployed(withAllRightsInTheRole(synthesize(app({ settings: ['one'] }))));
  const state = byHand(first.result.state, takeAddress);
  const second = await deployed(synthesize(app({ settings: ['one', 'two'], failing: true })), first, { state });
  expect(second.result.succeeded).toBe(false);
  expect(second.result.stacks).toMatchObject([{ status: 'UPDATE_ROLLBACK_COMPLETE' }]);
  expect(second.watch.writes).toEqual(expect.arrayContaining(['PutAlternateContact', 'DeleteAlternateContact']));
  expect(second.watch.missing).toEqual([]);
  const third = await deployed(synthesize(app({ settings: ['one', 'two'] })), first, { state: second.result.state });
  expect(third.watch.missing).toEqual([]);
  expect(reasonsOf(third.result)).toEqual([]);
});

test('the rollback of a deployment that brings the first contacts removes them with their rights', async () => {
  const first = await deployed(synthesize(app({})));
  const state = byHand(first.result.state, takeAddress);
  const second = await deployed(synthesize(app({ settings: ['one', 'two'], failing: true })), first, { state });
  expect(second.result.stacks).toMatchObject([{ status: 'UPDATE_ROLLBACK_COMPLETE' }]);
  expect(second.watch.writes).toContain('DeleteAlternateContact');
  expect(second.watch.missing).toEqual([]);
});

test('an app with all kinds of resources has every right when it is deployed and when its stack is deleted', async () => {
  const first = await deployed(synthesize((stack) => {
    const organization = new Organization(stack, 'Organization', {
      trustedServices: [TrustedService.ACCOUNT_MANAGEMENT, TrustedService.GUARDDUTY], allowAccountClosure: true, allowAccountRemoval: true,
    });
    organization.enablePolicyType(PolicyType.TAG_POLICY);
    const [one, two] = ['one', 'two'].map((name) => new Account(stack, name, {
      parent: organization.root, accountName: name, email: `${name}@example.com`, alternateContacts: { security: CONTACT },
    }));
    one.delegateAdministration(TrustedService.GUARDDUTY);
    new InvitedAccount(stack, 'Invited', { accountId: '333333333333', parent: organization.root });
    const delegation = new OrganizationResourcePolicy(stack, 'Delegation', { organization });
    delegation.delegatePolicyManagement(two, { policyTypes: [PolicyType.TAG_POLICY], policies: DelegatedPolicies.ofStacks(['Policies']) });
  }));
  expect(reasonsOf(first.result)).toEqual([]);
  const deletion = await deployed(first.directory, first, { deletion: true });
  expect(deletion.result.stacks).toMatchObject([{ status: 'DELETE_COMPLETE' }]);
  expect(first.watch.writes).toEqual(expect.arrayContaining([
    'CreateOrganization', 'EnableAWSServiceAccess', 'InviteAccountToOrganization', 'PutAlternateContact', 'PutResourcePolicy', 'RegisterDelegatedAdministrator',
  ]));
  expect(deletion.watch.writes).toEqual(expect.arrayContaining(['CancelHandshake', 'DeleteResourcePolicy']));
  expect([...first.watch.missing, ...deletion.watch.missing]).toEqual([]);
});
