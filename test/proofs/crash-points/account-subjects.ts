import { account, accountsWithContacts, contact, denying, listFor, OTHER_TAGS, policy, PRIMARY_CONTACT, SCP, TAGS, unit } from './preparations';
import type { Subject } from './subject';
import { OWNER_TAG_KEY, ResourceType } from '../../../src/contract';

/** Accounts that the stack creates or adopts, and the settings of accounts. */
export const ACCOUNT_SUBJECTS: readonly Subject[] = [
  {
    type: ResourceType.ACCOUNT,
    prepare: async (deployment) => {
      const root = await deployment.organization(SCP);
      const first = await unit(deployment, root, 'First');
      const second = await unit(deployment, root, 'Second');
      return {
        properties: { AccountName: 'log', Email: 'log@example.com', ParentId: first, Tags: TAGS },
        updates: {
          ParentId: { ParentId: second },
          Tags: { Tags: OTHER_TAGS },
          everything: { ParentId: second, Tags: OTHER_TAGS },
          RoleName: { RoleName: 'Administrator' },
          IamUserAccessToBilling: { IamUserAccessToBilling: 'DENY' },
          Adopt: { Adopt: true },
          Reconcile: { Reconcile: 'again' },
        },
        refusals: { AccountName: { AccountName: 'archive' }, Email: { Email: 'archive@example.com' } },
      };
    },
  },
  {
    variant: 'with trusted access of AWS Account Management',
    type: ResourceType.ACCOUNT,
    prepare: async (deployment) => {
      const ParentId = await deployment.organization();
      await deployment.create(ResourceType.TRUSTED_SERVICE, { ServicePrincipal: 'account.amazonaws.com' }, 'Trust');
      await account(deployment, ParentId, 'other');
      return {
        properties: { AccountName: 'log', Email: 'log@example.com', ParentId },
        updates: {
          AccountName: { AccountName: 'archive' },
          Email: { Email: 'archive@example.com' },
          everything: { AccountName: 'archive', Email: 'archive@example.com', Tags: TAGS },
        },
        refusals: { 'Email of another account': { Email: 'other@example.com' } },
      };
    },
  },
  {
    variant: 'with policies of its own',
    type: ResourceType.ACCOUNT,
    prepare: async (deployment) => {
      const root = await deployment.organization(SCP);
      const [first, second] = [await unit(deployment, root, 'First'), await unit(deployment, root, 'Second')];
      const foreign = await deployment.organizations.createPolicy({ type: SCP, name: 'two', description: '', content: denying('two:*') }, []);
      listFor(deployment, await policy(deployment, 'one'), foreign.id);
      return { properties: { AccountName: 'log', Email: 'log@example.com', ParentId: first }, updates: { ParentId: { ParentId: second } } };
    },
  },
  {
    type: ResourceType.ACCOUNT_SETTINGS,
    prepare: async (deployment) => {
      const { first, second } = await accountsWithContacts(deployment);
      return {
        properties: { AccountId: first, AlternateContacts: { BILLING: contact('billing'), SECURITY: contact('security') } },
        updates: {
          AccountId: { AccountId: second },
          AlternateContacts: { AlternateContacts: { BILLING: contact('finance'), OPERATIONS: contact('operations') } },
          PrimaryContact: { PrimaryContact: PRIMARY_CONTACT },
          EnabledRegions: { EnabledRegions: ['eu-south-2', 'me-south-1'] },
          DisabledRegions: { DisabledRegions: ['af-south-1'] },
          Reconcile: { Reconcile: 'again' },
        },
      };
    },
  },
  {
    variant: 'everything replaced',
    type: ResourceType.ACCOUNT_SETTINGS,
    prepare: async (deployment) => {
      const { first } = await accountsWithContacts(deployment);
      return {
        properties: {
          AccountId: first,
          AlternateContacts: { BILLING: contact('billing'), OPERATIONS: contact('operations'), SECURITY: contact('security') },
          PrimaryContact: PRIMARY_CONTACT,
          EnabledRegions: ['eu-south-2'],
          DisabledRegions: ['af-south-1'],
        },
        updates: {},
      };
    },
  },
  ...['MoveAccount', 'CloseAccount', 'RemoveAccountFromOrganization'].map((Action): Subject => ({
    variant: Action,
    type: ResourceType.ACCOUNT,
    prepare: async (deployment) => {
      const root = await deployment.organization(SCP);
      const home = await unit(deployment, root, 'Home');
      const graveyard = await unit(deployment, root, 'Graveyard');
      return {
        properties: {
          AccountName: 'log', Email: 'log@example.com', ParentId: home, Removal: { Action, ParentId: Action === 'MoveAccount' ? graveyard : undefined },
        },
        updates: { Removal: { Removal: undefined } },
      };
    },
  })),
  {
    variant: 'adopted',
    type: ResourceType.ACCOUNT,
    prepare: async (deployment) => {
      const root = await deployment.organization();
      const home = await unit(deployment, root, 'Home');
      const found = await deployment.organizations.createAccount({ accountName: 'log', email: 'log@example.com', tags: [{ Key: 'foreign', Value: 'tag' }, { Key: OWNER_TAG_KEY, Value: 'other' }] });
      await deployment.clock.sleep(120_000);
      if (found.state === 'FAILED') throw new Error('The account to adopt was not created.');
      return { properties: { AccountName: 'log', Email: 'log@example.com', ParentId: home, Adopt: true, Tags: TAGS }, updates: { Tags: { Tags: OTHER_TAGS } } };
    },
  },
  ...[false, true].map((Adopt): Subject => ({
    variant: `added to the app again in another unit${Adopt ? ', adopted' : ''}`,
    type: ResourceType.ACCOUNT,
    prepare: async (deployment) => {
      const root = await deployment.organization();
      const [first, second] = [await unit(deployment, root, 'First'), await unit(deployment, root, 'Second')];
      const properties = { AccountName: 'log', Email: 'log@example.com', Adopt };
      if (Adopt) await deployment.organizations.createAccount({ accountName: 'log', email: 'log@example.com', tags: [] });
      await deployment.clock.sleep(120_000);
      await deployment.create(ResourceType.ACCOUNT, { ...properties, ParentId: first });
      await deployment.clock.sleep(60_000);
      deployment.status = 'CREATE_IN_PROGRESS';
      return { properties: { ...properties, ParentId: second }, updates: { ParentId: { ParentId: first } } };
    },
  })),
  {
    variant: 'already ours, which only EMAIL_ALREADY_EXISTS shows',
    type: ResourceType.ACCOUNT,
    prepare: async (deployment) => {
      const root = await deployment.organization();
      const [first, second] = [await unit(deployment, root, 'First'), await unit(deployment, root, 'Second')];
      const properties = { AccountName: 'log', Email: 'log@example.com' };
      await deployment.create(ResourceType.ACCOUNT, { ...properties, ParentId: first });
      await deployment.clock.sleep(60_000);
      deployment.simulator.reset({ ...deployment.simulator.state(), createAccountRequests: [] });
      deployment.startEnvironment();
      deployment.status = 'CREATE_IN_PROGRESS';
      return { properties: { ...properties, ParentId: second }, updates: { ParentId: { ParentId: first } } };
    },
  },
];
