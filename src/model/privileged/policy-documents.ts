import { isRecord } from '../../assembly';
import type { JsonValue } from '../../policy';
import { documentOf } from '../diff/identity/policy-text';

type JsonObject = { readonly [key: string]: JsonValue };

export interface SplitProperties {
  /** Properties without policy documents. A text that is no document, or that has a key twice, stays here. */
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
    else if (Object.hasOwn(SINGLE, name) && documentIn(value) !== undefined) documents[SINGLE[name]] = documentIn(value)!;
    else settings[name] = value;
  }
  return { settings, documents };
}

/** A document as an object, or as a text that is certain to be one. */
function documentIn(value: JsonValue): JsonObject | undefined {
  const document = typeof value === 'string' ? documentOf(value) : value;
  return isRecord(document) ? document as JsonObject : undefined;
}

/** Undefined for a list of anything else, or with a name that comes twice. */
function inlinePolicies(value: JsonValue): Record<string, JsonValue> | undefined {
  if (!Array.isArray(value)) return undefined;
  const found: Record<string, JsonValue> = {};
  for (const policy of value) {
    if (!isRecord(policy) || typeof policy.PolicyName !== 'string' || policy.PolicyDocument === undefined) return undefined;
    const name = `inline policy ${policy.PolicyName}`;
    if (Object.keys(policy).length > 2 || Object.hasOwn(found, name)) return undefined;
    found[name] = documentIn(policy.PolicyDocument as JsonValue) ?? policy.PolicyDocument as JsonValue;
  }
  return found;
}
