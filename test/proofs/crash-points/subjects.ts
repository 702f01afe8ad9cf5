import { ACCOUNT_SUBJECTS } from './account-subjects';
import { ATTACHMENTS_SUBJECTS } from './attachments-subjects';
import { INVITED_ACCOUNT_SUBJECTS } from './invited-account-subjects';
import { MOVED_UNIT_SUBJECTS } from './moved-unit-subjects';
import { ORGANIZATION_SUBJECTS } from './organization-subjects';
import { POLICY_SUBJECTS, POLICY_TYPE_SUBJECTS, RESOURCE_POLICY_SUBJECTS } from './policy-subjects';
import { account, accountByHand, OTHER_TAGS, SCP, TAGS, unit } from './preparations';
import type { Prepared, Subject } from './subject';
import { ResourceType } from '../../../src/contract';
import { type Deployment, stackId } from '../../handler/support/deployment';

/** Subjects of every resource type, which together update each of its properties. */
export const SUBJECTS: readonly Subject[] = [
  {
    type: ResourceType.ORGANIZATION,
    prepare: async () => ({
      properties: { FeatureSet: 'ALL', RootTags: TAGS },
      updates: {
        RootTags: { RootTags: OTHER_TAGS }, Adopt: { Adopt: true }, AllowDeletion: { AllowDeletion: true }, Reconcile: { Reconcile: 'again' },
      },
      refusals: { FeatureSet: { FeatureSet: 'CONSOLIDATED_BILLING' } },
    }),
  },
  ...ORGANIZATION_SUBJECTS,
  ...POLICY_TYPE_SUBJECTS,
  {
    type: ResourceType.ORGANIZATIONAL_UNIT,
    prepare: async (deployment) => {
      const root = await deployment.organization(SCP);
      return {
        properties: { ParentId: root, Name: 'Security', Tags: TAGS },
        updates: {
          Name: { Name: 'Guard' }, Tags: { Tags: OTHER_TAGS }, AllowMove: { AllowMove: true }, Adopt: { Adopt: true }, Reconcile: { Reconcile: 'again' },
        },
        refusals: { ParentId: { ParentId: await unit(deployment, root, 'Other') } },
      };
    },
  },
  ...MOVED_UNIT_SUBJECTS,
  {
    variant: 'not empty',
    type: ResourceType.ORGANIZATIONAL_UNIT,
    prepare: async (deployment) => {
      const root = await deployment.organization();
      await deployment.organizations.createOrganizationalUnit(await unit(deployment, root, 'Security'), 'Inner', []);
      return { properties: { ParentId: root, Name: 'Security' }, updates: { Tags: { Tags: OTHER_TAGS } } };
    },
  },
  {
    variant: 'with accounts that are moved when it is deleted',
    type: ResourceType.ORGANIZATIONAL_UNIT,
    prepare: async (deployment) => {
      const root = await deployment.organization();
      const destination = await unit(deployment, root, 'Destination');
      return {
        properties: { ParentId: root, Name: 'Security', MoveAccountsTo: { ParentId: destination } },
        updates: { MoveAccountsTo: { MoveAccountsTo: { ParentId: root } } },
        beforeRemoval: async (id) => {
          for (const accountName of ['one', 'two']) await accountByHand(deployment, accountName, id);
        },
      };
    },
  },
  {
    variant: 'adopted',
    type: ResourceType.ORGANIZATIONAL_UNIT,
    prepare: async (deployment) => {
      const root = await deployment.organization();
      await deployment.organizations.createOrganizationalUnit(root, 'Security', [{ Key: 'foreign', Value: 'tag' }]);
      return { properties: { ParentId: root, Name: 'Security', Tags: TAGS, Adopt: true }, updates: { Tags: { Tags: OTHER_TAGS } } };
    },
  },
  ...ACCOUNT_SUBJECTS,
  ...INVITED_ACCOUNT_SUBJECTS,
  ...POLICY_SUBJECTS,
  ...ATTACHMENTS_SUBJECTS,
  {
    type: ResourceType.TRUSTED_SERVICE,
    prepare: async (deployment) => {
      await deployment.organization();
      return {
        properties: { ServicePrincipal: 'guardduty.amazonaws.com' },
        updates: { ServicePrincipal: { ServicePrincipal: 'macie.amazonaws.com' }, Reconcile: { Reconcile: 'again' } },
      };
    },
  },
  {
    type: ResourceType.DELEGATED_ADMINISTRATOR,
    prepare: async (deployment) => {
      const root = await deployment.organization();
      const [first, second] = [await account(deployment, root, 'first'), await account(deployment, root, 'second')];
      for (const ServicePrincipal of ['guardduty.amazonaws.com', 'macie.amazonaws.com']) {
        await deployment.create(ResourceType.TRUSTED_SERVICE, { ServicePrincipal }, 'Service');
      }
      return {
        properties: { AccountId: first, ServicePrincipal: 'guardduty.amazonaws.com' },
        updates: {
          AccountId: { AccountId: second }, ServicePrincipal: { ServicePrincipal: 'macie.amazonaws.com' }, Reconcile: { Reconcile: 'again' },
        },
      };
    },
  },
  ...RESOURCE_POLICY_SUBJECTS,
  {
    variant: 'registered before',
    type: ResourceType.DELEGATED_ADMINISTRATOR,
    prepare: (deployment) => registeredBefore(deployment, { Reconcile: { Reconcile: 'again' } }, (properties) => (
      deployment.inStack(stackId('other'), () => deployment.create(ResourceType.DELEGATED_ADMINISTRATOR, properties)))),
  },
  {
    variant: 'registered by a person',
    type: ResourceType.DELEGATED_ADMINISTRATOR,
    prepare: (deployment) => registeredBefore(
      deployment, { ServicePrincipal: { ServicePrincipal: 'macie.amazonaws.com' } },
      ({ AccountId, ServicePrincipal }) => deployment.organizations.registerDelegatedAdministrator(AccountId, ServicePrincipal),
    ),
  },
  {
    variant: 'account of another stack',
    type: ResourceType.DELEGATED_ADMINISTRATOR,
    prepare: async (deployment) => {
      const root = await deployment.organization();
      const [first, second] = await deployment.inStack(stackId('other'), async () => (
        [await account(deployment, root, 'first'), await account(deployment, root, 'second')]));
      const properties = { AccountId: first, ServicePrincipal: 'guardduty.amazonaws.com' };
      await deployment.create(ResourceType.TRUSTED_SERVICE, { ServicePrincipal: properties.ServicePrincipal }, 'Service');
      return { properties, updates: { AccountId: { AccountId: second } } };
    },
  },
];

/** An account that somebody else has registered for two services before the creation. */
async function registeredBefore(
  deployment: Deployment, updates: Prepared['updates'], register: (properties: Record<'AccountId' | 'ServicePrincipal', string>) => Promise<unknown>,
): Promise<Prepared> {
  const AccountId = await account(deployment, await deployment.organization(), 'first');
  for (const ServicePrincipal of ['guardduty.amazonaws.com', 'macie.amazonaws.com']) {
    await deployment.create(ResourceType.TRUSTED_SERVICE, { ServicePrincipal }, 'Service');
    await register({ AccountId, ServicePrincipal });
  }
  await deployment.clock.sleep(60_000);
  deployment.status = 'CREATE_IN_PROGRESS';
  return { properties: { AccountId, ServicePrincipal: 'guardduty.amazonaws.com' }, updates };
}

/** The types with half of all crash points. Events of the other types make few calls. */
export const SETS_AND_UNITS: readonly string[] = [ResourceType.POLICY_SET, ResourceType.ORGANIZATIONAL_UNIT];
