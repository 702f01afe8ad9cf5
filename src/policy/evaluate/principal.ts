import { arnSegments } from './arn-pattern';

export type PrincipalKind = 'root' | 'user' | 'role' | 'assumed-role' | 'federated-user' | 'service' | 'other';

const SERVICE = /^[a-z0-9.-]+\.amazonaws\.com(?:\.cn)?$/i;

/** `config.amazonaws.com`, in whatever case. */
export function isServicePrincipal(principal: string): boolean {
  return SERVICE.test(principal);
}

export function principalKind(principal: string): PrincipalKind {
  if (isServicePrincipal(principal)) return 'service';
  const [, , service, , , resource] = arnSegments(principal) ?? [];
  const kind = resource?.split('/')[0];
  if (service === 'iam' && (kind === 'root' || kind === 'user' || kind === 'role')) return kind;
  if (service === 'sts' && (kind === 'assumed-role' || kind === 'federated-user')) return kind;
  return 'other';
}

/** The twelve digits in an ARN, if it names an account. */
export function accountOfArn(arn: string): string | undefined {
  const account = arnSegments(arn)?.[4];
  return account !== undefined && /^\d{12}$/.test(account) ? account : undefined;
}

/**
 * Roles that a service made for itself, which no organization policy restricts. Their path and the beginning of their name are
 * reserved. Source: AWS Organizations User Guide, "Service control policies (SCPs)"; IAM User Guide, "Service-linked roles".
 */
export function isServiceLinkedRole(principal: string): boolean {
  const resource = arnSegments(principal)?.[5] ?? '';
  return resource.startsWith('role/aws-service-role/') || resource.startsWith('assumed-role/AWSServiceRoleFor');
}
