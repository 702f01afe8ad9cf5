import type { PolicyTypeName } from '../../../src/contract';
import { validatePolicy } from '../../../src/policy';
import { PUBLISHED_POLICIES } from '../published-policies';

/** Placeholders of AWS, which the service would not accept as an address, and would treat as a variable. */
const PLACEHOLDER_ROLE = 'variable-syntax: arn:aws:iam::${Account}:role/[PRIVILEGED_ROLE]';
const PLACEHOLDER_BLOCK = 'condition-value: <my-corporate-cidr>';

/**
 * All findings of the rules in policies that AWS publishes, as rule and value. Each was reviewed: besides placeholders these are actions
 * that the Service Authorization Reference does not list, a statement that another one covers, and functions whose ARN has a slash.
 */
const FINDINGS: readonly (readonly [file: string, findings: readonly string[]])[] = [
  ['Deny-AWS-CLI-login-using-console-credentials.json', [PLACEHOLDER_ROLE]],
  ['Deny-Amazon-Virtual-Private-Network-connection-creation-modification-deletion.json', [PLACEHOLDER_ROLE]],
  ['Deny-CloudHSM-deletion.json', [PLACEHOLDER_ROLE]],
  ['Deny-KMS-key-deletion.json', [PLACEHOLDER_ROLE]],
  ['Deny-access-to-AWS-based-on-the-requested-AWS-region-with-Bedrock-CRIS.json', [PLACEHOLDER_ROLE]],
  ['Deny-access-to-AWS-based-on-the-requested-AWS-region.json', [PLACEHOLDER_ROLE]],
  ['Deny-account-region-enable-and-disable-actions.json', [PLACEHOLDER_ROLE]],
  ['Deny-billing-modification-action.json', [PLACEHOLDER_ROLE]],
  ['Deny-deletion-of-specific-CloudWatch-Log-groups-and-streams.json', [PLACEHOLDER_ROLE]],
  ['Deny-deletion-or-disassociation-or-updation-to-AWS-SecurityHub.json', [PLACEHOLDER_ROLE]],
  ['Deny-disabling-default-EBS-encryption.json', [PLACEHOLDER_ROLE]],
  ['Deny-enabling-and-disabling-AWS-Config.json', [PLACEHOLDER_ROLE]],
  ['Deny-modification-to-Lambda-URL-Config.json', ['resource-shape: arn:aws:lambda:*:*:function/*']],
  ['Deny-modification-to-SSM-service-settings.json', [PLACEHOLDER_ROLE]],
  ['Deny-modifications-to-specific-AWS-CloudFormation-resources.json', [PLACEHOLDER_ROLE]],
  ['Deny-modifications-to-specific-Amazon-Lambda-functions.json', [PLACEHOLDER_ROLE]],
  ['Deny-modifications-to-specific-CloudTrail-trails.json', [
    'variable-syntax: arn:aws:cloudtrail:${Region}:${Account}:trail/[CLOUDTRAIL_NAME]',
    'variable-syntax: arn:aws:cloudtrail:${Region}:${Account}:trail/[CLOUDTRAIL_NAME]',
    PLACEHOLDER_ROLE,
  ]],
  ['Deny-modifications-to-specific-IAM-roles.json', [PLACEHOLDER_ROLE]],
  ['Deny-modifications-to-specific-SNS-topics.json', [PLACEHOLDER_ROLE]],
  ['Deny-unwanted-cancellation-or-changes-to-AWS-Marketplace-product-subscription.json', [
    PLACEHOLDER_ROLE,
    'unknown-action: aws-marketplace:CreatePrivateMarketplace',
    'unknown-action: aws-marketplace:UpdatePrivateMarketplaceSettings',
  ]],
  ['Deny-unwarranted-IAM-federations-creation-modification.json', [PLACEHOLDER_ROLE]],
  ['Deny-use-of-IAM-user-credentials-from-unexpected-networks.json', [PLACEHOLDER_BLOCK]],
  ['Deny-users-from-disabling-Amazon-GuardDuty-or-modifying-its-configuration.json', [PLACEHOLDER_ROLE]],
  ['Deny-users-from-disabling-or-altering-CloudWatch.json', [
    'variable-syntax: arn:aws:cloudwatch::${Account}:dashboard/[DASHBOARD_NAME]',
    'variable-syntax: arn:aws:cloudwatch:${Region}:${Account}:alarm:[ALARM_NAME]',
    'variable-syntax: arn:aws:cloudwatch:${Region}:${Account}:alarm:[ALARM_NAME]',
    PLACEHOLDER_ROLE,
  ]],
  ['Prevent-creating-or-expanding-public-connectivity-for-VPCs.json', [PLACEHOLDER_ROLE]],
  ['Protect-disabling-or-deleting-Amazon-Macie.json', [PLACEHOLDER_ROLE]],
  ['Restrict-deletion-and-modification-of-privileged-policies.json', [PLACEHOLDER_ROLE]],
  ['deny-creating-any-service-specific-credentials.json', ['never-matters: DenyCreatingAnyServiceSpecificCredential']],
  ['deny-service-specific-credential-by-type.json', ['policy-syntax']],
  ['identity_perimeter_rcp.json', [
    'unknown-condition-key: <OIDC_provider_name_1>:sub',
    'unknown-condition-key: <OIDC_provider_name_1>:sub',
    'unknown-condition-key: <OIDC_provider_name_1>:sub',
    'unknown-condition-key: <OIDC_provider_name_2>:sub',
  ]],
  ['network_perimeter_ec2_scp.json', [PLACEHOLDER_BLOCK]],
  ['network_perimeter_glue_scp.json', [PLACEHOLDER_BLOCK]],
  ['network_perimeter_iam_users_scp.json', [PLACEHOLDER_BLOCK]],
  ['network_perimeter_lambda_scp.json', [PLACEHOLDER_BLOCK]],
  ['network_perimeter_sourcevpc_rcp.json', [PLACEHOLDER_BLOCK]],
  ['network_perimeter_sourcevpc_scp.json', [PLACEHOLDER_BLOCK]],
  ['network_perimeter_vpceorgid_rcp.json', [PLACEHOLDER_BLOCK]],
  ['network_perimeter_vpceorgid_scp.json', [PLACEHOLDER_BLOCK]],
  ['resource_perimeter_scp.json', ['resource-arn: <third-party-resource>', 'resource-arn: <third-party-resource>']],
];

test('the rules have exactly the listed findings in the policies that AWS publishes', () => {
  const found = PUBLISHED_POLICIES.map(({ file, text, language }) => [
    file, validatePolicy(language as PolicyTypeName, text).map(({ rule, value }) => (value === undefined ? rule : `${rule}: ${String(value)}`)),
  ] as const);
  expect(found.filter(([, findings]) => findings.length > 0)).toEqual(FINDINGS);
});
