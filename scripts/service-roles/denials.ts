import { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import type { ServiceRolePolicy } from './policies';
import type { Guardrail } from '../../src';
import { CompiledPolicy, evaluate, FULL_AWS_ACCESS, type Level, parsePolicyDocument, RCP_FULL_AWS_ACCESS } from '../../src/policy';
import { deniedBy } from '../guardrail-actions/open-actions';

const ACCOUNT = '111122223333';
const ORGANIZATION = 'o-exampleorgid';

/** The condition keys of a service role's requests in an account of the organization: its own resources, in an allowed Region. */
const CONTEXT = {
  'aws:PrincipalOrgID': ORGANIZATION,
  'aws:ResourceOrgID': ORGANIZATION,
  'aws:ResourceAccount': ACCOUNT,
  'aws:SecureTransport': true,
  'aws:RequestedRegion': 'eu-central-1',
};

/** Names of roles that services expect; other roles have the name of their policy. */
const ROLE_NAMES: Readonly<Record<string, string>> = {
  AWSBackupServiceRolePolicyForBackup: 'AWSBackupDefaultServiceRole',
  AWSBackupServiceRolePolicyForRestores: 'AWSBackupDefaultServiceRole',
};

/** An action that a service role can use without a guardrail, and that the guardrail denies, for every request or for some. */
export interface ServiceRoleDenial {
  readonly guardrailId: string;
  readonly policy: string;
  readonly action: string;
}

/** The role that AWS creates, or suggests to create, with the policy. */
export function roleOf({ name }: Pick<ServiceRolePolicy, 'name'>): string {
  return `arn:aws:iam::${ACCOUNT}:role/service-role/${ROLE_NAMES[name] ?? name}`;
}

/**
 * The denials of a guardrail, for the actions that it names. A denial that depends on the resource, or on a key that the policy of the role
 * does not tell, counts.
 */
export function serviceRoleDenials(guardrail: Guardrail, policies: readonly ServiceRolePolicy[]): ServiceRoleDenial[] {
  const { guardrailId } = guardrail;
  const isNamed = deniedBy([guardrail], guardrailId);
  const denies = judgeOf(guardrail);
  return policies.flatMap((policy) => policy.actions.filter((action) => isNamed(action) && denies(action, roleOf(policy)))
    .map((action) => ({ guardrailId, policy: policy.name, action })));
}

/** Whether a role's request for an action may be denied; each question is evaluated once. */
function judgeOf({ statements, policyType }: Guardrail): (action: string, principal: string) => boolean {
  const document = new PolicyDocument({ statements }).toJSON() as never;
  const level = policyType.policyTypeName === 'SERVICE_CONTROL_POLICY'
    ? { serviceControlPolicies: [FULL, new CompiledPolicy('guardrail', parsePolicyDocument(document, 'SERVICE_CONTROL_POLICY'))] }
    : { resourceControlPolicies: [RCP_FULL, new CompiledPolicy('guardrail', parsePolicyDocument(document, 'RESOURCE_CONTROL_POLICY'))] };
  const levels: Level[] = [{ name: 'root', ...level }];
  return (action, principal) => evaluate({ levels, request: { action, principal, context: CONTEXT } }).decision !== 'allowed';
}

const FULL = new CompiledPolicy('full', FULL_AWS_ACCESS);
const RCP_FULL = new CompiledPolicy('full', RCP_FULL_AWS_ACCESS);
