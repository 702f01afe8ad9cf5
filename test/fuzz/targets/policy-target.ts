import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readIdentityPolicy } from '../../../src/cli/explain/explain-question';
import { explainReport } from '../../../src/cli/explain/explain-report';
import { POLICY_TYPE_NAMES } from '../../../src/contract';
import { type Organization, OrganizationAccess, placedAccounts, reviewOf } from '../../../src/model';
import { problemText, validatePolicy } from '../../../src/policy';
import { textReview } from '../../../src/report';
import type { FuzzTarget } from '../fuzz';
import { assertVisible } from '../shown';

const VALID: readonly unknown[] = [
  {
    Version: '2012-10-17',
    Statement: [
      { Sid: 'A', Effect: 'Deny', NotAction: ['iam:*', 'sts:*'], Resource: '*', Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-central-1'] }, Bool: { 'aws:SecureTransport': 'false' } } },
      { Effect: 'Deny', Action: 's3:*', Resource: ['arn:aws:s3:::x-${aws:PrincipalAccount}/*'], Condition: { 'IpAddress': { 'aws:SourceIp': '10.0.0.0/8' }, 'ForAnyValue:ArnLike': { 'aws:PrincipalArn': 'arn:aws:iam::*:role/a*' }, 'DateLessThan': { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } } },
      { Effect: 'Allow', Action: '*', Resource: '*' },
    ],
  },
];

const NO_IDENTITY_POLICIES: readonly unknown[] = [
  { Version: '2012-10-17', Statement: { Effect: 'Deny', Principal: '*', Action: ['s3:*', 'sqs:*'], Resource: '*', Condition: { NumericLessThan: { 's3:TlsVersion': 1.2 }, Null: { 'aws:PrincipalOrgID': 'true' } } } },
  { tags: { team: { tag_key: { '@@assign': 'team' }, tag_value: { '@@assign': ['a', 'b'], '@@operators_allowed_for_child_policies': ['@@none'] }, enforced_for: { '@@assign': ['ec2:instance'] } } } },
  { plans: { daily: { regions: { '@@assign': ['eu-west-1'] }, rules: { r: { schedule_expression: { '@@assign': 'cron(0 5 ? * * *)' }, target_backup_vault_name: { '@@assign': 'v' } } }, selections: { tags: { s: { iam_role_arn: { '@@assign': 'arn:aws:iam::$account:role/r' }, tag_key: { '@@assign': 'x' }, tag_value: { '@@assign': ['y'] } } } } } } },
  { services: { default: { opt_out_policy: { '@@assign': 'optOut' } } } },
];

/** The target for policy texts, which are validated, compared, evaluated, and passed as an identity-based policy. */
export function policyTarget(organization: Organization): FuzzTarget {
  const types = [...POLICY_TYPE_NAMES];
  const [{ id: policyId }] = organization.policies;
  let turn = 0;
  return {
    name: 'policies',
    share: 0.2,
    valid: VALID,
    refused: NO_IDENTITY_POLICIES,
    run(text, folder) {
      const type = types[turn++ % types.length];
      for (const each of new Set([type, 'SERVICE_CONTROL_POLICY', 'TAG_POLICY'] as const)) validatePolicy(each, text).map(problemText);
      const policies = organization.policies.map((policy) => (policy.id === policyId ? { ...policy, content: text } : policy));
      const changed: Organization = { ...organization, policies };
      assertVisible('text', textReview(reviewOf(organization, changed, { actions: [] }), { documents: true }));
      const access = new OrganizationAccess(changed);
      const [placed] = placedAccounts(changed).slice(-1);
      assertVisible('answer', explainReport(access.ask(placed, { action: 's3:PutObject', resource: 'arn:aws:s3:::bucket/key', context: { 'aws:RequestedRegion': 'eu-west-1' } })));
      if (turn % 50 === 0) reviewOf(organization, changed);
      const managing = { ...changed, policies: changed.policies.map((policy) => ({ ...policy, content: text })) };
      new OrganizationAccess(managing).effectivePolicy(placed, 'TAG_POLICY');
      const file = join(folder, 'identity.json');
      writeFileSync(file, text);
      readIdentityPolicy(file);
    },
  };
}
