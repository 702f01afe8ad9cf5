import { arnSegments } from '../patterns/arn-pattern';

export type PrincipalKind = 'root' | 'user' | 'role' | 'assumed-role' | 'federated-user' | 'service' | 'federated' | 'anonymous' | 'other';

/** A caller without credentials. */
export const ANONYMOUS = '*';

const SERVICE = /^[a-z0-9.-]+\.amazonaws\.com(?:\.cn)?$/i;

/** Source: IAM User Guide, "AWS JSON policy elements: Principal", OIDC federated principals. */
const WEB_IDENTITY_PROVIDERS = /^(?:cognito-identity(?:-us-gov)?\.amazonaws\.com(?:\.cn)?|accounts\.google\.com|www\.amazon\.com|graph\.facebook\.com)$/i;

/** `config.amazonaws.com`, in any case. */
export function isServicePrincipal(principal: string): boolean {
  return SERVICE.test(principal) && !isWebIdentityProvider(principal);
}

/** An identity provider that policies name without an ARN, such as `accounts.google.com`. */
export function isWebIdentityProvider(principal: string): boolean {
  return WEB_IDENTITY_PROVIDERS.test(principal);
}

export function principalKind(principal: string): PrincipalKind {
  if (principal === ANONYMOUS) return 'anonymous';
  if (isWebIdentityProvider(principal)) return 'federated';
  if (isServicePrincipal(principal)) return 'service';
  const [, , service, , , resource] = arnSegments(principal) ?? [];
  const kind = resource?.split('/')[0];
  if (service === 'iam' && (kind === 'root' || kind === 'user' || kind === 'role')) return kind;
  if (service === 'iam' && (kind === 'oidc-provider' || kind === 'saml-provider')) return 'federated';
  if (service === 'sts' && (kind === 'assumed-role' || kind === 'federated-user')) return kind;
  return 'other';
}

/** The twelve digits in an ARN, if it names an account. */
export function accountOfArn(arn: string): string | undefined {
  const account = arnSegments(arn)?.[4];
  return account !== undefined && /^\d{12}$/.test(account) ? account : undefined;
}

/**
 * Roles that a service created for itself, which no organization policy restricts. Their path and the beginning of their name are
 * reserved. Source: AWS Organizations User Guide, "Service control policies (SCPs)"; IAM User Guide, "Service-linked roles".
 */
export function isServiceLinkedRole(principal: string): boolean {
  const resource = arnSegments(principal)?.[5] ?? '';
  return resource.startsWith('role/aws-service-role/') || resource.startsWith('assumed-role/AWSServiceRoleFor');
}

/** The name of the role of a session, if the principal is one. Its ARN does not include the path of the role. */
export function sessionRole(principal: string): string | undefined {
  if (principalKind(principal) !== 'assumed-role') return undefined;
  const [, name, ...session] = arnSegments(principal)![5].split('/');
  return name === undefined || name === '' || session.length > 1 ? undefined : name;
}

/** The role of a session as if it had no path, if the principal is a session. */
export function pathlessRole(principal: string): string | undefined {
  const role = sessionRole(principal);
  return role === undefined ? undefined : principal.replace(':sts:', ':iam:').replace(/:assumed-role\/.*$/, `:role/${role}`);
}

/** The name of the path of a session's role in answers. */
export function rolePathName(principal: string | undefined): string {
  return `the path of the role ${principal === undefined ? '' : sessionRole(principal) ?? ''}`.trimEnd();
}
