/** Actions under the promise of a guardrail that it neither denies nor has decided on yet. Empty is right. */
export const PENDING: Readonly<Record<string, readonly string[]>> = {
  'deny-commitments': [
    'athena:UpdateCapacityReservation', 'ec2:ModifyCapacityReservation', 'ec2:ModifyCapacityReservationFleet',
    'elasticloadbalancing:ModifyCapacityReservation',
  ],
  'protect-stacks': [
    'cloudformation:CreateStackSet',
  ],
  'deny-resource-policies': [
    'agent-registry:PutResourcePolicy', 'appsync:PutResourcePolicy', 'arc-region-switch:PutResourcePolicy',
    'aws-marketplace:PutResourcePolicy', 'billing:PutResourcePolicy', 'cloudfront:PutResourcePolicy', 'cloudhsm:PutResourcePolicy',
    'comprehend:PutResourcePolicy', 'ec2:PutResourcePolicy', 'lookoutequipment:PutResourcePolicy', 'mpa:PutResourcePolicy',
    'networkmanager:PutResourcePolicy', 'odb:PutResourcePolicy', 'organizations:PutResourcePolicy', 'qbusiness:PutResourcePolicy',
    'refactor-spaces:PutResourcePolicy', 'resource-explorer-2:PutResourcePolicy', 'route53-recovery-control-config:PutResourcePolicy',
    'rum:PutResourcePolicy', 'secretsmanager:PutResourcePolicy', 'servicecatalog:PutResourcePolicy',
    'servicediscovery:PutResourcePolicy', 'sms-voice:PutResourcePolicy', 'ssm-incidents:PutResourcePolicy',
  ],
};
