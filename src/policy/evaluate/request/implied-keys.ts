import type { ContextValue } from './access-request';
import { ROLE_PATH } from '../open-text';
import { accountOfArn, type PrincipalKind, principalKind, sessionRole } from './principal';
import { carriesResourceKeys } from './resource-keys';
import { arnSegments } from '../patterns/arn-pattern';

type Context = Record<string, ContextValue>;

const PRINCIPAL_TYPES: Partial<Record<PrincipalKind, string>> = {
  'root': 'Account', 'user': 'User', 'role': 'AssumedRole', 'assumed-role': 'AssumedRole', 'federated-user': 'FederatedUser', 'anonymous': 'Anonymous',
};

/** Keys that describe a principal in an account of an organization, and that other callers do not have. */
const NO_MEMBER: Context = { 'aws:PrincipalOrgID': null, 'aws:PrincipalOrgPaths': null, 'aws:username': null };
const NO_SERVICE: Context = { 'aws:PrincipalServiceName': null, 'aws:PrincipalServiceNamesList': null };

/**
 * Keys of every request by a principal.
 * Sources: IAM User Guide, "AWS global condition context keys" and "IAM policy elements: Variables and tags" (only users have
 * `aws:username`). The ARN of a session does not include the path of its role, so a part of `aws:PrincipalArn` stays open.
 */
export function impliedByPrincipal(principal: string): Context {
  const kind = principalKind(principal);
  switch (kind) {
    case 'service': return {
      ...NO_MEMBER,
      'aws:PrincipalIsAWSService': true,
      'aws:PrincipalServiceName': principal.toLowerCase(),
      'aws:PrincipalArn': null,
      'aws:PrincipalAccount': null,
    };
    // The documentation does not cover other keys in the request of a web identity.
    case 'federated': return { ...NO_MEMBER, ...NO_SERVICE };
    case 'anonymous': return {
      ...NO_MEMBER,
      ...NO_SERVICE,
      'aws:PrincipalArn': null,
      'aws:PrincipalAccount': 'anonymous',
      'aws:PrincipalIsAWSService': null,
      'aws:PrincipalType': PRINCIPAL_TYPES.anonymous!,
      'aws:MultiFactorAuthPresent': null,
      'aws:MultiFactorAuthAge': null,
      'aws:TokenIssueTime': null,
    };
    default: return impliedByArn(principal, kind);
  }
}

function impliedByArn(principal: string, kind: PrincipalKind): Context {
  const account = accountOfArn(principal);
  const arn = principalArn(principal, kind);
  const type = PRINCIPAL_TYPES[kind];
  return {
    ...(arn === undefined ? {} : { 'aws:PrincipalArn': arn }),
    ...(type === undefined ? {} : { 'aws:PrincipalType': type }),
    ...(account === undefined ? {} : { 'aws:PrincipalAccount': account }),
    ...(kind === 'other' ? {} : { ...NO_SERVICE, 'aws:PrincipalIsAWSService': false, 'aws:username': kind === 'user' ? friendlyName(principal) : null }),
  };
}

/** `aws:PrincipalArn` of a principal. */
function principalArn(principal: string, kind: PrincipalKind): string | undefined {
  if (kind !== 'assumed-role') return kind === 'other' ? undefined : principal;
  const role = sessionRole(principal);
  const [, partition, , , account] = arnSegments(principal)!;
  return role === undefined ? undefined : `arn:${partition}:iam::${account}:role/${ROLE_PATH}${role}`;
}

/** The name of a user, without the path before it. */
function friendlyName(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

export function impliedByResource(action: string, resource: string | undefined): Context {
  const account = resource === undefined ? undefined : accountOfArn(resource);
  return account === undefined || !carriesResourceKeys(action) ? {} : { 'aws:ResourceAccount': account };
}
