import { ATTACHMENTS_SUBJECTS } from './attachments-subjects';
import { INVITED_ACCOUNT_SUBJECTS } from './invited-account-subjects';
import { MOVED_UNIT_SUBJECTS } from './moved-unit-subjects';
import { ORGANIZATION_SUBJECTS } from './organization-subjects';
import {
  account, accountByHand, accountsWithContacts, contact, denying, listFor, OTHER_TAGS, policy, PRIMARY_CONTACT, SCP, TAGS, unit,
} from './preparations';
import type { Prepared, Properties, Subject } from './subject';
import { OWNER_TAG_KEY, ResourceType } from '../../../src/contract';
import { stackId } from '../../handler/support/deployment';
import type { Deployment } from '../../handler/support/deployment';

/** Three of these fill a document of 330 characters. */
function guarding(names: string, more = 0) {
  return [...names].map((name) => ({ Sid: name, Effect: 'Deny', Action: [`s3:${name}`, `s3:Xxxxxxxxxxxxx${'x'.repeat(more)}${name}`], Resource: '*' }));
}

/** A policy set whose documents are attached to the root when it is updated. */
function attachedSet(
  variant: string, Statements: object[], MaxDocuments: number, updates: Record<string, object>, MaxContentLength = 330,
): Subject {
  return {
    variant,
    type: ResourceType.POLICY_SET,
    prepare: async (deployment) => {
      const root = await deployment.organization(SCP);
      return {
        properties: { Type: SCP, Name: 'Base', Description: '', Statements, MaxDocuments, MaxContentLength },
        updates: updates as Record<string, Properties>,
        beforeUpdate: async () => {
          for (const { id } of deployment.simulator.state().policies) await deployment.organizations.attachPolicy(id, root);
        },
      };
    },
  };
}

/** Under some readings, the service enables tag policies only where it has trusted access. */
async function trustTagPolicies(deployment: Deployment): Promise<void> {
  await deployment.create(ResourceType.TRUSTED_SERVICE, { ServicePrincipal: 'tagpolicies.tag.amazonaws.com' }, 'TagPolicies');
}

/** Every resource type, with an update of each of its properties. */
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
  {
    variant: 'disabled on removal',
    type: ResourceType.POLICY_TYPE,
    prepare: async (deployment) => {
      const root = await deployment.organization(SCP);
      await trustTagPolicies(deployment);
      await deployment.organizations.createPolicy({ type: 'TAG_POLICY', name: 'Theirs', description: '', content: '{"tags":{"a":{"tag_key":{"@@assign":"a"}}}}' }, []);
      return { properties: { RootId: root, PolicyType: 'TAG_POLICY', DisableOnRemoval: true }, updates: { DisableOnRemoval: { DisableOnRemoval: undefined } } };
    },
  },
  {
    type: ResourceType.POLICY_TYPE,
    prepare: async (deployment) => {
      const root = await deployment.organization();
      await trustTagPolicies(deployment);
      return {
        properties: { RootId: root, PolicyType: SCP },
        updates: {
          PolicyType: { PolicyType: 'TAG_POLICY' }, DisableOnRemoval: { DisableOnRemoval: true }, Reconcile: { Reconcile: 'again' },
        },
      };
    },
  },
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
    variant: 'with accounts that are moved when it goes',
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
      if (found.state === 'FAILED') throw new Error('The account to be adopted could not be made.');
      return { properties: { AccountName: 'log', Email: 'log@example.com', ParentId: home, Adopt: true, Tags: TAGS }, updates: { Tags: { Tags: OTHER_TAGS } } };
    },
  },
  ...[false, true].map((Adopt): Subject => ({
    variant: `comes back into the code elsewhere${Adopt ? ', adopted' : ''}`,
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
    variant: 'ours already, as only the refusal of its address tells',
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
  ...INVITED_ACCOUNT_SUBJECTS,
  {
    type: ResourceType.POLICY,
    prepare: async (deployment) => {
      await deployment.organization(SCP, 'TAG_POLICY');
      return {
        properties: { Type: SCP, Name: 'One', Description: 'first', Content: denying('s3:*'), Tags: TAGS },
        updates: {
          Name: { Name: 'Two' },
          Description: { Description: 'second' },
          Content: { Content: denying('ec2:*') },
          Tags: { Tags: OTHER_TAGS },
          everything: { Name: 'Two', Description: 'second', Content: denying('ec2:*'), Tags: OTHER_TAGS },
          Type: { Type: 'TAG_POLICY', Content: '{"tags":{"team":{"tag_key":{"@@assign":"team"}}}}' },
          Adopt: { Adopt: true },
          Reconcile: { Reconcile: 'again' },
        },
      };
    },
  },
  {
    variant: 'adopted',
    type: ResourceType.POLICY,
    prepare: async (deployment) => {
      await deployment.organization(SCP);
      await deployment.organizations.createPolicy(
        { type: SCP, name: 'One', description: 'first', content: denying('s3:*') }, [{ Key: 'foreign', Value: 'tag' }]);
      return {
        properties: { Type: SCP, Name: 'One', Description: 'first', Content: denying('s3:*'), Tags: TAGS, Adopt: true },
        updates: { Tags: { Tags: OTHER_TAGS } },
      };
    },
  },
  {
    type: ResourceType.POLICY_SET,
    prepare: async (deployment) => {
      await deployment.organization(SCP);
      return {
        properties: {
          Type: SCP, Name: 'Base', Description: 'first', Statements: guarding('ABCD'), MaxDocuments: 2, MaxContentLength: 330, Tags: TAGS,
        },
        updates: {
          'Name': { Name: 'Guard' },
          'Description': { Description: 'second' },
          'Tags': { Tags: OTHER_TAGS },
          'Type': { Type: 'RESOURCE_CONTROL_POLICY', Statements: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' }] },
          'Statements, one more': { Statements: guarding('ABCDE') },
          'MaxContentLength': { MaxContentLength: 660 },
          'MaxDocuments': { MaxDocuments: 3 },
          'Reconcile': { Reconcile: 'again' },
          'MaxDocuments, one more': { Statements: guarding('ABCDEFG'), MaxDocuments: 3 },
          'everything': { Name: 'Guard', Description: 'second', Tags: OTHER_TAGS, Statements: guarding('BCDEX') },
        },
      };
    },
  },
  attachedSet('attached, one document', guarding('ABC'), 1, {
    'Statements, to two documents': { Statements: [...guarding('ACD'), { ...guarding('B')[0], Condition: { Bool: { [`aws:${'x'.repeat(100)}`]: 'true' } } }], MaxDocuments: 2 },
    'Statements, one outgrows it': { Statements: [...guarding('AC'), { ...guarding('B')[0], Action: ['s3:B', `s3:${'x'.repeat(200)}`] }], MaxDocuments: 2 },
  }),
  attachedSet('attached, two documents', guarding('AXYBZ'), 2, {
    'Statements, to one document': { Statements: guarding('ABZ'), MaxDocuments: 1 },
    'Statements, without those of the first': { Statements: guarding('BZ'), MaxDocuments: 1 },
  }),
  // Two documents with room for half a statement each: B and D change places, which neither has room for.
  attachedSet('attached, no room on the way', [...guarding('A', 515), ...guarding('B', 215), ...guarding('C', 415), ...guarding('D', 315)], 2, {
    'Statements, laid out anew': {
      Statements: [...guarding('A', 515), ...guarding('B', 215), ...guarding('C', 415), ...guarding('D', 315), ...guarding('E', 115)],
    },
  }, 1_043),
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
  ...['', 'adopted'].map((variant): Subject => ({
    ...variant ? { variant } : {},
    type: ResourceType.RESOURCE_POLICY,
    prepare: async (deployment) => {
      await deployment.organization();
      const Content = delegating('organizations:ListPolicies');
      const adopts = variant !== '';
      if (adopts) await deployment.organizations.putResourcePolicy(Content, [{ Key: 'foreign', Value: 'tag' }]);
      const updates: Prepared['updates'] = adopts ? { Tags: { Tags: OTHER_TAGS } } : {
        Content: { Content: delegating('organizations:DescribePolicy') }, Tags: { Tags: OTHER_TAGS }, Adopt: { Adopt: true }, Reconcile: { Reconcile: 'again' },
      };
      return { properties: { Content, Tags: TAGS, ...adopts ? { Adopt: true } : {} }, updates };
    },
  })),
  {
    variant: 'registered before',
    type: ResourceType.DELEGATED_ADMINISTRATOR,
    prepare: async (deployment) => {
      const AccountId = await account(deployment, await deployment.organization(), 'first');
      const properties = { AccountId, ServicePrincipal: 'guardduty.amazonaws.com' };
      await deployment.create(ResourceType.TRUSTED_SERVICE, { ServicePrincipal: properties.ServicePrincipal }, 'Service');
      await deployment.inStack(stackId('other'), () => deployment.create(ResourceType.DELEGATED_ADMINISTRATOR, properties));
      await deployment.clock.sleep(60_000);
      deployment.status = 'CREATE_IN_PROGRESS';
      return { properties, updates: { Reconcile: { Reconcile: 'again' } } };
    },
  },
];

/** Half of all crash points, as few types have many calls. */
export const SETS_AND_UNITS: readonly string[] = [ResourceType.POLICY_SET, ResourceType.ORGANIZATIONAL_UNIT];

function delegating(action: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::222222222222:root' }, Action: action, Resource: '*' }],
  });
}
