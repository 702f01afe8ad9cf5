/** The kinds of policies that a message names. Only the first two are policies of the organization. */
export type PolicyKind =
  | 'service control policy' | 'resource control policy' | 'identity-based policy' | 'resource-based policy' | 'permissions boundary'
  | 'session policy' | 'VPC endpoint policy' | 'role trust policy';

/** The reason that a message gives. */
export interface DenialCause {
  /** Whether a statement denies the request, or none allows it. */
  readonly how: 'explicit deny' | 'no allow';
  /** Undefined for a message that leaves it open. */
  readonly policy?: PolicyKind;
  /** The ARN of the policy, if the message names it. */
  readonly policyArn?: string;
}

const KINDS: readonly (readonly [RegExp, PolicyKind])[] = [
  [/^service control polic/, 'service control policy'],
  [/^resource control polic/, 'resource control policy'],
  [/^identity[- ]based polic/, 'identity-based policy'],
  [/^resource[- ]based polic/, 'resource-based policy'],
  [/^permissions? boundar/, 'permissions boundary'],
  [/^session polic/, 'session policy'],
  [/^vpc[- ]endpoint polic/, 'VPC endpoint policy'],
  [/^(?:role )?trust polic/, 'role trust policy'],
];

const WORDS = String.raw`([a-z]+(?:[ -][a-z]+){0,3}?(?: polic(?:y|ies)| boundar(?:y|ies)))`;
const EXPLICIT_DENY = new RegExp(String.raw`explicit(?:ly)? den(?:y|ied)(?: in| by)? (?:an?|the) ${WORDS}(?:\s*[:(]?\s*['"]?(arn:[^\s'")]+))?`, 'i');
const NO_ALLOW = new RegExp(String.raw`(?:because|context:) (?:there is )?no ${WORDS} allows?`, 'i');
const ANY_DENY = /explicit(?:ly)? den(?:y|ied)|explicit deny/i;

/**
 * The reason in a message whose white space is single spaces. Undefined if it says none.
 * Source: IAM User Guide, "Troubleshoot access denied error messages".
 */
export function denialCause(text: string): DenialCause | undefined {
  const [, denying, arn] = EXPLICIT_DENY.exec(text) ?? [];
  if (denying !== undefined) return cause('explicit deny', denying, arn?.replace(/[.,;:]+$/, ''));
  const [, silent] = NO_ALLOW.exec(text) ?? [];
  if (silent !== undefined) return cause('no allow', silent, undefined);
  return ANY_DENY.test(text) ? { how: 'explicit deny' } : undefined;
}

function cause(how: DenialCause['how'], words: string, policyArn: string | undefined): DenialCause {
  const kind = KINDS.find(([pattern]) => pattern.test(words.toLowerCase()))?.[1];
  return { how, ...(kind === undefined ? {} : { policy: kind }), ...(policyArn === undefined ? {} : { policyArn }) };
}

/** Whether the policies of the organization hold what a message speaks of. Undefined if the message leaves it open. */
export function isOfOrganization({ policy }: DenialCause): boolean | undefined {
  return policy === undefined ? undefined : policy === 'service control policy' || policy === 'resource control policy';
}
