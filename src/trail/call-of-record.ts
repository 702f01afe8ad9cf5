import { carriesResourceKeys, findAction } from '../policy';
import { actionsOfEvent, type EventActions, type EventName } from './action/action-of-event';
import { type Caller, callerOf } from './record/caller';
import { type Context, contextOfRecord, type ContextReader } from './record/context-of-record';
import { serviceKeys } from './record/service-keys';
import { type Fields, textOf, type TrailRecord, wasRefused } from './record/trail-record';
import { remembered } from './remembered';
import { arnsOfTagged } from './resource/ec2-ids';
import type { Place } from './resource/place';
import { resourcesOfEvent } from './resource/resources-of-event';

/** One of the requests that have to pass for a call. */
export interface CallRequest {
  /** `s3:ListBucket`. */
  readonly action: string;
  /** An ARN, or `*` for an action without resources; undefined if the record does not show it. */
  readonly resource?: string;
  readonly context: Context;
}

/** A recorded call as requests to the policies. */
export interface RecordedCall {
  readonly caller: Caller;
  /** The account whose trail has the record; that of the caller, or that of the resource. */
  readonly recipientAccountId?: string;
  /** `lambda:GetFunction20150331v2`: the event, in the service of its source. */
  readonly event: string;
  readonly time?: string;
  /** Whether it was refused when it was recorded, by any policy. */
  readonly refused: boolean;
  /** At least one. */
  readonly requests: readonly CallRequest[];
}

/** Why a record is no call to judge. */
export type UnmappedKind = 'not-a-call' | 'no-permission-needed' | 'unknown-action' | 'unknown-caller' | 'copy' | 'no-account' | 'unreadable';

export interface Unmapped {
  readonly kind: UnmappedKind;
  /** A clause: `the service foo.amazonaws.com is not in the action table`. */
  readonly reason: string;
  /** `signin.amazonaws.com ConsoleLogin`. */
  readonly event: string;
}

export type MappedRecord = { readonly call: RecordedCall } | { readonly unmapped: Unmapped };

/** Types of events that nobody requests through an API. Source: AWS CloudTrail User Guide, "CloudTrail record contents" (`eventType`). */
const NO_CALLS: Readonly<Record<string, string>> = {
  AwsServiceEvent: 'a service made the event, and nobody called it',
  AwsConsoleSignIn: 'signing in to the console needs no permission of a policy',
  AwsConsoleAction: 'an action of the console is no call of an API',
  AwsCloudTrailInsight: 'an insight is about other events',
};

export interface MappingOptions {
  /** Whether only copies in the account of the caller count; the trail of an organization has them. @default true */
  readonly skipCopies?: boolean;
  /** Reads the keys of a record that count. @default - all of them */
  readonly contextOf?: ContextReader;
}

/** The requests to the policies that a record stands for, or why there are none. */
export function callOfRecord(record: TrailRecord, { skipCopies = true, contextOf = contextOfRecord }: MappingOptions = {}): MappedRecord {
  const event = `${record.eventSource} ${record.eventName}`;
  const unmapped = (kind: UnmappedKind, reason: string): MappedRecord => ({ unmapped: { kind, reason, event } });
  const { eventType = '' } = record;
  const noCall = Object.hasOwn(NO_CALLS, eventType) ? NO_CALLS[eventType] : undefined;
  if (noCall !== undefined) return unmapped('not-a-call', noCall);
  if (eventType === 'AwsVpceEvent' && skipCopies) {
    return unmapped('copy', 'the owner of a VPC endpoint gets a copy of the event of the caller');
  }
  const caller = callerOf(record);
  if ('unknown' in caller) return unmapped('unknown-caller', caller.unknown);
  if (caller.principal === undefined && skipCopies) {
    return unmapped('copy', 'the owner of a resource gets a copy of the event of the caller, who is not named in it');
  }
  const found = actionsOf(record);
  if ('unknown' in found) return unmapped('unknown-action', found.unknown);
  if (found.actions.length === 0) return unmapped('no-permission-needed', 'the call needs no permission of a policy');
  return {
    call: {
      caller,
      ...(record.recipientAccountId === undefined ? {} : { recipientAccountId: record.recipientAccountId }),
      event,
      ...(record.eventTime === undefined ? {} : { time: record.eventTime }),
      refused: wasRefused(record),
      requests: requestsOf(record, caller, found.actions, contextOf(record, caller)),
    },
  };
}

/** Few events make up most records. */
const actionsByEvent = remembered((event): EventActions => actionsOfEvent(JSON.parse(event)));

function actionsOf({ eventSource, eventName, requestParameters }: TrailRecord): EventActions {
  const versioned = textOf(requestParameters?.versionId) !== undefined;
  return actionsByEvent(JSON.stringify({ eventSource, eventName, versioned } satisfies EventName));
}

function requestsOf(record: TrailRecord, caller: Caller, actions: readonly string[], context: Context): CallRequest[] {
  const place = placeOf(record, caller);
  const requests = actions.flatMap((action) => requestsFor(record, action, context, place));
  return [...requests, ...dependentRequests(record, actions[0], context, place)];
}

function requestsFor(record: TrailRecord, action: string, context: Context, place: Place): CallRequest[] {
  const keys = serviceKeys(action.slice(0, action.indexOf(':')), record.requestParameters);
  const resources = resourcesOfEvent(record, action, place);
  if (resources.length === 0) return [{ action, context: { ...context, ...keys } }];
  return resources.map((resource) => ({ action, resource, context: { ...context, ...keys, ...ownerOf(record, action, resource) } }));
}

/** A bucket has no account in its ARN, and the record names its owner beside it. */
function ownerOf({ resources }: TrailRecord, action: string, resource: string): Context {
  if (resource.split(':')[4] !== '' || !carriesResourceKeys(action)) return {};
  const bucket = resource.split('/')[0];
  const owner = resources.find(({ arn, accountId }) => accountId !== undefined && arn?.split('/')[0] === bucket)?.accountId;
  return owner === undefined || !/^\d{12}$/.test(owner) ? {} : { 'aws:ResourceAccount': owner };
}

/**
 * Requests that a call brings along: the role that it passes to a service, and the tags of what EC2 creates.
 * Sources: IAM User Guide, "Grant a user permissions to pass a role to an AWS service"; Amazon EC2 User Guide, "Grant permission to tag
 * resources during creation".
 */
function dependentRequests({ requestParameters = {} }: TrailRecord, action: string, context: Context, place: Place): CallRequest[] {
  const [service, name] = action.split(':');
  const passes = findAction(action)?.accessLevel === 'Write' && !['sts', 'iam', 'kms'].includes(service);
  const roles = passes ? passedRoles(requestParameters) : [];
  return [
    ...roles.map((resource) => ({ action: 'iam:PassRole', resource, context })),
    ...service === 'ec2' && name !== 'CreateTags' ? taggingRequests(requestParameters, { ...context, 'ec2:CreateAction': name }, place) : [],
  ];
}

function taggingRequests(parameters: Fields, context: Context, place: Place): CallRequest[] {
  if (parameters.tagSpecificationSet === undefined) return [];
  const resources = arnsOfTagged(parameters, place);
  return resources.length === 0 ? [{ action: 'ec2:CreateTags', context }] : resources.map((resource) => ({ action: 'ec2:CreateTags', resource, context }));
}

/** Members of a request that hand over a role. */
export const ROLE_MEMBERS = ['role', 'roleArn', 'roleARN', 'executionRoleArn', 'taskRoleArn', 'serviceRole', 'serviceRoleArn'];

function passedRoles(parameters: Fields): string[] {
  const arns = ROLE_MEMBERS.map((member) => parameters[member]);
  return [...new Set(arns.filter((arn): arn is string => typeof arn === 'string' && /^arn:[\w-]+:iam::\d{12}:role\/./.test(arn)))];
}

function placeOf({ awsRegion = '', recipientAccountId }: TrailRecord, { principal, accountId }: Caller): Place {
  const partition = principal?.startsWith('arn:') ? principal.split(':')[1] : 'aws';
  return { partition, region: awsRegion, account: accountId ?? recipientAccountId ?? '' };
}
