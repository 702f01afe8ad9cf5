import { isRecord } from '../../assembly';
import type { JsonValue } from '../../policy';

type JsonObject = { readonly [key: string]: JsonValue };

export interface SplitProperties {
  /** Properties without policy documents; text that is no policy document stays here. */
  readonly settings: JsonObject;
  readonly documents: JsonObject;
}

const SINGLE: Readonly<Record<string, string>> = { AssumeRolePolicyDocument: 'trust policy', PolicyDocument: 'policy', InlinePolicy: 'inline policy' };

/** Takes the policy documents out of a resource's properties. Source: AWS CloudFormation Template Reference, `AWS::IAM::*`. */
export function splitProperties(properties: JsonObject): SplitProperties {
  const settings: Record<string, JsonValue> = {};
  const documents: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(properties)) {
    const inline = name === 'Policies' ? inlinePolicies(value) : undefined;
    if (inline !== undefined) Object.assign(documents, inline);
    else if (Object.hasOwn(SINGLE, name) && isRecord(value)) documents[SINGLE[name]] = value;
    else settings[name] = value;
  }
  return { settings, documents };
}

/** Undefined for a list of anything else, or with a name that comes twice. */
function inlinePolicies(value: JsonValue): Record<string, JsonValue> | undefined {
  if (!Array.isArray(value)) return undefined;
  const found: Record<string, JsonValue> = {};
  for (const policy of value) {
    if (!isRecord(policy) || typeof policy.PolicyName !== 'string' || policy.PolicyDocument === undefined) return undefined;
    const name = `inline policy ${policy.PolicyName}`;
    if (Object.keys(policy).length > 2 || Object.hasOwn(found, name)) return undefined;
    found[name] = policy.PolicyDocument as JsonValue;
  }
  return found;
}
