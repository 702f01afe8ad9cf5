import type { AccessRequest, ContextValue } from './access-request';
import { accountOfArn, principalKind } from './principal';

/** The values of a key, or that it is absent, or that nobody said. */
export type Lookup = readonly string[] | 'missing' | 'unknown';

const PRINCIPAL_TYPES: Record<string, string> = {
  'root': 'Account', 'user': 'User', 'role': 'AssumedRole', 'assumed-role': 'AssumedRole', 'federated-user': 'FederatedUser',
};

const NONE: readonly string[] = [];

/** What is known about a request: the keys that were given, and those that principal and resource imply. */
export class RequestContext {
  readonly resource?: string;
  private readonly values = new Map<string, Lookup>();
  private readonly otherwise: Lookup;
  private readonly impossible: ReadonlyMap<string, readonly string[]>;

  constructor({ resource, principal, context = {}, ruledOut = {}, contextIsComplete = false }: AccessRequest) {
    this.resource = resource;
    this.otherwise = contextIsComplete ? 'missing' : 'unknown';
    this.impossible = new Map(Object.entries(ruledOut).map(([key, values]) => [key.toLowerCase(), values]));
    const implied = { ...(principal === undefined ? {} : impliedByPrincipal(principal)), ...impliedByResource(resource) };
    for (const [key, value] of Object.entries({ ...implied })) this.values.set(key.toLowerCase(), lookup(value));
    for (const [key, value] of Object.entries(context)) this.values.set(key.toLowerCase(), lookup(value));
  }

  lookup(key: string): Lookup {
    return this.values.get(key.toLowerCase()) ?? this.otherwise;
  }

  /** Values that a key which is unknown does not have. */
  ruledOut(key: string): readonly string[] {
    return this.impossible.size === 0 ? NONE : this.impossible.get(key.toLowerCase()) ?? NONE;
  }
}

/** A list without values and a key that is not there look the same to the service. */
function lookup(value: ContextValue): Lookup {
  if (value === null) return 'missing';
  const values = Array.isArray(value) ? value : [value];
  return values.length === 0 ? 'missing' : values.map(String);
}

/**
 * Keys that every request of a principal has.
 * Sources: IAM User Guide, "AWS global condition context keys" and "IAM policy elements: Variables and tags" (only users have
 * `aws:username`). The ARN of a session does not tell the path of its role, so `aws:PrincipalArn` stays unknown for it.
 */
function impliedByPrincipal(principal: string): Record<string, ContextValue> {
  const kind = principalKind(principal);
  if (kind === 'service') {
    return {
      'aws:PrincipalIsAWSService': true,
      'aws:PrincipalServiceName': principal.toLowerCase(),
      'aws:PrincipalArn': null,
      'aws:PrincipalAccount': null,
      'aws:PrincipalOrgID': null,
      'aws:PrincipalOrgPaths': null,
      'aws:username': null,
    };
  }
  const account = accountOfArn(principal);
  const type = PRINCIPAL_TYPES[kind];
  return {
    ...(kind === 'root' || kind === 'user' || kind === 'role' ? { 'aws:PrincipalArn': principal } : {}),
    ...(type === undefined ? {} : { 'aws:PrincipalType': type }),
    ...(account === undefined ? {} : { 'aws:PrincipalAccount': account }),
    ...(kind === 'other' ? {} : {
      'aws:PrincipalIsAWSService': false, 'aws:PrincipalServiceName': null, 'aws:username': kind === 'user' ? friendlyName(principal) : null,
    }),
  };
}

/** The name of a user, without the path before it. */
function friendlyName(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

function impliedByResource(resource: string | undefined): Record<string, ContextValue> {
  const account = resource === undefined ? undefined : accountOfArn(resource);
  return account === undefined ? {} : { 'aws:ResourceAccount': account };
}
