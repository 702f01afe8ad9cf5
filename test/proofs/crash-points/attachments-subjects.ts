import { policy, policyOf, RCP, SCP, unit } from './preparations';
import type { Subject } from './subject';
import { POLICY_IDS_ATTRIBUTE, ResourceType } from '../../../src/contract';
import type { Deployment } from '../../handler/support/deployment';

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
];
