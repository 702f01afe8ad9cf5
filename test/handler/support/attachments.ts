import { Deployment, STACK_ID } from './deployment';

export const TYPE = 'Custom::OrganizationsPolicyAttachments';
const POLICY = 'Custom::OrganizationsPolicy';
export const SCP = 'SERVICE_CONTROL_POLICY';
export const FULL = 'p-FullAWSAccess';
export const CONTENT = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 's3:*', Resource: '*' }] });

/** A unit, and policies that are resources of the stack and deny an action. */
export async function start(policies = 3) {
  const deployment = new Deployment();
  const root = await deployment.organization(SCP);
  const unit = (await deployment.organizations.createOrganizationalUnit(root, 'Security', [])).id;
  const ids: string[] = [];
  for (let number = 0; number < policies; number += 1) {
    const properties = { Type: SCP, Name: `Policy ${number}`, Description: '', Content: CONTENT };
    const { PhysicalResourceId: id } = await deployment.create(POLICY, properties);
    deployment.stacks.stack(STACK_ID).resources.push({ logicalId: `Policy${number}`, physicalId: id, type: POLICY, status: 'CREATE_COMPLETE' });
    ids.push(id);
  }
  const wanting = (...list: string[]) => ({ TargetId: unit, TargetLogicalId: 'Unit', Policies: { [SCP]: list } });
  return { deployment, unit, ids, wanting };
}

/** IDs of the policies that are attached to a target. */
export function attached(deployment: Deployment, targetId: string): string[] {
  return deployment.simulator.state().attachments.filter((each) => each.targetId === targetId).map(({ policyId }) => policyId).sort();
}

/** A policy that no stack owns. */
export async function foreignPolicy(deployment: Deployment, name = 'Foreign', content = CONTENT): Promise<string> {
  return (await deployment.organizations.createPolicy({ type: SCP, name, description: '', content }, [])).id;
}
