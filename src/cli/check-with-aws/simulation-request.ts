import { contextEntries } from './context-entries';
import type { ServiceControlQuestion, UnanswerableQuestion } from '../../model';
import type { SimulationRequest } from '../../organizations/authorization/policy-simulation-port';
import { type AccessRequest, accountOfArn, principalKind } from '../../policy';

/** Service control policies alone are judged if the principal may do anything. */
const ALLOW_ALL = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';

/** Source: IAM API Reference, the types `OrganizationPolicyListType`, `policyDocumentType`, `ActionNameType` and `ContextKeyNameType`. */
const LIMITS = { levels: 7, document: 131_072, action: 128, shortestKey: 5, longestKey: 256 };

/** A document can have tabs, line breaks and the characters from the space to U+00FF. Source: the same, `policyDocumentType`. */
const NOT_ACCEPTED = /[^\t\n\r\u0020-\u00ff]/g;

/** Principals that the simulator accepts as callers. Source: IAM API Reference, "SimulateCustomPolicy", CallerArn. */
const CALLERS: readonly string[] = ['user', 'role'];

/** The question for IAM's policy simulator, or the reason why it cannot be sent. */
export function simulationRequest({ request, levels }: ServiceControlQuestion): SimulationRequest | UnanswerableQuestion {
  const { action, resource, principal } = request;
  const owner = resource === undefined || accountOfArn(resource) !== undefined ? undefined : ownerOf(request);
  const sent: SimulationRequest = {
    PolicyInputList: [ALLOW_ALL],
    // The order of policies at one level has no meaning, and may differ from reading to reading.
    OrderedOrganizationPolicyInputList: levels.map(({ policies }) => (
      { ServiceControlPolicyInputList: policies.map(({ text }) => text.replace(NOT_ACCEPTED, escaped)).sort() })),
    ActionNames: [action],
    ...(resource === undefined ? {} : { ResourceArns: [resource] }),
    ...(owner === undefined ? {} : { ResourceOwner: owner }),
    ...(principal !== undefined && CALLERS.includes(principalKind(principal)) ? { CallerArn: principal } : {}),
    ContextEntries: contextEntries(request, levels.flatMap(({ policies }) => policies.map(({ compiled }) => compiled.document))),
  };
  const why = [...problemsOf(sent, levels)][0];
  return why === undefined ? sent : { why };
}

/** The owner of a resource without an account in its ARN, as the ARN of its root user. */
function ownerOf({ resource = '*', context = {} }: AccessRequest): string | undefined {
  const account = context['aws:ResourceAccount'];
  const [, partition] = resource.split(':');
  return resource !== '*' && typeof account === 'string' && /^\d{12}$/.test(account) ? `arn:${partition}:iam::${account}:root` : undefined;
}

/** Outside of the texts of JSON there are no such characters. */
function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function* problemsOf({ ActionNames: [action], ContextEntries: keys }: SimulationRequest, levels: ServiceControlQuestion['levels']): Generator<string> {
  if (levels.length > LIMITS.levels) yield `IAM accepts ${LIMITS.levels} levels (given: ${levels.length})`;
  for (const { name, text } of levels.flatMap(({ policies }) => policies)) {
    const length = text.replace(NOT_ACCEPTED, escaped).length;
    if (length > LIMITS.document) yield `IAM accepts documents of ${LIMITS.document} characters (given: ${name} with ${length})`;
  }
  if (action.length > LIMITS.action) yield `IAM accepts actions of ${LIMITS.action} characters (given: ${action})`;
  const key = keys.find(({ ContextKeyName: { length } }) => length < LIMITS.shortestKey || length > LIMITS.longestKey);
  if (key !== undefined) {
    yield `IAM accepts condition keys of ${LIMITS.shortestKey} to ${LIMITS.longestKey} characters (given: ${key.ContextKeyName})`;
  }
}
