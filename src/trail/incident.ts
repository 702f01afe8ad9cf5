import { callOfRecord, type CallRequest } from './call-of-record';
import { accountOfArn } from '../policy';
import { type DecodedMessage, decodedMessage } from './message/decoded-message';
import type { DenialCause } from './message/denial-cause';
import { type DeniedMessage, deniedMessage } from './message/denied-message';
import { fieldsOf, isFields, textOf, trailRecord, type TrailRecord, wasRefused } from './record/trail-record';

/** A refused request that somebody asks about. */
export interface Incident {
  readonly source: 'record' | 'message' | 'decoded message';
  /** As a question names it; undefined if it is not known. */
  readonly principal?: string;
  /** Accounts that the question can be about, the caller's first. */
  readonly accountIds: readonly string[];
  /** The account of a caller of whom nothing else is known. */
  readonly callerAccountId?: string;
  /** The requests of a record; one of a message. At least one. */
  readonly requests: readonly CallRequest[];
  readonly time?: string;
  /** The reason in the words of the service. */
  readonly cause?: DenialCause;
  /** An encoded message that nobody has decoded. */
  readonly encoded?: string;
  /** Whether it says that the call was refused; undefined for a record without an error. */
  readonly refused: boolean;
}

/** How to decode a message by hand. */
export const DECODE_COMMAND = 'aws sts decode-authorization-message --encoded-message TEXT';

/**
 * Reads a CloudTrail record, an access-denied message, or a decoded authorization message.
 * @throws Error for a text that is none, or that does not show the action.
 */
export function incidentOf(text: string): Incident {
  const value = parsed(text);
  const decoded = decodedMessage(value);
  if (decoded !== undefined) return ofDecoded(decoded);
  const record = recordIn(value);
  if (record !== undefined) return ofRecord(record);
  const message = deniedMessage(text);
  if (message !== undefined) return ofMessage(message);
  throw new Error(`This is no CloudTrail record and no access-denied message (given: ${JSON.stringify(text.trim().slice(0, 80))}). `
    + 'Give the JSON of one record, the whole message, or the answer of "aws sts decode-authorization-message".');
}

/** An encoded message alone; a terminal may have broken its lines. */
const ENCODED = /^[\w+/=-]{24,}$/;

/** The encoded authorization message in a record or a message, or the text itself if it is one. Only AWS STS can decode it. */
export function encodedMessageIn(text: string): string | undefined {
  const value = parsed(text);
  const alone = text.trim().replace(/[\r\n]+/g, '');
  if (value === undefined && ENCODED.test(alone)) return alone;
  return deniedMessage(recordIn(value)?.errorMessage ?? text)?.encoded;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * A record alone, in a log file, in the answer of `lookup-events`, or in an event of EventBridge.
 * @throws Error for several of them
 */
function recordIn(value: unknown): TrailRecord | undefined {
  const { Records: records, Events: events, CloudTrailEvent: event, detail } = fieldsOf(value);
  if (typeof event === 'string') return recordIn(parsed(event));
  if (isFields(detail)) return recordIn(detail);
  const list = [value, records, events].find(Array.isArray) as unknown[] | undefined;
  if (list === undefined) return trailRecord(value);
  const all = list.flatMap((each) => recordIn(each) ?? []);
  const refused = all.filter(wasRefused);
  const [only, ...others] = refused.length > 0 ? refused : all;
  if (others.length === 0) return only;
  throw new Error(`There are several records (given: ${all.length}, of them refused: ${refused.length}). Give one of them.`);
}

function ofRecord(record: TrailRecord): Incident {
  const mapped = callOfRecord(record, { skipCopies: false });
  if ('unmapped' in mapped) {
    const { event, reason } = mapped.unmapped;
    throw new Error(`No policy decides about this event: ${reason} (given: ${event}). Give the record of a call of an API.`);
  }
  const { call } = mapped;
  const told = record.errorMessage === undefined ? undefined : deniedMessage(record.errorMessage, { isOne: true });
  const { accountId } = call.caller;
  const owners = call.requests.flatMap(({ resource, context }) => [context['aws:ResourceAccount'], accountOfArn(resource ?? '')]);
  const accounts = [accountId, call.recipientAccountId, ...owners].filter((each): each is string => typeof each === 'string');
  return {
    source: 'record',
    accountIds: [...new Set(accounts)],
    ...(call.caller.principal === undefined ? { callerAccountId: accountId } : { principal: call.caller.principal }),
    requests: toldRequests(call.requests, told),
    ...(call.time === undefined ? {} : { time: call.time }),
    ...(told?.cause === undefined ? {} : { cause: told.cause }),
    ...(told?.encoded === undefined ? {} : { encoded: told.encoded }),
    refused: call.refused || told?.cause?.policy !== undefined,
  };
}

/** The message in a record names the one request that was refused. */
function toldRequests(requests: readonly CallRequest[], told: DeniedMessage | undefined): readonly CallRequest[] {
  if (told?.action === undefined) return requests;
  const sameAction = requests.filter(({ action }) => action.toLowerCase() === told.action!.toLowerCase());
  const { resource = sameAction.length === 1 ? sameAction[0].resource : undefined } = told;
  const exact = sameAction.find((request) => request.resource === resource);
  if (exact !== undefined) return [exact];
  if (told.resource === undefined && sameAction.length > 1) return sameAction;
  const { context } = sameAction[0] ?? requests[0];
  return [{ action: told.action, ...(resource === undefined ? {} : { resource }), context }];
}

function ofMessage(message: DeniedMessage): Incident {
  const { principal, accountId, action, resource, region, cause, encoded } = message;
  if (action === undefined) {
    throw new Error(encoded === undefined
      ? `The message does not show which action was refused (read from it: ${shown(message)}). Give the record of the event from CloudTrail, or ask with --action.`
      : `The message is encoded, and shows no action in clear text. Give --decode-message, or decode it with "${DECODE_COMMAND}" in the account of the caller, and give the answer.`);
  }
  const owner = accountOfArn(resource ?? '');
  const caller = principal === undefined ? accountId : accountOfArn(principal);
  return {
    source: 'message',
    accountIds: [...new Set([caller, owner].filter((each): each is string => each !== undefined))],
    ...(principal === undefined ? {} : { principal }),
    ...(principal === undefined && accountId !== undefined ? { callerAccountId: accountId } : {}),
    requests: [{
      action,
      ...(resource === undefined || !isResource(resource) ? {} : { resource }),
      context: region === undefined ? {} : { 'aws:RequestedRegion': region },
    }],
    ...(cause === undefined ? {} : { cause }),
    ...(encoded === undefined ? {} : { encoded }),
    refused: true,
  };
}

/** Some services hide digits of the account in the ARN. */
function isResource(resource: string): boolean {
  return resource === '*' || (resource.split(':').length >= 6 && !/\*{3,}/.test(resource.split(':').slice(3, 5).join(':')));
}

function shown({ principal, resource }: DeniedMessage): string {
  return [principal === undefined ? [] : [`the caller ${principal}`], resource === undefined ? [] : [`the resource ${resource}`]].flat().join(', ') || 'nothing';
}

/** @throws Error if the message does not have an action. */
function ofDecoded({ principal, action, resource, context, explicitDeny }: DecodedMessage): Incident {
  if (action === undefined) throw new Error('The decoded message has no action (given: a context without "action"). Give the whole answer of "aws sts decode-authorization-message".');
  const accounts = [accountOfArn(principal ?? ''), accountOfArn(resource ?? '')];
  return {
    source: 'decoded message',
    accountIds: [...new Set(accounts.filter((each): each is string => each !== undefined))],
    ...(textOf(principal) === undefined ? {} : { principal }),
    requests: [{ action, ...(resource === undefined ? {} : { resource }), context }],
    ...(explicitDeny ? { cause: { how: 'explicit deny' as const } } : { cause: { how: 'no allow' as const } }),
    refused: true,
  };
}
