import type { AccessRequest } from './access-request';
import { findAction } from '../../actions/action-table';
import { RESOURCE } from '../compile/compile-policy';
import { arnSegments } from '../patterns/arn-pattern';

const KEY = /^aws:Resource(?:Account|OrgID|OrgPaths)$/i;

/** The form of resource that a question can add to resolve a missing key: an ARN, `*` for no resource, or undefined if none helps. */
export function resourceThatTells(what: string, { action, resource }: AccessRequest): 'ARN' | '*' | undefined {
  const hasResources = findAction(action)?.hasResources ?? true;
  if (what === RESOURCE) return hasResources ? 'ARN' : '*';
  // The owner of the resource: an ARN that was already given did not show it.
  return KEY.test(what) && resource === undefined && hasResources ? 'ARN' : undefined;
}

/**
 * Actions that do not support `aws:ResourceAccount`, `aws:ResourceOrgID` and `aws:ResourceOrgPaths`, in lower case. The documented list has
 * changed over the years; this one keeps every former entry, since the account of the resource is uncertain there.
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

/** Whether requests for an action have keys about the owner of the resource. */
export function carriesResourceKeys(action: string): boolean {
  const name = action.toLowerCase();
  return !ACTIONS_WITHOUT.has(name) && !SERVICES_WITHOUT.has(name.split(':')[0]);
}

/** AWS owned resources whose ARNs name no account: the beginnings of the last segment by service. */
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
