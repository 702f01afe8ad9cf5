import { RESOURCE_PART } from './criterion';
import type { Facts } from './domains';
import { EXAMPLE_ACCOUNT } from './known-parts';
import { Pattern } from './pattern';
import type { TextSet } from './values/text-classes';
import { literal, unitsOf } from './values/units';
import type { ContextValue } from '../evaluate/request/access-request';

/**
 * Who makes the requests of a question. `members` are users and roles of an account, to whom service control policies apply; `anyone` may
 * also be an AWS service, a principal of another account, or anonymous.
 */
export type Callers = 'members' | 'anyone';

/** The certain facts about all requests. */
export interface RequestFacts {
  readonly callers: Callers;
  /** The ID of the account that the callers are members of. @default - any */
  readonly account?: string;
  /** Condition keys with the same values in all requests. */
  readonly context?: Readonly<Record<string, ContextValue>>;
  /** IDs that stand in for those that only a deployment will know, by the references of policies to them. */
  readonly standIns?: Readonly<Record<string, string>>;
  /** Whether nothing else in the policies can be one of these IDs, so that a proof may rely on the stand-ins. @default false */
  readonly areStandInsCertain?: boolean;
}

/** Keys that only requests by AWS services have. Source: IAM User Guide, "AWS global condition context keys". */
const OF_SERVICES = ['aws:principalservicename', 'aws:principalservicenameslist', 'aws:sourceaccount', 'aws:sourcearn', 'aws:sourceorgid', 'aws:sourceorgpaths'];

export function factsOf({ callers, account, context = {}, standIns = {}, areStandInsCertain = false }: RequestFacts): Facts {
  const given = Object.entries(context).map(([key, value]) => (
    [key.toLowerCase(), { values: value === null ? null : [value].flat().map(String) }] as const));
  return {
    [RESOURCE_PART]: { within: RESOURCES },
    ...(callers === 'members' ? memberFacts(account) : {}),
    ...Object.fromEntries(given),
    ...Object.fromEntries(Object.entries(standIns).map(([reference, standIn]) => (
      [reference.toLowerCase(), areStandInsCertain ? { values: [standIn] } : { standIn }]))),
  };
}

function memberFacts(account: string | undefined): Facts {
  return {
    'aws:principalarn': { within: principals(account), examples: [`arn:aws:iam::${account ?? EXAMPLE_ACCOUNT}:role/Example`], isPresent: true },
    'aws:principalisawsservice': { values: ['false'] },
    ...Object.fromEntries(OF_SERVICES.map((key) => [key, { values: null }])),
    ...(account === undefined ? {} : { 'aws:principalaccount': { values: [account] } }),
  };
}

/** An ARN, or `*` for an action without resources. Only Region and account of an ARN can be empty. */
const RESOURCES: TextSet = [literal('*'), ...arns('arn:?*:?*:*:*:?*')];

/**
 * The values that `aws:PrincipalArn` has for principals of an account.
 * The example comes first, since it has the same length as all others.
 */
function principals(account: string | undefined): TextSet {
  const accounts = account === undefined ? [EXAMPLE_ACCOUNT, '????????????'] : [account];
  return accounts.flatMap((id) => [`iam::${id}:role/?*`, `iam::${id}:user/?*`, `iam::${id}:root`, `sts::${id}:federated-user/?*`])
    .flatMap((form) => arns(`arn:aws*:${form}`));
}

function arns(pattern: string): TextSet {
  return unitsOf(new Pattern('ArnLike', pattern, false), {});
}
