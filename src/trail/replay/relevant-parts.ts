import type { Organization } from '../../model';
import { compileResourcePattern } from '../../policy/evaluate/patterns/arn-pattern';
import { RequestContext } from '../../policy/evaluate/request/request-context';
import { fieldsOf } from '../record/trail-record';
import type { CallRequest } from '../call-of-record';
import type { Context } from '../record/context-of-record';

const TYPES = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'];
const NOBODY = new RequestContext({ action: 'sts:GetCallerIdentity' });

/** Services whose resources are roles or keys, which count by their name. */
const BY_NAME = /^arn:[^:]*:(?:iam|sts|kms):/;

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
  /** Undefined if a pattern has variables, which any resource may match in its own way. */
  private readonly patterns: readonly ((arn: string) => boolean)[] | undefined;

  constructor(organizations: readonly Organization[]) {
    const documents = organizations.flatMap(({ policies }) => policies.filter(({ type }) => TYPES.includes(type)).map(({ content }) => parsed(content)));
    this.texts = [...new Set(documents.map((document) => JSON.stringify(document).toLowerCase()))];
    this.requestTags = [...new Set(this.texts.flatMap((text) => [...text.matchAll(/"(aws:requesttag\/[^"]+)":/g)].map(([, key]) => key)))];
    const patterns = [...new Set(documents.flatMap(resourcePatterns))].filter((pattern) => pattern !== '*');
    this.patterns = patterns.some((pattern) => pattern.includes('${')) ? undefined : patterns.map((pattern) => {
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
    return `${action} ${resource === undefined ? '' : this.classOf(resource)} ${JSON.stringify(context)}`;
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
    if (this.patterns === undefined || arn === '*' || BY_NAME.test(arn)) return arn;
    const matching = this.patterns.map((matches) => (matches(arn) ? '1' : '0')).join('');
    return `${arn.split(':').slice(0, 5).join(':')}:${matching}`;
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
