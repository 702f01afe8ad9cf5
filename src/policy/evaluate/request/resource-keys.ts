import type { AccessRequest } from './access-request';
import { findAction } from '../../actions/action-table';
import { RESOURCE } from '../compile/compile-policy';
import { arnSegments } from '../patterns/arn-pattern';

const KEY = /^aws:Resource(?:Account|OrgID|OrgPaths)$/i;

/** By which resource somebody who asks can tell what a verdict depends on: an ARN, `*` for none, or not by one. */
export function resourceThatTells(what: string, { action, resource }: AccessRequest): 'ARN' | '*' | undefined {
  const hasResources = findAction(action)?.hasResources ?? true;
  if (what === RESOURCE) return hasResources ? 'ARN' : '*';
  // Whose the resource is: an ARN that was given did not tell it.
  return KEY.test(what) && resource === undefined && hasResources ? 'ARN' : undefined;
}

/**
 * Actions that do not support `aws:ResourceAccount`, `aws:ResourceOrgID` and `aws:ResourceOrgPaths`, in lower case. The list has changed
 * over the years; what was on it once is on this one, since the account of the resource is not certain there.
 * Source: IAM User Guide, "AWS global condition context keys", the availability of these keys.
 */
const ACTIONS_WITHOUT: ReadonlySet<string> = new Set([
  'auditmanager:UpdateAssessmentFrameworkShare',
  'detective:AcceptInvitation',
  'ds:AcceptSharedDirectory',
  'ec2:AcceptTransitGatewayPeeringAttachment', 'ec2:AcceptVpcEndpointConnections', 'ec2:AcceptVpcPeeringConnection',
  'ec2:CopyFpgaImage', 'ec2:CopyImage', 'ec2:CopySnapshot', 'ec2:CreateTransitGatewayPeeringAttachment', 'ec2:CreateVolume',
  'ec2:CreateVpcEndpoint', 'ec2:CreateVpcPeeringConnection', 'ec2:DeleteTransitGatewayPeeringAttachment', 'ec2:DeleteVpcPeeringConnection',
  'ec2:RejectTransitGatewayPeeringAttachment', 'ec2:RejectVpcEndpointConnections', 'ec2:RejectVpcPeeringConnection',
  'es:AcceptInboundConnection',
  'events:PutEvents',
  'guardduty:AcceptAdministratorInvitation',
  'macie2:AcceptInvitation',
  'route53:AssociateVpcWithHostedZone', 'route53:CreateVPCAssociationAuthorization', 'route53:DeleteVPCAssociationAuthorization',
  'route53:DisassociateVPCFromHostedZone', 'route53:ListHostedZonesByVPC',
  'securityhub:AcceptAdministratorInvitation',
  'workspaces:CopyWorkspaceImage', 'workspaces:DescribeWorkspaceImages',
].map((action) => action.toLowerCase()));

/** Services of which no action supports them. */
const SERVICES_WITHOUT: ReadonlySet<string> = new Set(['ebs']);

/** Whether requests for an action tell whose the resource is. */
export function carriesResourceKeys(action: string): boolean {
  const name = action.toLowerCase();
  return !ACTIONS_WITHOUT.has(name) && !SERVICES_WITHOUT.has(name.split(':')[0]);
}

/** Resources of AWS whose ARNs name no account: by service, how the last segment begins. */
const OF_AWS: Readonly<Record<string, readonly string[]>> = {
  ssm: ['parameter/aws/'],
  bedrock: ['foundation-model/'],
};

/** Whether a resource belongs to AWS itself, such as `arn:aws:iam::aws:policy/AdministratorAccess`. */
export function isOfAws(resource: string): boolean {
  const [, , service, , account, name] = arnSegments(resource) ?? [];
  if (name === undefined) return false;
  if (account !== '') return !/^\d{12}$/.test(account) && !/[*?]/.test(account);
  return OF_AWS[service]?.some((start) => name.startsWith(start)) ?? false;
}
