import { allowing, denying, policy, policyOf, RCP, SCP, unit } from './preparations';
import type { Subject } from './subject';
import { POLICY_IDS_ATTRIBUTE, ResourceType } from '../../../src/contract';
import { type Deployment, stackId } from '../../handler/support/deployment';

/** Creates a policy set of two documents. @returns its `PolicyIds` */
async function set(deployment: Deployment, Name: string): Promise<string> {
  const Statements = ['A', 'B'].map((action) => ({ Effect: 'Deny', Action: `s3:${Name}${action}`, Resource: '*' }));
  const properties = { Type: SCP, Name, Description: '', Statements, MaxDocuments: 2, MaxContentLength: 130 };
  return (await deployment.create(ResourceType.POLICY_SET, properties, Name)).Data![POLICY_IDS_ATTRIBUTE];
}

/** The attachments of a target: policies of one type, of several types, and of policy sets. */
export const ATTACHMENTS_SUBJECTS: readonly Subject[] = [
  {
    type: ResourceType.POLICY_ATTACHMENTS,
    prepare: async (deployment) => {
      const root = await deployment.organization(SCP);
      const home = await unit(deployment, root, 'Home');
      const other = await unit(deployment, root, 'Other');
      const [one, two, three] = [await policy(deployment, 'one'), await policy(deployment, 'two'), await policy(deployment, 'three')];
      return {
        properties: { TargetId: home, Policies: { [SCP]: [one, two] } },
        updates: {
          'Policies, one swapped': { Policies: { [SCP]: [one, three] } },
          'Policies, one fewer': { Policies: { [SCP]: [two] } },
          'DetachFullAwsAccess': { DetachFullAwsAccess: true },
          'TargetId': { TargetId: other },
          'TargetLogicalId': { TargetLogicalId: 'Home' },
          'Reconcile': { Reconcile: 'again' },
        },
      };
    },
  },
  {
    variant: 'all slots taken',
    type: ResourceType.POLICY_ATTACHMENTS,
    prepare: async (deployment) => {
      const root = await deployment.organization(SCP);
      const home = await unit(deployment, root, 'Home');
      const ids: string[] = [];
      for (let number = 0; number < 12; number += 1) ids.push(await policy(deployment, `policy${number}`));
      return {
        properties: { TargetId: home, Policies: { [SCP]: ids.slice(0, 9) } },
        updates: { 'Policies, three swapped': { Policies: { [SCP]: ids.slice(3) } } },
      };
    },
  },
  {
    variant: 'of two types',
    type: ResourceType.POLICY_ATTACHMENTS,
    prepare: async (deployment) => {
      const home = await unit(deployment, await deployment.organization(SCP, RCP), 'Home');
      const [one, two] = [await policy(deployment, 'one'), await policy(deployment, 'two')];
      const [data, keys] = [await policyOf(deployment, RCP, 'data'), await policyOf(deployment, RCP, 'keys')];
      return {
        properties: { TargetId: home, Policies: { [SCP]: [one], [RCP]: [data] } },
        updates: {
          'Policies, one of the second type swapped': { Policies: { [SCP]: [one], [RCP]: [keys] } },
          'Policies, both types swapped': { Policies: { [SCP]: [two], [RCP]: [keys] } },
          'Policies, one type fewer': { Policies: { [SCP]: [one] } },
        },
      };
    },
  },
  {
    variant: 'of sets',
    type: ResourceType.POLICY_ATTACHMENTS,
    prepare: async (deployment) => {
      const home = await unit(deployment, await deployment.organization(SCP), 'Home');
      const [one, base, more] = [await policy(deployment, 'one'), await set(deployment, 'base'), await set(deployment, 'more')];
      return {
        properties: { TargetId: home, Policies: { [SCP]: [one] }, PolicySets: { [SCP]: [base] } },
        updates: {
          'PolicySets, one swapped': { PolicySets: { [SCP]: [more] } },
          'PolicySets, one more': { PolicySets: { [SCP]: [base, more] } },
          'PolicySets, none': { PolicySets: undefined },
        },
      };
    },
  },
  {
    variant: 'found',
    type: ResourceType.POLICY_ATTACHMENTS,
    prepare: async (deployment) => {
      const { home, own, denials, grants } = await targetOfOthers(deployment);
      const policies = (...ids: string[]) => ({ Policies: { [SCP]: ids } });
      return {
        properties: { TargetId: home, ...policies(own, ...denials, ...grants) },
        updates: {
          'Policies, one denial fewer': policies(own, denials[1], ...grants),
          'Policies, two denials fewer': policies(own, ...grants),
          'Policies, two grants fewer': policies(own, ...denials),
          'Policies, none of others': policies(own),
          'Policies, one swapped': policies(own, denials[0], await policy(deployment, 'instead'), ...grants),
        },
      };
    },
  },
  {
    variant: 'found, with an allow-list',
    type: ResourceType.POLICY_ATTACHMENTS,
    prepare: async (deployment) => {
      const { home, own, denials, grants } = await targetOfOthers(deployment);
      await deployment.organizations.detachPolicy('p-FullAWSAccess', home);
      const properties = { TargetId: home, Policies: { [SCP]: [own, ...denials, ...grants] }, DetachFullAwsAccess: true };
      return {
        properties,
        updates: {
          'DetachFullAwsAccess': { DetachFullAwsAccess: undefined },
          'Policies, one grant and one denial fewer': { Policies: { [SCP]: [own, denials[0], grants[0]] } },
          'everything': { Policies: { [SCP]: [own] }, DetachFullAwsAccess: undefined },
        },
      };
    },
  },
  {
    variant: 'found, of which another stack lists some',
    type: ResourceType.POLICY_ATTACHMENTS,
    prepare: async (deployment) => {
      const { home, own, denials, grants } = await targetOfOthers(deployment);
      const shared = { TargetId: home, Policies: { [SCP]: [denials[0], grants[0]] } };
      await deployment.inStack(stackId('other'), () => deployment.create(ResourceType.POLICY_ATTACHMENTS, shared, 'Shared'));
      return {
        properties: { TargetId: home, Policies: { [SCP]: [own, ...denials, ...grants] } },
        updates: { 'Policies, none of others': { Policies: { [SCP]: [own] } } },
      };
    },
  },
];

/** A unit to which somebody else has attached two denials, two grants, and a denial that the app never lists. */
async function targetOfOthers(deployment: Deployment) {
  const home = await unit(deployment, await deployment.organization(SCP), 'Home');
  const own = await policy(deployment, 'own');
  const byHand = async (name: string, content: string) => {
    const { id } = await deployment.organizations.createPolicy({ type: SCP, name, description: '', content }, []);
    await deployment.organizations.attachPolicy(id, home);
    return id;
  };
  const denials = [await byHand('one', denying('s3:*')), await byHand('two', denying('ec2:*'))];
  await byHand('never listed', denying('sqs:*'));
  const grants = [await byHand('three', allowing('s3:*')), await byHand('four', allowing('ec2:*'))];
  return { home, own, denials, grants };
}
