import type { IConstruct } from 'constructs';
import { problem } from './problem';
import { isPolicyType, POLICY_TYPES, PolicyTypeLimits, PolicyTypeName, QUOTA_CONTEXT_PREFIX, QuotaName, QUOTAS } from '../../contract';

/** Limits of a policy type that AWS may raise. */
export type PolicyTypeQuotaName = 'maxContentLength' | 'maxAttachments' | 'maxPolicies';

/** A limit as it holds for a construct: the context value `cdk-aws-organizations:quota:<name>`, or the one known to this library. */
export function quota(scope: IConstruct, name: QuotaName): number {
  return overridden(scope, name) ?? QUOTAS[name].value;
}

/** The same for a policy type; the context key ends in `<type>.<limit>`, as in `SERVICE_CONTROL_POLICY.maxAttachments`. */
export function policyTypeQuota(scope: IConstruct, type: PolicyTypeName, name: PolicyTypeQuotaName): number {
  const limits: PolicyTypeLimits = POLICY_TYPES[type];
  return overridden(scope, `${type}.${name}`) ?? limits[name];
}

/** Overrides in the context of the app that are no numbers or that nobody reads. */
export function quotaOverrideProblems(scope: IConstruct): string[] {
  const context: Record<string, unknown> = scope.node.getAllContext();
  return Object.entries(context).filter(([key]) => key.startsWith(QUOTA_CONTEXT_PREFIX)).flatMap(([key, value]) => {
    const name = key.slice(QUOTA_CONTEXT_PREFIX.length);
    if (!isQuota(name)) {
      return [problem({
        wrong: `The context key "${key}" overrides a quota that is not known`,
        given: name,
        remedy: `Use one of ${Object.keys(QUOTAS).join(', ')}, or <policy type>.maxContentLength, .maxAttachments or .maxPolicies`,
      })];
    }
    if (parsed(value) !== undefined) return [];
    return [problem({
      wrong: `The context key "${key}" does not hold a whole number of 0 or more`,
      given: value,
      remedy: 'Give the number that AWS granted, or remove the key',
    })];
  });
}

function overridden(scope: IConstruct, name: string): number | undefined {
  return parsed(scope.node.tryGetContext(QUOTA_CONTEXT_PREFIX + name));
}

// On the command line (`-c key=value`) a number arrives as text.
function parsed(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return Number.isInteger(number) && (number as number) >= 0 ? number as number : undefined;
}

function isQuota(name: string): boolean {
  const [type, limit] = name.split('.');
  return name in QUOTAS || (isPolicyType(type) && ['maxContentLength', 'maxAttachments', 'maxPolicies'].includes(limit));
}
