import type { ActionClass } from './action-classes';
import { RESOURCE_PART } from './criterion';
import { EXAMPLE_ACCOUNT, OTHER_ACCOUNT } from './known-parts';
import type { KeyValues } from './pattern';
import type { RequestFacts } from './question';
import type { Gate } from './statements';
import { actionDetails, actionHasKey } from '../actions';
import { compileActionGlob } from '../evaluate/compile/compile-action';
import { type Decision, evaluate } from '../evaluate/evaluate';
import type { Level } from '../evaluate/level';
import type { AccessRequest, ContextValue } from '../evaluate/request/access-request';
import { accountOfArn, ANONYMOUS } from '../evaluate/request/principal';

/** A concrete request that one chain of policies lets pass and another one does not. */
export interface Witness extends Pick<AccessRequest, 'action' | 'resource'> {
  readonly principal: string;
  /** Each condition key that the policies name for the action; `null` for one that the request does not have. */
  readonly context: Readonly<Record<string, ContextValue>>;
  /** Only if the action is not in the action table, and represents those that AWS may add. */
  readonly isNewAction?: true;
  /** IDs that the request assumes for references of code to resources that are not deployed. Only if there are any. */
  readonly references?: Readonly<Record<string, string>>;
}

/**
 * The request with some values.
 * @param names the names of condition keys as policies spell them, by those in lower case
 */
export function witnessOf(
  actions: ActionClass, values: KeyValues, { callers, account }: RequestFacts, names: ReadonlyMap<string, string>,
): Witness {
  const { [RESOURCE_PART]: resource, ...keys } = values;
  const text = resource?.[0];
  const references = Object.entries(keys).flatMap(([key, texts]) => (
    isKey(key) || texts === null ? [] : [[names.get(key) ?? key, texts[0]] as const]));
  const home = account ?? keys['aws:principalaccount']?.[0] ?? EXAMPLE_ACCOUNT;
  return {
    action: typicalAction(actions, text, keys),
    ...(text === undefined ? {} : { resource: text }),
    principal: keys['aws:principalarn']?.[0] ?? (callers === 'members' ? `arn:aws:iam::${home}:role/Example` : callerOf(keys)),
    context: Object.fromEntries(Object.entries(keys).filter(([key]) => isKey(key)).sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, texts]) => [names.get(key) ?? key, texts?.length === 1 ? texts[0] : texts])),
    ...(references.length === 0 ? {} : { references: Object.fromEntries(references) }),
    ...(actions.isKnown ? {} : { isNewAction: true as const }),
  };
}

/** A caller whose requests have the keys: an AWS service, anyone without credentials, or a role of another account. */
function callerOf(keys: KeyValues): string {
  if (keys['aws:principalisawsservice']?.[0] === 'true') return 'config.amazonaws.com';
  const isUnsigned = keys['aws:principalarn'] === null || keys['aws:principalisawsservice'] === null;
  return isUnsigned ? ANONYMOUS : `arn:aws:iam::${keys['aws:principalaccount']?.[0] ?? OTHER_ACCOUNT}:role/Example`;
}

/** Names of condition keys have one colon; references to resources of code have none, or two together. */
function isKey(name: string): boolean {
  return name.includes(':') && !name.includes('::');
}

/** Services that readers know, for the example of a large class. */
const FAMILIAR = ['s3', 'ec2', 'iam', 'lambda', 'dynamodb', 'kms', 'sts'];
/** Looking at more actions takes longer than the decision. */
const MOST_COMPARED = 100;

/** The action of a class whose requests have the resource and the keys of a witness, if there is one. */
function typicalAction({ actions }: ActionClass, resource: string | undefined, keys: KeyValues): string {
  const present = Object.keys(keys).filter((key) => keys[key] !== null && !/^aws:(?!requesttag|resourcetag|tagkeys)/.test(key));
  const familiar = actions.filter((action) => FAMILIAR.includes(action.split(':')[0]));
  const score = (action: string) => {
    const details = actionDetails(action);
    if (details === undefined) return 0;
    return Number(isTypicalResource(action, resource)) * 10 + present.filter((key) => actionHasKey(details, key)).length;
  };
  const compared = [...familiar.slice(0, MOST_COMPARED), ...actions.slice(0, MOST_COMPARED)];
  const scored = compared.map((action) => ({ action, score: score(action) }));
  return scored.reduce((best, each) => (each.score > best.score ? each : best)).action;
}

/** Whether requests for an action can have a resource. */
function isTypicalResource(action: string, resource: string | undefined): boolean {
  if (resource === undefined) return true;
  const { resources = [] } = actionDetails(action) ?? {};
  if (resource === '*') return resources.length === 0;
  return resources.some(({ shape }) => compileActionGlob(`arn:*:${shape}`)(resource));
}

/** The same request for a resource that its action has, if the resource is another one. It may be judged differently. */
export function withTypicalResource(witness: Witness): Witness {
  const [first] = actionDetails(witness.action)?.resources ?? [];
  if (first === undefined || isTypicalResource(witness.action, witness.resource)) return witness;
  const [service, region, account, ...name] = first.shape.split(':');
  const home = accountOfArn(witness.principal) ?? EXAMPLE_ACCOUNT;
  const resource = ['arn:aws', service, region.replace('*', 'eu-central-1'), account.replace('*', home), ...name].join(':').replaceAll('*', 'example');
  return { ...witness, resource };
}

/** The decision of the evaluation about a request that has no other condition keys. */
export function decisionAbout(gates: readonly Gate[], { action, resource, principal, context, references }: Witness): Decision {
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
      action,
      principal,
      context: { ...context, ...references },
      contextIsComplete: true,
      ...(resource === undefined ? {} : { resource }),
    },
  }).decision;
}
