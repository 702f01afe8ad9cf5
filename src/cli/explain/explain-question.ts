import { readIdentityPolicy } from './identity-policy-file';
import type { AccessQuestion } from '../../model';
import type { ContextValue } from '../../policy';

/** The options that make the question. */
export interface QuestionOptions {
  readonly action?: string;
  readonly resource?: string;
  readonly region?: string;
  readonly principal?: string;
  readonly context?: Readonly<Record<string, ContextValue>>;
  readonly identityPolicy?: string;
}

export interface AskedQuestion {
  readonly question: AccessQuestion;
  /** What may not be meant in files that belong to it. */
  readonly warnings: readonly string[];
}

/** @throws Error if nothing is asked, or two things at once. */
export function questionOf({ action, resource, region, principal, context, identityPolicy }: QuestionOptions): AskedQuestion {
  if (action === undefined) throw new Error('No question is given: neither --action nor --effective. Write --action service:Action, or --effective with a policy type.');
  const own = identityPolicy === undefined ? undefined : readIdentityPolicy(identityPolicy);
  const question = {
    action,
    ...(resource === undefined ? {} : { resource }),
    ...(principal === undefined ? {} : { principal }),
    context: withRegion(context, region),
    ...(own === undefined ? {} : { identityPolicies: [own.policy] }),
  };
  return { question, warnings: own?.warnings ?? [] };
}

function withRegion(context: Readonly<Record<string, ContextValue>> = {}, region?: string): Readonly<Record<string, ContextValue>> {
  if (region === undefined) return context;
  const isRegion = ([key]: [string, ContextValue]) => key.toLowerCase() === 'aws:requestedregion';
  const entries = Object.entries(context);
  const [key, stated] = entries.find(isRegion) ?? [];
  if (key !== undefined && stated !== region) {
    throw new Error(`Two Regions are given: --region ${region}, and --context ${key}=${String(stated ?? '')}. Leave one of them out.`);
  }
  return { 'aws:RequestedRegion': region, ...Object.fromEntries(entries.filter((entry) => !isRegion(entry))) };
}
