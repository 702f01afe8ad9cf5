import { type Denial, policyIdOf } from './denial';
import { isAuthorizationPolicyType } from '../../contract';
import { type JsonValue, parseJson, readPolicyDocument, type Statement } from '../../policy';
import { patternCovers } from '../../policy/evaluate/patterns/glob';

/** A policy of which somebody asks whether it denied calls. */
export interface AskedPolicy {
  /** `SERVICE_CONTROL_POLICY` or `RESOURCE_CONTROL_POLICY`. */
  readonly type: string;
  /** `p-…`, if it is known. */
  readonly id?: string;
  /** The document, as far as it is known. */
  readonly content?: string;
  /**
   * The organization in which the ID was found.
   * @default - the ID is known from elsewhere, and every other one is of another policy
   */
  readonly foundIn?: { readonly organizationId: string; readonly policyIds: ReadonlySet<string> };
}

const TYPES: Readonly<Record<Denial['kind'], string>> = {
  'service control policy': 'SERVICE_CONTROL_POLICY', 'resource control policy': 'RESOURCE_CONTROL_POLICY',
};

/**
 * Whether a denial may come from a policy. It does not if the message names another policy, or if the policy has another type or denies
 * no such action. In doubt it may, such as for an ID that the organization does not have.
 */
export function mayDeny(policy: AskedPolicy, { kind, how, policyArn, action }: Omit<Denial, 'time'>): boolean {
  if (TYPES[kind] !== policy.type) return false;
  const named = policyArn === undefined ? undefined : policyIdOf(policyArn);
  const isCertain = named !== undefined && policy.id !== undefined && (named === policy.id || isKnownPolicy(policy, policyArn!));
  if (isCertain) return named === policy.id;
  if (how === 'no allow' || policy.content === undefined || !action.includes(':')) return true;
  const statements = statementsOf(policy.type, policy.content);
  return statements === undefined || statements.some((statement) => statement.effect === 'Deny' && matches(statement, action));
}

/** Whether the organization in which the ID of a policy was found has the policy of an ARN, or AWS manages it. */
export function isKnownPolicy({ foundIn }: AskedPolicy, policyArn: string): boolean {
  const [, owner, organizationId] = /^arn:[^:]+:organizations::([^:]*):policy\/(?:(o-[0-9a-z]+)\/)?/.exec(policyArn) ?? [];
  if (foundIn === undefined || owner === 'aws') return true;
  return organizationId === foundIn.organizationId && foundIn.policyIds.has(policyIdOf(policyArn) ?? '');
}

/** Undefined for a document that cannot be read as a whole. */
function statementsOf(type: string, content: string): readonly Statement[] | undefined {
  if (!isAuthorizationPolicyType(type)) return undefined;
  try {
    const { document, problems } = readPolicyDocument(parseJson(content) as JsonValue, type);
    return problems.length === 0 ? document.statements : undefined;
  } catch {
    return undefined;
  }
}

function matches({ action: { negated, patterns } }: Statement, action: string): boolean {
  const named = patterns.some((pattern) => patternCovers(pattern.toLowerCase(), action.toLowerCase()));
  return negated ? !named : named;
}
