import { AlikeValues } from './alike-values';
import { PolicyTexts } from './policy-texts';
import type { Organization } from '../../model';
import { compileResourcePattern } from '../../policy/evaluate/patterns/arn-pattern';
import { RequestContext } from '../../policy/evaluate/request/request-context';
import type { CallRequest } from '../call-of-record';
import type { Context } from '../record/context-of-record';

const NOBODY = new RequestContext({ action: 'sts:GetCallerIdentity' });

/** Resources that are exempt by their name: service-linked roles, and keys that AWS manages. */
const EXEMPT = /:role\/aws-service-role\/|:assumed-role\/AWSServiceRoleFor|:alias\/aws\//;

/** Principals that count by the conditions that they meet. */
const NAMED = /^arn:[^:]*:iam::(\d{12}):(role|user)\/./s;

/**
 * The parts of requests that the policies of organizations can tell apart. Two requests with the same parts get the same decisions, so
 * they are judged once.
 */
export class RelevantParts {
  private readonly policies: PolicyTexts;
  /** Tags of requests that a policy names, in lower case. */
  private readonly requestTags: readonly string[];
  private readonly values: AlikeValues;
  /** Undefined if a policy has variables, which any resource may match in its own way. */
  private readonly patterns: readonly ((arn: string) => boolean)[] | undefined;

  constructor(organizations: readonly Organization[]) {
    this.policies = new PolicyTexts(organizations);
    const { documents, texts, hasVariables, resourcePatterns } = this.policies;
    this.requestTags = [...new Set(texts.flatMap((text) => [...text.matchAll(/"(aws:requesttag\/[^"]+)":/g)].map(([, key]) => key)))];
    this.values = new AlikeValues(documents, hasVariables);
    this.patterns = hasVariables ? undefined : resourcePatterns.map((pattern) => {
      const matches = compileResourcePattern(pattern, false);
      return (arn: string) => matches(arn, NOBODY) === true;
    });
  }

  /** The keys of a request that a policy names. A tag that a policy names and a request with tags lacks is absent. */
  contextOf(context: Context): Context {
    const named = Object.fromEntries(Object.entries(context).filter(([key]) => key === 'aws:ResourceAccount' || this.policies.names(key)));
    if (this.requestTags.length === 0 || context['aws:TagKeys'] === undefined) return named;
    const given = new Set(Object.keys(context).map((key) => key.toLowerCase()));
    return { ...named, ...Object.fromEntries(this.requestTags.filter((key) => !given.has(key)).map((key) => [key, null])) };
  }

  /** Requests with the same text are alike for the policies. */
  textOf({ action, resource }: CallRequest, context: Context): string {
    const values = Object.entries(context).map(([key, value]) => `${key}=${key === 'aws:ResourceAccount' ? String(value) : this.values.classOf(key, value)}`);
    return `${action} ${resource === undefined ? '' : this.classOf(resource)} ${values.join(' ')}`;
  }

  /** Roles, or users, of an account that meet the same conditions are alike. */
  textOfPrincipal(principal: string): string {
    const [, account, kind] = NAMED.exec(principal) ?? [];
    if (account === undefined || (kind === 'user' && this.values.hasConditionOn('aws:username'))) return principal;
    const linked = principal.includes(':role/aws-service-role/') ? ' linked' : '';
    return `${account} ${kind}${linked} ${this.values.classOf('aws:PrincipalArn', principal)}`;
  }

  /** Resources of the same account that match the same patterns are alike. */
  private classOf(arn: string): string {
    if (this.patterns === undefined || arn === '*') return arn;
    const matching = this.patterns.map((matches) => (matches(arn) ? '1' : '0')).join('');
    return `${arn.split(':').slice(0, 5).join(':')}:${EXEMPT.test(arn) ? 'exempt' : ''}${matching}`;
  }
}
