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
const DENIED = String.raw`explicit(?:ly)? den(?:y|ied)(?: in| by)? (?:an?|the) ${WORDS}`;
const EXPLICIT_DENY = new RegExp(String.raw`${DENIED}(?:\s*[:(]?\s*['"]?(arn:[^\s'")]+))?`, 'i');
const NO_ALLOW = new RegExp(String.raw`(?:because|context:) (?:there is )?no ${WORDS} allows?`, 'i');

/** A message that names the kind of the policy which refused the call. */
export const REFUSED_BY_POLICY = new RegExp(`${DENIED}|${NO_ALLOW.source}`, 'i');

const ANY_DENY = /explicit(?:ly)? den(?:y|ied)|explicit deny/i;

export interface MessageOptions {
  /**
   * Whether the text is one message, as in a record. Its reason comes last, after names that the caller may have chosen.
   * @default false, it may be a log with several messages, of which the first counts
   */
  readonly isOne?: boolean;
}

/**
 * The reason in a message whose white space is single spaces. Undefined if it says none.
 * Source: IAM User Guide, "Troubleshoot access denied error messages".
 */
export function denialCause(text: string, { isOne = false }: MessageOptions = {}): DenialCause | undefined {
  const spoken = text.replace(QUOTED_RESOURCE, '""');
  const match = isOne ? lastOf : firstOf;
  const [denying, silent, bare] = [EXPLICIT_DENY, NO_ALLOW, ANY_DENY].map((pattern) => match(pattern, spoken));
  const found = isOne ? latestOf([denying, silent, bare]) : denying ?? silent ?? bare;
  if (found === null) return undefined;
  if (found === bare) return { how: 'explicit deny' };
  return found === denying ? cause('explicit deny', found[1], found[2]?.replace(/[.,;:]+$/, '')) : cause('no allow', found[1], undefined);
}

/** The name of a resource can have the words of a reason. */
const QUOTED_RESOURCE = /(?<=\bresources?(?:\(s\))?:? ?(?:policy )?)"arn:[^"]*"/gi;

function firstOf(pattern: RegExp, text: string): RegExpExecArray | null {
  return pattern.exec(text);
}

function lastOf(pattern: RegExp, text: string): RegExpExecArray | null {
  return [...text.matchAll(new RegExp(pattern, 'gi'))].at(-1) ?? null;
}

/** Of two that begin at one place, the first of the list. */
function latestOf(found: readonly (RegExpExecArray | null)[]): RegExpExecArray | null {
  return found.reduce((latest, each) => ((each?.index ?? -1) > (latest?.index ?? -1) ? each : latest));
}

function cause(how: DenialCause['how'], words: string, policyArn: string | undefined): DenialCause {
  const kind = KINDS.find(([pattern]) => pattern.test(words.toLowerCase()))?.[1];
  return { how, ...(kind === undefined ? {} : { policy: kind }), ...(policyArn === undefined ? {} : { policyArn }) };
}

/** Whether the policies of the organization hold what a message speaks of. Undefined if the message leaves it open. */
export function isOfOrganization({ policy }: DenialCause): boolean | undefined {
  return policy === undefined ? undefined : policy === 'service control policy' || policy === 'resource control policy';
}
