import type { ActionName } from './compile/compile-action';
import { RESOURCE } from './compile/compile-policy';
import { arnSegments } from './patterns/arn-pattern';
import type { ReasonType } from './reason';
import { isServiceLinkedRole, type PrincipalKind, principalKind } from './request/principal';
import { serviceExists, supportsResourceControl } from '../actions/action-table';

/** The facts that determine whether policies apply to a request at all. */
export interface Reach {
  readonly action: ActionName;
  readonly principal?: string | undefined;
  readonly resource?: string | undefined;
  /** Whether the account that the policies are attached to is the management account. */
  readonly managementAccount?: boolean;
}

/**
 * Actions that work regardless of policies.
 * Sources: AWS STS API Reference, "GetCallerIdentity" (a denial changes nothing); IAM User Guide, "Permissions for GetSessionToken"
 * (policies cannot control it). The documentation has no such statement about `sts:GetAccessKeyInfo`.
 */
const UNRESTRICTED_ACTIONS = new Map(['sts:GetCallerIdentity', 'sts:GetSessionToken'].map((action) => [action.toLowerCase(), action]));

const TITLES: Record<ReasonType, string> = {
  SERVICE_CONTROL_POLICY: 'service control policies',
  RESOURCE_CONTROL_POLICY: 'resource control policies',
  IDENTITY_POLICY: 'identity-based policies',
};

/**
 * An action that resource control policies do not apply to, although they apply to its service.
 * Source: AWS KMS Developer Guide, "Resource control policies in AWS KMS".
 */
const OUT_OF_REACH = new Map([['kms:retiregrant', 'kms:RetireGrant']]);

export function isUnrestricted(action: ActionName): boolean {
  return unrestricted(action) !== undefined;
}

function unrestricted({ service, name }: ActionName): string | undefined {
  return UNRESTRICTED_ACTIONS.get(`${service}:${name}`);
}

/** The reason why policies of a type do not apply to a request; undefined if they apply. */
export function exemption(type: ReasonType, reach: Reach): string | undefined {
  const free = unrestricted(reach.action);
  if (free !== undefined) return `${TITLES[type]} do not restrict ${free}, which needs no permission`;
  if (type === 'IDENTITY_POLICY') return undefined;
  return type === 'SERVICE_CONTROL_POLICY' ? serviceControlExemption(reach) : resourceControlExemption(reach);
}

/** Services that service control policies do not restrict. */
const FREE_SERVICES: Readonly<Record<string, string>> = { mechanicalturk: 'Amazon Mechanical Turk' };

/** Callers that are not users or roles of an account. */
const NO_PRINCIPALS: Partial<Record<PrincipalKind, string>> = {
  service: 'AWS services', federated: 'federated principals of an identity provider', anonymous: 'anonymous callers',
};

/** Source: AWS Organizations User Guide, "Service control policies (SCPs)", tasks and entities not restricted by SCPs. */
function serviceControlExemption({ action, principal, managementAccount = false }: Reach): string | undefined {
  if (managementAccount) return 'service control policies do not affect the management account';
  if (Object.hasOwn(FREE_SERVICES, action.service)) return `service control policies do not restrict ${FREE_SERVICES[action.service]}`;
  if (principal === undefined) return undefined;
  if (isServiceLinkedRole(principal)) return 'service control policies do not affect service-linked roles';
  const who = NO_PRINCIPALS[principalKind(principal)];
  return who === undefined ? undefined : `service control policies affect users and roles of an account, not ${who}`;
}

/**
 * Source: AWS Organizations User Guide, "Resource control policies (RCPs)", resources and entities not restricted by RCPs, and the list of
 * AWS services that support RCPs.
 */
function resourceControlExemption({ action, principal, resource, managementAccount = false }: Reach): string | undefined {
  if (managementAccount) return 'resource control policies do not affect resources in the management account';
  if (principal !== undefined && isServiceLinkedRole(principal)) return 'resource control policies do not affect service-linked roles';
  if (resource !== undefined && isAwsManagedKey(resource)) return 'resource control policies do not affect AWS managed keys';
  if (resource !== undefined && assumesByService(action, principal) && isServiceLinkedRole(resource)) {
    return 'resource control policies do not affect AWS services that assume a service-linked role';
  }
  if (reachOf(action) !== 'none') return undefined;
  return `resource control policies do not reach ${outOfReach(action) ?? `the service ${action.service}`}`;
}

/** Whether an AWS service assumes a role on its own. */
function assumesByService({ service }: ActionName, principal: string | undefined): boolean {
  return service === 'sts' && principal !== undefined && principalKind(principal) === 'service';
}

/** The alias of an AWS managed key; the ARN of a key does not show who manages it. */
function isAwsManagedKey(resource: string): boolean {
  const [, , service, , , name] = arnSegments(resource) ?? [];
  return service === 'kms' && name.startsWith('alias/aws/');
}

/**
 * The fact beyond the request that a denial by policies of a type depends on, if there is one: an unknown service may be newer
 * than the list, and a role that an AWS service assumes may be a service-linked one.
 */
export function uncertainty(type: ReasonType, { action, principal, resource }: Reach): string | undefined {
  if (type !== 'RESOURCE_CONTROL_POLICY') return undefined;
  if (reachOf(action) === 'unknown') return `whether resource control policies reach the service ${action.service}`;
  return resource === undefined && assumesByService(action, principal) ? RESOURCE : undefined;
}

function outOfReach({ service, name }: ActionName): string | undefined {
  return OUT_OF_REACH.get(`${service}:${name}`);
}

/** The types of policies that apply to an action, as a key. Actions with different keys must not be judged alike. */
export function reachKey(action: ActionName): string {
  if (isUnrestricted(action)) return UNRESTRICTED;
  return Object.hasOwn(FREE_SERVICES, action.service) ? `free, ${reachOf(action)}` : reachOf(action);
}

/** The key of actions that no policy restricts. */
export const UNRESTRICTED = 'unrestricted';

/** Whether resource control policies apply to an action. */
export function reachOf(action: ActionName): 'all' | 'none' | 'unknown' {
  const { service } = action;
  if (outOfReach(action) !== undefined) return 'none';
  if (supportsResourceControl(service)) return 'all';
  return serviceExists(service) ? 'none' : 'unknown';
}
