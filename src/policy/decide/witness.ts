import type { ActionClass } from './action-classes';
import { RESOURCE_PART } from './criterion';
import type { KeyValues } from './pattern';
import type { RequestFacts } from './question';
import type { Gate } from './statements';
import { actionDetails, actionHasKey, findAction } from '../actions';
import { type Decision, evaluate } from '../evaluate/evaluate';
import type { Level } from '../evaluate/level';
import type { AccessRequest, ContextValue } from '../evaluate/request/access-request';
import { accountOfArn } from '../evaluate/request/principal';
import { compileActionGlob } from '../evaluate/compile/compile-action';

/** A concrete request that one chain of policies lets pass and another one does not. */
export interface Witness extends Pick<AccessRequest, 'action' | 'resource' | 'principal'> {
  /** Each condition key that the policies name for the action; `null` for one that the request does not have. */
  readonly context: Readonly<Record<string, ContextValue>>;
  /** Only if the action is not in the action table, and represents those that AWS may add. */
  readonly isNewAction?: true;
}

/** An account for examples, from the documentation of AWS. */
const EXAMPLE_ACCOUNT = '111122223333';

export function witnessOf(actions: ActionClass, values: KeyValues, { callers, account }: RequestFacts): Witness {
  const { [RESOURCE_PART]: resource, ...keys } = values;
  const text = resource?.[0];
  const principal = keys['aws:principalarn']?.[0];
  const home = account ?? keys['aws:principalaccount']?.[0] ?? (text === undefined ? undefined : accountOfArn(text)) ?? EXAMPLE_ACCOUNT;
  return {
    action: typicalAction(actions, text, keys),
    ...(text === undefined ? {} : { resource: text }),
    ...(callers === 'members' ? { principal: principal ?? `arn:aws:iam::${home}:role/Example` } : principal === undefined ? {} : { principal }),
    context: Object.fromEntries(Object.entries(keys).sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, texts]) => [key, texts?.length === 1 ? texts[0] : texts])),
    ...(actions.isKnown ? {} : { isNewAction: true as const }),
  };
}

/** Services that readers know, for the example of a large class. */
const FAMILIAR = ['s3', 'ec2', 'iam', 'lambda', 'dynamodb', 'kms', 'sts'];
/** Looking at more actions takes longer than the decision. */
const MOST_COMPARED = 400;

/** The action of a class whose requests have the resource and the keys of a witness, if there is one. */
function typicalAction({ actions }: ActionClass, resource: string | undefined, keys: KeyValues): string {
  const present = Object.keys(keys).filter((key) => keys[key] !== null && !/^aws:(?!requesttag|resourcetag|tagkeys)/.test(key));
  const familiar = actions.filter((action) => FAMILIAR.includes(action.split(':')[0]));
  const compared = [...familiar.slice(0, MOST_COMPARED), ...actions.slice(0, MOST_COMPARED)];
  const score = (action: string) => {
    const details = actionDetails(action);
    if (details === undefined) return 0;
    const shapes = details.resources.map(({ shape }) => compileActionGlob(`arn:*:${shape}`));
    const isFitting = resource === undefined || (resource === '*' ? !findAction(action)!.hasResources : shapes.some((matches) => matches(resource)));
    return Number(isFitting) * 10 + present.filter((key) => actionHasKey(details, key)).length;
  };
  return compared.reduce((best, action) => (score(action) > score(best) ? action : best), compared[0]);
}

/** What the evaluation says about a request that has no other condition keys. */
export function decisionAbout(gates: readonly Gate[], { action, resource, principal, context }: Witness): Decision {
  const levels = gates.filter(({ type }) => type === 'SERVICE_CONTROL_POLICY')
    .map(({ level, policies }): Level => ({ name: level, serviceControlPolicies: policies }));
  const resourceLevels = gates.filter(({ type }) => type === 'RESOURCE_CONTROL_POLICY')
    .map(({ level, policies }): Level => ({ name: level, resourceControlPolicies: policies }));
  const identityPolicies = gates.filter(({ type }) => type === 'IDENTITY_POLICY').flatMap(({ policies }) => policies);
  return evaluate({
    levels,
    resourceSide: { levels: resourceLevels },
    ...(identityPolicies.length === 0 ? {} : { identityPolicies }),
    request: {
      action, context, contextIsComplete: true,
      ...(resource === undefined ? {} : { resource }),
      ...(principal === undefined ? {} : { principal }),
    },
  }).decision;
}
