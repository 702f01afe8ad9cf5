import { type Condition, type JsonValue, type PolicyDocument, problemText, readPolicyDocument } from '../../policy';
import { actionsMatching } from '../../policy/actions';
import type { Callers } from '../../policy/decide';

/** Requests that no policy may let pass: a statement about an organization that is proved or refuted. */
export interface ForbiddenRequests {
  /** Patterns such as `cloudtrail:StopLogging` or `iam:Create*`. */
  readonly actions: readonly string[];
  /** Patterns of ARNs. @default - all resources */
  readonly resources?: readonly string[];
  /** Principals that may do it: ARNs, or `role/Name`, `user/Name` and `root` of any account, with `*` as a wildcard. @default - none */
  readonly exceptPrincipals?: readonly string[];
  /** The `Condition` of a policy statement: only requests that satisfy it are forbidden. @default - all */
  readonly when?: JsonValue;
  /**
   * `members`: principals of the accounts, whom service control policies stop. `anyone`: all callers, whom resource control policies stop
   * at the resources of the accounts.
   * @default 'members'
   */
  readonly callers?: Callers;
  /** Whether only resources of the same account count, which resource control policies protect too. @default false */
  readonly onOwnResources?: boolean;
}

/** A forbidden set of requests, and the accounts in which it is forbidden. */
export interface Invariant extends ForbiddenRequests {
  readonly name: string;
  /** Paths of units, or accounts by name, ID or path. @default - all accounts but the management account */
  readonly in?: readonly string[];
  /** The same for accounts that are left out. @default - none */
  readonly notIn?: readonly string[];
}

const EXEMPT = /^(?:root$|(?:role|user)\/.)/;

/**
 * The forbidden requests as a policy that allows all others. So an invariant holds if every request that passes the policies of an account
 * passes this one as well.
 * @throws Error that names what a policy could not say
 */
export function forbiddingPolicy({ actions, resources = ['*'], exceptPrincipals = [], when = {} }: ForbiddenRequests): PolicyDocument {
  const unknown = actions.find((action) => action !== '*' && !action.startsWith('*:') && actionsMatching(action).length === 0);
  if (unknown !== undefined) throw new Error(`No service has an action like this: ${JSON.stringify(unknown)}. Write service:Action, such as cloudtrail:StopLogging.`);
  const arns = exceptPrincipals.map(arnOf);
  const { document, problems } = readPolicyDocument({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }, { Sid: 'Forbidden', Effect: 'Deny', Action: [...actions], Resource: [...resources], Condition: when }],
  }, 'IDENTITY_POLICY');
  if (problems.length > 0) throw new Error(problems.map(problemText).join(' '));
  const [allow, deny] = document.statements;
  const exempt: Condition[] = arns.length === 0 ? [] : [
    { operator: { name: 'ArnNotLike', comparison: 'ArnNotLike', ifExists: false }, key: 'aws:PrincipalArn', values: arns },
  ];
  return { ...document, statements: [allow, { ...deny, conditions: [...deny.conditions, ...exempt] }] };
}

/** @throws Error for a text that names no principal */
function arnOf(principal: string): string {
  if (principal.startsWith('arn:')) return principal;
  if (EXEMPT.test(principal)) return `arn:*:iam::*:${principal}`;
  throw new Error(`This names no principal: ${JSON.stringify(principal)}. Write an ARN, role/Name, user/Name or root.`);
}
