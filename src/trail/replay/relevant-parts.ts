import { AlikeValues } from './alike-values';
import { PolicyTexts } from './policy-texts';
import type { Organization } from '../../model';
import { compileResourcePattern } from '../../policy/evaluate/patterns/arn-pattern';
import { RequestContext } from '../../policy/evaluate/request/request-context';
import type { CallRequest } from '../call-of-record';
import { type Context, type ContextReader, contextReader } from '../record/context-of-record';
import { remembered } from '../remembered';

const NOBODY = new RequestContext({ action: 'sts:GetCallerIdentity' });

/** Resources that are exempt by their name: service-linked roles, and keys that AWS manages. */
const EXEMPT = /:role\/aws-service-role\/|:assumed-role\/AWSServiceRoleFor|:alias\/aws\//;

/** Principals that count by the conditions that they meet. A wildcard is no part of a name, and such a principal cannot be asked about. */
const NAMED = /^arn:[^:]+:iam::(\d{12}):(role|user)\/[^*?]+$/s;

/**
 * The parts of requests that the policies of organizations can tell apart. Two requests with the same parts get the same decisions, so
 * they are judged once.
 */
export class RelevantParts {
  /** Reads the keys that a policy names, and tags. */
  readonly contextOfRecord: ContextReader;
  private readonly policies: PolicyTexts;
  /** Tags of requests that a policy names, in lower case. */
  private readonly requestTags: readonly string[];
  private readonly values: AlikeValues;
  /** Undefined if a policy has variables, which any resource may match in its own way. */
  private readonly patterns: readonly ((arn: string) => boolean)[] | undefined;
  private readonly classOfPrincipal = remembered((principal) => this.principalClass(principal));

  constructor(organizations: readonly Organization[]) {
    this.policies = new PolicyTexts(organizations);
    const { documents, texts, hasVariables, resourcePatterns } = this.policies;
    this.contextOfRecord = contextReader((key) => this.policies.names(key));
    this.requestTags = [...new Set(texts.flatMap((text) => [...text.matchAll(/"(aws:requesttag\/[^"]+)":/g)].map(([, key]) => key)))];
    this.values = new AlikeValues(documents, hasVariables);
    this.patterns = hasVariables ? undefined : resourcePatterns.map(matcherOf);
  }

  /** The keys of a request that a policy names. A tag that a policy names and a request with tags lacks is absent. */
  contextOf(context: Context): Context {
    const named: Context = {};
    for (const key of Object.keys(context)) if (key === 'aws:ResourceAccount' || this.policies.names(key)) named[key] = context[key];
    if (this.requestTags.length === 0 || context['aws:TagKeys'] === undefined) return named;
    const given = new Set(Object.keys(context).map((key) => key.toLowerCase()));
    for (const key of this.requestTags) if (!given.has(key)) named[key] = null;
    return named;
  }

  /** Requests with the same text are alike for the policies. */
  textOf({ action, resource }: CallRequest, context: Context): string {
    let text = `${action} ${resource === undefined ? '' : this.classOf(resource)}`;
    for (const key of Object.keys(context)) {
      text += ` ${key}=${key === 'aws:ResourceAccount' ? String(context[key]) : this.values.classOf(key, context[key])}`;
    }
    return text;
  }

  /** Roles, or users, of an account that meet the same conditions are alike. */
  textOfPrincipal(principal: string): string {
    return this.classOfPrincipal(principal);
  }

  private principalClass(principal: string): string {
    const [, account, kind] = NAMED.exec(principal) ?? [];
    if (account === undefined || (kind === 'user' && this.values.hasConditionOn('aws:username'))) return principal;
    const linked = principal.includes(':role/aws-service-role/') ? ' linked' : '';
    return `${account} ${kind}${linked} ${this.values.classOf('aws:PrincipalArn', principal)}`;
  }

  /** Resources of the same account that match the same patterns are alike. */
  private classOf(arn: string): string {
    if (this.patterns === undefined || arn === '*') return arn;
    let matching = '';
    for (const matches of this.patterns) matching += matches(arn) ? '1' : '0';
    return `${arn.split(':', 5).join(':')}:${EXEMPT.test(arn) ? 'exempt' : ''}${matching}`;
  }
}

/** Most resources differ from a pattern before its first wildcard. */
function matcherOf(pattern: string): (arn: string) => boolean {
  const matches = compileResourcePattern(pattern, false);
  const [beginning] = /^[^*?]*/.exec(pattern)!;
  return (arn) => arn.startsWith(beginning) && matches(arn, NOBODY) === true;
}
