import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** Roles that the guardrails leave alone, so that the platform team can still repair things. */
const PLATFORM_ROLES = ['arn:*:iam::*:role/platform/*', 'arn:*:iam::*:role/AWSControlTowerExecution'];

const EXCEPT_PLATFORM = { ArnNotLike: { 'aws:PrincipalArn': PLATFORM_ROLES } };

export function denyLeavingTheOrganization(): PolicyStatement {
  return deny('StayInTheOrganization', ['organizations:LeaveOrganization']);
}

export function denyRootUser(): PolicyStatement {
  return deny('NoRootUser', ['*'], { ArnLike: { 'aws:PrincipalArn': 'arn:*:iam::*:root' } });
}

export function denyEverything(): PolicyStatement {
  return deny('Nothing', ['*'], EXCEPT_PLATFORM);
}

export function protectSecurityServices(): PolicyStatement[] {
  return [
    deny('KeepTrails', ['cloudtrail:DeleteTrail', 'cloudtrail:PutEventSelectors', 'cloudtrail:StopLogging', 'cloudtrail:UpdateTrail'], EXCEPT_PLATFORM),
    deny('KeepRecorders', [
      'config:DeleteConfigRule', 'config:DeleteConfigurationRecorder', 'config:DeleteDeliveryChannel', 'config:StopConfigurationRecorder',
    ], EXCEPT_PLATFORM),
    deny('KeepDetectors', [
      'guardduty:DeleteDetector', 'guardduty:DisassociateFromAdministratorAccount', 'guardduty:StopMonitoringMembers', 'guardduty:UpdateDetector',
      'securityhub:DisableSecurityHub', 'securityhub:DisassociateFromAdministratorAccount',
      'access-analyzer:DeleteAnalyzer',
    ], EXCEPT_PLATFORM),
  ];
}

/** Services without a Region, or with one that nobody chooses, go on everywhere. */
export function denyOtherRegions(allowedRegions: string[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'AllowedRegions',
    effect: Effect.DENY,
    notActions: [
      'account:*', 'aws-portal:*', 'billing:*', 'budgets:*', 'ce:*', 'cloudfront:*', 'cur:*', 'globalaccelerator:*', 'health:*', 'iam:*',
      'networkmanager:*', 'organizations:*', 'route53:*', 'route53domains:*', 's3:GetAccountPublicAccessBlock', 's3:ListAllMyBuckets',
      'shield:*', 'sso:*', 'sts:*', 'support:*', 'tag:*', 'trustedadvisor:*', 'waf:*', 'wafv2:*',
    ],
    resources: ['*'],
    conditions: { StringNotEquals: { 'aws:RequestedRegion': allowedRegions }, ...EXCEPT_PLATFORM },
  });
}

export function protectData(): PolicyStatement[] {
  return [
    deny('KeepKeys', ['kms:DisableKey', 'kms:ScheduleKeyDeletion'], EXCEPT_PLATFORM),
    deny('KeepBackups', ['backup:DeleteBackupVault', 'backup:DeleteRecoveryPoint', 'backup:PutBackupVaultAccessPolicy'], EXCEPT_PLATFORM),
    deny('StayPrivate', ['ec2:DisableImageBlockPublicAccess', 'ec2:DisableSnapshotBlockPublicAccess', 's3:PutAccountPublicAccessBlock'], EXCEPT_PLATFORM),
  ];
}

export function denyInternetAccess(): PolicyStatement {
  return deny('NoOwnWayOut', [
    'ec2:AttachInternetGateway', 'ec2:CreateEgressOnlyInternetGateway', 'ec2:CreateInternetGateway', 'ec2:CreateVpcPeeringConnection',
    'globalaccelerator:Create*', 'globalaccelerator:Update*',
  ], EXCEPT_PLATFORM);
}

function deny(sid: string, actions: string[], conditions?: Record<string, unknown>): PolicyStatement {
  return new PolicyStatement({ sid, effect: Effect.DENY, actions, resources: ['*'], conditions });
}
