import { actionExists, actionsMatching, actionsOf, allServices, findAction, serviceExists, servicesWithAction } from './action-table';
import { conditionKeyExists, conditionKeyPrefixes, conditionKeysOf } from './condition-keys';
import { allNearest, nearest } from './nearest';

/**
 * Common names of services, and the prefixes that policies use.
 * Source: Service Authorization Reference, "Actions, resources, and condition keys for AWS services".
 */
export const OTHER_SERVICE_NAMES: ReadonlyMap<string, string> = new Map(Object.entries({
  alb: 'elasticloadbalancing',
  apigatewayv2: 'apigateway',
  cfn: 'cloudformation',
  cloudwatchlogs: 'logs',
  cognito: 'cognito-idp',
  ddb: 'dynamodb',
  dynamo: 'dynamodb',
  efs: 'elasticfilesystem',
  elb: 'elasticloadbalancing',
  elbv2: 'elasticloadbalancing',
  emr: 'elasticmapreduce',
  eventbridge: 'events',
  msk: 'kafka',
  nlb: 'elasticloadbalancing',
  s3api: 's3',
  sfn: 'states',
  stepfunctions: 'states',
}));

/**
 * API operations that need a permission of another name.
 * Source: Amazon S3 User Guide, "Required permissions for Amazon S3 API operations".
 */
export const OTHER_ACTION_NAMES: ReadonlyMap<string, string> = new Map(Object.entries({
  's3:copyobject': 's3:PutObject',
  's3:deleteobjects': 's3:DeleteObject',
  's3:headbucket': 's3:ListBucket',
  's3:headobject': 's3:GetObject',
  's3:listbuckets': 's3:ListAllMyBuckets',
  's3:listobjects': 's3:ListBucket',
  's3:listobjectsv2': 's3:ListBucket',
  's3:listobjectversions': 's3:ListBucketVersions',
}));

/** The service prefix that was probably meant: of several that are equally near, one that has such an action. */
export function nearestService(prefix: string, name = '*'): string | undefined {
  const services = nearestServices(prefix);
  return services.find((service) => actionsMatching(`${service}:${name}`).length > 0) ?? services[0];
}

/** Answers so far: each looks at thousands of names, and an app names the same actions in many policies. */
const nearestActions = new Map<string, string | undefined>();

/** The action that was probably meant: of the same service, with a similar name, or of the only service with an action of this name. */
export function nearestAction(text: string): string | undefined {
  if (!nearestActions.has(text)) nearestActions.set(text, searchAction(text));
  return nearestActions.get(text);
}

function searchAction(text: string): string | undefined {
  const [prefix, name] = text.split(':');
  if (name === undefined) return undefined;
  const other = OTHER_ACTION_NAMES.get(text.toLowerCase());
  if (other !== undefined) return other;
  const services = serviceExists(prefix) ? [prefix] : nearestServices(prefix);
  const inService = findAction(`${services.find((service) => actionExists(`${service}:${name}`))}:${name}`)?.action
    ?? services.map((service) => nearestIn(service, name)).find((action) => action !== undefined);
  if (inService !== undefined) return inService;
  const elsewhere = servicesWithAction(name);
  return elsewhere.length === 1 ? nearestIn(elsewhere[0], name) : undefined;
}

function nearestServices(prefix: string): string[] {
  const other = OTHER_SERVICE_NAMES.get(prefix.toLowerCase());
  return other === undefined ? allNearest(prefix, allServices()) : [other];
}

/** The condition key that was probably meant. */
export function nearestConditionKey(key: string): string | undefined {
  const prefix = nearest(key.split(':')[0], conditionKeyPrefixes());
  if (prefix === undefined) return undefined;
  const [start, ...rest] = key.split('/');
  const keys = new Map(conditionKeysOf(prefix).map((known) => [known.split('/')[0], known]));
  const meant = keys.get(nearest(start, keys.keys()) ?? '');
  const suggested = meant === undefined || rest.join('/') === '' ? meant : [meant.split('/')[0], ...rest].join('/');
  return suggested?.toLowerCase() === key.toLowerCase() && !conditionKeyExists(key) ? undefined : suggested;
}

function nearestIn(service: string, name: string): string | undefined {
  const actions = actionsOf(service);
  const found = nearest(name, actions.map((action) => action.split(':')[1]));
  return found === undefined ? undefined : actions.find((action) => action.endsWith(`:${found}`));
}

/** A name in a request that AWS is not known to use. */
export interface UnknownName {
  readonly wrong: string;
  readonly given: string;
  /** The name that was probably meant. */
  readonly meant: string | undefined;
}

/**
 * Finds unknown names. A request with an unknown name does not test the policies: a misspelled action is allowed wherever they name
 * actions, and denied wherever they do not.
 *
 * @param newNames names that are newer than the table of this version
 */
export function unknownNames(action: string, contextKeys: readonly string[], newNames: readonly string[]): UnknownName[] {
  const isNew = (name: string) => newNames.some((each) => each.toLowerCase() === name.toLowerCase());
  return [
    ...[action].filter((given) => !isNew(given) && !actionExists(given))
      .map((given) => ({ wrong: 'No service is known to have this action', given, meant: nearestAction(given) })),
    ...contextKeys.filter((given) => !isNew(given) && !conditionKeyExists(given))
      .map((given) => ({ wrong: 'No request is known to have this condition key', given, meant: nearestConditionKey(given) })),
  ];
}

/** @param newer what to do if the name is newer than the table. */
export function unknownNameText({ wrong, given, meant }: UnknownName, newer: string): string {
  const advice = meant === undefined ? 'Write it as the Service Authorization Reference does' : `Did you mean ${meant}?`;
  return `${wrong} (given: "${given}"). ${advice}${meant === undefined ? '; if' : ' If'} it is newer than this version of the library, ${newer}.`;
}
