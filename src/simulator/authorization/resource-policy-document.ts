import { type DelegatedRequest, tagKeysOf } from './delegated-request';
import { CompiledPolicy, type JsonValue, readPolicyDocument } from '../../policy';
import { actionName } from '../../policy/evaluate/compile/compile-action';
import { RequestContext } from '../../policy/evaluate/request/request-context';
import { isObject } from '../effective-policies/policy-document';
import { invalidInput } from '../protocol/service-error';

interface Statement {
  readonly Effect?: unknown;
  readonly Principal?: unknown;
  readonly Action?: unknown;
}

/**
 * The actions that can be delegated. Source: User Guide, "Delegated administrator for AWS Organizations", supported actions.
 */
const DELEGABLE = /^organizations:(Describe|List).+|^organizations:(Attach|Create|Delete|Detach|Update)Policy$|^organizations:(Disable|Enable)PolicyType$|^organizations:(Tag|Untag)Resource$/i;

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}

function statements(content: string): Statement[] | undefined {
  try {
    const document = JSON.parse(content) as { Statement?: unknown };
    const found = list(document.Statement);
    return isObject(document) && found.every(isObject) ? found : undefined;
  } catch {
    return undefined;
  }
}

/** Refuses a delegation policy that the service would not take. Sources: User Guide as above; API Reference, InvalidInputException. */
export function checkResourcePolicyDocument(content: string): void {
  const found = statements(content);
  if (!found) throw invalidInput('INVALID_RESOURCE_POLICY_JSON', 'The resource policy is not valid JSON, or has no statements.');
  for (const statement of found) {
    if ('NotAction' in statement || 'NotResource' in statement) {
      throw 'NotAction' in statement
        ? invalidInput('UNSUPPORTED_ACTION_IN_RESOURCE_POLICY', 'NotAction is not supported in a resource policy.')
        : invalidInput('UNSUPPORTED_RESOURCE_IN_RESOURCE_POLICY', 'NotResource is not supported in a resource policy.');
    }
    if (principals(statement).length === 0) throw invalidInput('INVALID_PRINCIPAL', 'Each statement must name AWS accounts as its Principal.');
    for (const action of list(statement.Action)) {
      if (typeof action !== 'string' || !(DELEGABLE.test(action) || /^organizations:.*[*?]/i.test(action))) {
        throw invalidInput('UNSUPPORTED_ACTION_IN_RESOURCE_POLICY', `The action ${JSON.stringify(action)} can't be delegated.`);
      }
    }
  }
}

/** Account IDs and wildcards that a statement names. */
function principals({ Principal: principal }: Statement): string[] {
  const named = isObject(principal) ? list(principal.AWS) : list(principal);
  return named.flatMap((name) => {
    const [, accountId] = /^(?:arn:[^:]+:iam::)?(\d{12}|\*)(?::.*)?$/.exec(String(name)) ?? [];
    return accountId ? [accountId] : [];
  });
}

/**
 * Whether the policy lets the account make a call. Each resource of the request has to be allowed, and none denied.
 * Sources: User Guide, "Delegated administrator for AWS Organizations"; IAM User Guide, "Policy evaluation logic".
 */
export function delegates(content: string, accountId: string, operation: string, { resources, tags, context }: DelegatedRequest): boolean {
  const action = `organizations:${operation}`;
  if (!DELEGABLE.test(action)) return false;
  const named = (statements(content) ?? []).filter((statement) => (
    principals(statement).some((principal) => principal === '*' || principal === accountId)));
  if (named.length === 0) return false;
  const Statement = named.map(({ Principal: _principal, ...statement }) => statement as JsonValue);
  const { document } = readPolicyDocument({ Version: '2012-10-17', Statement } as JsonValue, 'IDENTITY_POLICY');
  const policy = new CompiledPolicy('resource policy', document);
  return resources.every((resource) => {
    const own = tagKeysOf('Resource', tags?.[resource] ?? {});
    const request = new RequestContext({ action, resource, context: { ...context, ...own }, contextIsComplete: true });
    const matching = policy.matching(actionName(action)).filter((compiled) => compiled.judge(request) === true);
    return matching.some(({ statement }) => statement.effect === 'Allow') && !matching.some(({ statement }) => statement.effect === 'Deny');
  });
}
