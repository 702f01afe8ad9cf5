import { textOf, type TrailRecord } from './trail-record';
import { ANONYMOUS, isServicePrincipal, isWebIdentityProvider } from '../../policy';

/** Who makes a recorded call. */
export interface Caller {
  /** As a request names it; undefined for one of which only the account is recorded. */
  readonly principal?: string;
  /** The account of the caller; undefined for a service, an identity provider or an anonymous caller. */
  readonly accountId?: string;
  /** The name of the session, which the role does not show. */
  readonly session?: string;
  /** The service that makes the call for the caller, or with its role. */
  readonly through?: string;
}

const ACCOUNT = /^\d{12}$/;

/**
 * The caller of a record, or why there is none that policies speak of.
 * Source: AWS CloudTrail User Guide, "CloudTrail userIdentity element".
 */
export function callerOf(record: TrailRecord): Caller | { readonly unknown: string } {
  const { identity } = record;
  const { type, arn, accountId, invokedBy } = identity;
  const through = invokedBy === undefined ? {} : { through: invokedBy };
  const account = ACCOUNT.test(accountId ?? '') ? { accountId: accountId! } : {};
  switch (type) {
    case 'Root': return accountId === undefined || !ACCOUNT.test(accountId) ? missing('account', type) : {
      principal: arn ?? `arn:aws:iam::${accountId}:root`, ...account, ...through,
    };
    case 'IAMUser':
    case 'FederatedUser': return arn === undefined ? missing('ARN', type) : { principal: arn, ...accountIn(arn, account), ...through };
    case 'Role':
    case 'AssumedRole': return sessionOf(identity, { ...account, ...through });
    case 'AWSService': return isServicePrincipal(invokedBy ?? '') ? { principal: invokedBy!.toLowerCase() } : missing('service', type);
    case 'AWSAccount': return accountId === 'ANONYMOUS_PRINCIPAL' || identity.principalId === 'ANONYMOUS_PRINCIPAL'
      ? { principal: ANONYMOUS } : 'accountId' in account ? { ...account, ...through } : missing('account', type);
    case 'SAMLUser':
    case 'WebIdentityUser': return providerOf(record);
    default: return { unknown: type === undefined ? 'the record names no caller' : `a caller of the type ${type} is no principal of IAM` };
  }
}

function missing(what: string, type: string): { readonly unknown: string } {
  return { unknown: `the record of a caller of the type ${type} has no ${what}` };
}

/** The role of a session: its ARN has the path, which that of the session lacks. */
function sessionOf({ arn, issuer }: TrailRecord['identity'], rest: Caller): ReturnType<typeof callerOf> {
  const session = arn === undefined ? undefined : /:assumed-role\/[^/]+\/(.+)$/.exec(arn)?.[1];
  const principal = issuer?.arn?.includes(':role/') ? issuer.arn : arn;
  if (principal === undefined) return missing('ARN', 'AssumedRole');
  return { principal, ...accountIn(principal, rest), ...rest, ...(session === undefined ? {} : { session }) };
}

function accountIn(arn: string, otherwise: Caller): Pick<Caller, 'accountId'> {
  const account = otherwise.accountId ?? arn.split(':')[4];
  return ACCOUNT.test(account ?? '') ? { accountId: account } : {};
}

/**
 * The provider at the beginning of the ID of a principal with the token of one: a table may have no column for the provider itself.
 * Source: IAM User Guide, "Logging IAM and AWS STS API calls with AWS CloudTrail", the examples of AssumeRoleWithWebIdentity.
 */
export const PROVIDER_IN_PRINCIPAL = /^(arn:[^:]+:iam::[0-9]{12}:oidc-provider\/[^:]+|[a-z0-9.-]+):/;

/** A caller who trades the token of an identity provider for a role calls as that provider. */
function providerOf({ identity: { identityProvider, type, principalId = '' }, requestParameters = {} }: TrailRecord): ReturnType<typeof callerOf> {
  const inPrincipal = PROVIDER_IN_PRINCIPAL.exec(principalId)?.[1];
  const named = [identityProvider, textOf(requestParameters.principalArn), textOf(requestParameters.providerId), inPrincipal]
    .find((text) => text !== undefined && (isWebIdentityProvider(text) || /^arn:[\w-]+:iam::\d{12}:(?:saml|oidc)-provider\//.test(text)));
  return named === undefined ? missing('provider', type!) : { principal: named };
}
