import { AlikeValues } from './alike-values';
import type { Organization } from '../../model';
import { compileResourcePattern } from '../../policy/evaluate/patterns/arn-pattern';
import { RequestContext } from '../../policy/evaluate/request/request-context';
import type { CallRequest } from '../call-of-record';
import type { Context } from '../record/context-of-record';
import { fieldsOf } from '../record/trail-record';

const TYPES = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'];
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
  /** The policies in lower case. */
  private readonly texts: readonly string[];
  private readonly keys = new Map<string, boolean>();
  /** Tags of requests that a policy names, in lower case. */
  private readonly requestTags: readonly string[];
  private readonly values: AlikeValues;
  /** Undefined if a policy has variables, which any resource may match in its own way. */
  private readonly patterns: readonly ((arn: string) => boolean)[] | undefined;

  constructor(organizations: readonly Organization[]) {
    const documents = organizations.flatMap(({ policies }) => policies)
      .filter(({ type }) => TYPES.includes(type)).map(({ content }) => parsed(content));
    this.texts = [...new Set(documents.map((document) => JSON.stringify(document).toLowerCase()))];
    this.requestTags = [...new Set(this.texts.flatMap((text) => [...text.matchAll(/"(aws:requesttag\/[^"]+)":/g)].map(([, key]) => key)))];
    const hasVariables = this.texts.some((text) => text.includes('${'));
    this.values = new AlikeValues(documents, hasVariables);
    const patterns = [...new Set(documents.flatMap(resourcePatterns))].filter((pattern) => pattern !== '*');
    this.patterns = hasVariables ? undefined : patterns.map((pattern) => {
      const matches = compileResourcePattern(pattern, false);
      return (arn: string) => matches(arn, NOBODY) === true;
    });
  }

  /** The keys of a request that a policy names. A tag that a policy names and a request with tags lacks is absent. */
  contextOf(context: Context): Context {
    const named = Object.fromEntries(Object.entries(context).filter(([key]) => key === 'aws:ResourceAccount' || this.names(key)));
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

  private names(key: string): boolean {
    let found = this.keys.get(key);
    if (found === undefined) {
      const lower = key.toLowerCase();
      found = this.texts.some((text) => text.includes(lower));
      this.keys.set(key, found);
    }
    return found;
  }

  /** Resources of the same account that match the same patterns are alike. */
  private classOf(arn: string): string {
    if (this.patterns === undefined || arn === '*') return arn;
    const matching = this.patterns.map((matches) => (matches(arn) ? '1' : '0')).join('');
    return `${arn.split(':').slice(0, 5).join(':')}:${EXEMPT.test(arn) ? 'exempt' : ''}${matching}`;
  }
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return content;
  }
}

function resourcePatterns(document: unknown): string[] {
  const statements = [fieldsOf(document).Statement ?? []].flat();
  return statements.flatMap((statement) => {
    const { Resource: resource, NotResource: notResource } = fieldsOf(statement);
    return [resource, notResource].flat().filter((each): each is string => typeof each === 'string');
  });
}
