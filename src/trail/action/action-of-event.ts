import { renamedEvent, VERSIONED_OBJECT_ACTIONS } from './renamed-events';
import { servicePrefix } from './service-prefixes';
import { findAction } from '../../policy';

/** The actions that a call needs, or why they are not known. */
export type EventActions =
  /** As AWS spells them, `s3:ListBucket`. All of them have to pass; none if the call needs no permission. */
  | { readonly actions: readonly string[] }
  | { readonly unknown: string };

export interface EventName {
  /** `s3.amazonaws.com`. */
  readonly eventSource: string;
  /** `ListObjects`, `CreateFunction20150331`. */
  readonly eventName: string;
  /** Whether the request names a version of an object. */
  readonly versioned?: boolean;
}

/** Lambda and CloudFront append the version of their API: `GetFunction20150331v2`, `CreateDistribution2020_05_31`. */
const API_VERSION = /_?20\d\d[-_]?\d\d[-_]?\d\d(?:v\d+)?$/;

/** The actions of API Gateway are methods of HTTP. Source: Service Authorization Reference, "Amazon API Gateway Management". */
const METHODS: readonly (readonly [RegExp, string])[] = [
  [/^(?:Get|Export|List)/, 'GET'],
  [/^(?:Create|Import|Generate|Test)/, 'POST'],
  [/^(?:Put|Reimport|Tag)/, 'PUT'],
  [/^Update/, 'PATCH'],
  [/^(?:Delete|Untag|Flush|Reset)/, 'DELETE'],
];

/** The actions that a call needs, from the action table of the project and the names that differ from it. */
export function actionsOfEvent({ eventSource, eventName, versioned = false }: EventName): EventActions {
  const prefix = servicePrefix(eventSource);
  if (prefix === undefined) return { unknown: `the service ${eventSource} is not in the action table` };
  const name = eventName.replace(API_VERSION, '');
  const names = renamedEvent(prefix, name) ?? [name];
  const actions = names.map((each) => known(prefix, each, versioned));
  const missing = actions.indexOf(undefined);
  return missing < 0 ? { actions: actions as string[] } : { unknown: `${prefix}:${names[missing]} is not in the action table` };
}

function known(prefix: string, name: string, versioned: boolean): string | undefined {
  const found = findAction(`${prefix}:${name}`)?.action;
  if (prefix === 'apigateway' && found === undefined) return methodOf(name);
  if (prefix !== 's3' || !versioned || found === undefined) return found;
  const ofVersion = VERSIONED_OBJECT_ACTIONS[found.slice('s3:'.length)];
  return ofVersion === undefined ? found : `s3:${ofVersion}`;
}

function methodOf(name: string): string | undefined {
  const method = METHODS.find(([pattern]) => pattern.test(name))?.[1];
  return method === undefined ? undefined : `apigateway:${method}`;
}
