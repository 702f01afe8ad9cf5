import { Deployment, STACK_ID } from './deployment';

export const UNIT = 'Custom::OrganizationsOrganizationalUnit';
export const ACCOUNT = 'Custom::OrganizationsAccount';
export const ATTACHMENTS = 'Custom::OrganizationsPolicyAttachments';
export const SCP = 'SERVICE_CONTROL_POLICY';
export const FULL = 'p-FullAWSAccess';
export const NOTE = 'cdk-aws-organizations:attached/landing-zone@us-east-1';
export const CONTENT = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 's3:*', Resource: '*' }] });

/** An account in "Guarded", which has a policy. It moves to "Free", while the app attaches the policy to the account itself. */
export async function start(reference: unknown = { Ref: 'Deny' }) {
  const deployment = new Deployment();
  const root = await deployment.organization(SCP);
  const unit = async (Name: string) => (await deployment.create(UNIT, { ParentId: root, Name, AllowMove: true }, Name)).PhysicalResourceId;
  const [guarded, free] = [await unit('Guarded'), await unit('Free')];
  const policy = (await deployment.create('Custom::OrganizationsPolicy', { Type: SCP, Name: 'Deny', Description: '', Content: CONTENT })).PhysicalResourceId;
  await deployment.create(ATTACHMENTS, { TargetId: guarded, Policies: { [SCP]: [policy] } });
  const before = { AccountName: 'app', Email: 'app@example.com', ParentId: guarded };
  const { PhysicalResourceId: account } = await deployment.create(ACCOUNT, before);
  const stack = deployment.stacks.stack(STACK_ID);
  stack.resources.push(
    { logicalId: 'Deny', physicalId: policy, type: 'Custom::OrganizationsPolicy', status: 'CREATE_COMPLETE' },
    { logicalId: 'App', physicalId: account, type: ACCOUNT, status: 'CREATE_COMPLETE' },
  );
  stack.parameters = { parameter: policy };
  stack.template = listing('Resource', reference);
  deployment.status = 'UPDATE_IN_PROGRESS';
  return { deployment, root, guarded, free, policy, account, before, after: { ...before, ParentId: free } };
}

export function listing(target: string, ...references: unknown[]) {
  const Properties = { TargetId: { Ref: target }, TargetLogicalId: target, Policies: { [SCP]: references } };
  return { Resources: { List: { Type: ATTACHMENTS, Properties } } };
}

export function attached(deployment: Deployment, targetId: string): string[] {
  return deployment.simulator.state().attachments.filter((each) => each.targetId === targetId).map(({ policyId }) => policyId).sort();
}

export function note(deployment: Deployment, id: string): string | undefined {
  return deployment.simulator.state().accounts.find((account) => account.id === id)?.tags[NOTE];
}
