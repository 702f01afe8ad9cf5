import { denying, OTHER_TAGS, SCP, TAGS } from './preparations';
import type { Prepared, Properties, Subject } from './subject';
import { ResourceType } from '../../../src/contract';
import type { Deployment } from '../../handler/support/deployment';

/** Policy types, with and without `DisableOnRemoval`. */
export const POLICY_TYPE_SUBJECTS: readonly Subject[] = [
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
];

/** Policies, and policy sets whose documents are packed again. */
export const POLICY_SUBJECTS: readonly Subject[] = [
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
        { type: SCP, name: 'One', description: 'first', content: denying('s3:*') },
        [{ Key: 'foreign', Value: 'tag' }, { Key: 'team', Value: 'blue' }, { Key: 'tier', Value: '0' }, { Key: 'stage', Value: 'red' }]);
      return {
        properties: { Type: SCP, Name: 'One', Description: 'first', Content: denying('s3:*'), Tags: TAGS, Adopt: true },
        updates: {
          'Tags': { Tags: OTHER_TAGS },
          'Tags, overwriting and adding': { Tags: [...TAGS, ...['stage', 'x', 'y'].map((Key) => ({ Key, Value: 'all' }))] },
          'Tags, none': { Tags: [] },
        },
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
    'Statements, one of which outgrows the document': { Statements: [...guarding('AC'), { ...guarding('B')[0], Action: ['s3:B', `s3:${'x'.repeat(200)}`] }], MaxDocuments: 2 },
  }),
  attachedSet('attached, two documents', guarding('AXYBZ'), 2, {
    'Statements, to one document': { Statements: guarding('ABZ'), MaxDocuments: 1 },
    'Statements, without those of the first document': { Statements: guarding('BZ'), MaxDocuments: 1 },
  }),
  // Each of the two documents has room for half a statement. B and D have to change places, and neither document has room for both.
  attachedSet('attached, with too little room to exchange statements', [...guarding('A', 515), ...guarding('B', 215), ...guarding('C', 415), ...guarding('D', 315)], 2, {
    'Statements, repacked': {
      Statements: [...guarding('A', 515), ...guarding('B', 215), ...guarding('C', 415), ...guarding('D', 315), ...guarding('E', 115)],
    },
  }, 1_043),
];

/** The resource policy of the organization, a new one and an adopted one. */
export const RESOURCE_POLICY_SUBJECTS: readonly Subject[] = ['', 'adopted'].map((variant): Subject => ({
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
}));

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

function delegating(action: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::222222222222:root' }, Action: action, Resource: '*' }],
  });
}
