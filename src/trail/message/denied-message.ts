import { type DenialCause, denialCause, type MessageOptions } from './denial-cause';
import { readableText } from './readable-text';
import { actionsOfEvent } from '../action/action-of-event';

/** An access-denied message, as far as it speaks. */
export interface DeniedMessage {
  /** An ARN, `anonymous` as `*`, or undefined. */
  readonly principal?: string;
  /** The account of a caller of which the message names nothing else. */
  readonly accountId?: string;
  readonly action?: string;
  /** An ARN, or `*`. */
  readonly resource?: string;
  readonly region?: string;
  readonly cause?: DenialCause;
  /** The encoded authorization message. */
  readonly encoded?: string;
}

/** An encoded part is the longest, and has at most 10,240 characters. Source: AWS STS API Reference, "DecodeAuthorizationMessage". */
const LONGEST = 65_536;

const QUOTE = '["\'`]?';
const END = /[.,;:)\]}"'`]+$/;

/** In the order of their certainty. Each has the action, or its service and its name. */
const ACTIONS: readonly RegExp[] = [
  /(?:authorized to perform|permission to(?: perform| call)?|perform the action)(?: the following action)?:? ["'`]?([a-z0-9-]+:[A-Za-z0-9_]+)/i,
  /\bAction(?:\(s\))?: ["'`]?([a-z0-9-]+:[A-Za-z0-9_]+)/i,
  /\bAPI: ([a-z0-9-]+:[A-Za-z0-9_]+)/,
  /\ballows? the ([a-z0-9-]+:[A-Za-z0-9_]+) action/i,
];
const CROSS_ACCOUNT_ROLE = /cross-account pass role is not allowed/i;
const SERVICE_AND_ACTION = /\bService: ([a-z0-9-]+),? Action: ([A-Za-z0-9]+)\b/;
const OPERATION_ERROR = /\boperation error ([A-Za-z0-9 ]+): ([A-Za-z0-9]+), /;

/** Words that only a refusal has. */
const REFUSED = new RegExp([
  'not authorized', 'access ?denied', 'unauthorizedoperation', 'explicit(?:ly)? den', '(?:do not|don\'t|doesn\'t) have permission', 'forbidden',
  'encoded authorization failure', 'is denied', 'insufficient permissions', CROSS_ACCOUNT_ROLE.source,
].join('|'), 'i');

/** The resource with the words before it; IAM writes the type of a policy before its ARN. */
const RESOURCE = /\bon (?:(?:the )?(?:following )?resources?(?:\(s\))?:? ?(?:policy )?|(?=arn:))(?:"(arn:[^"]+|\*)"|['`]?(arn:[^\s'"`<>]+|\*))/i;

/** A log group with the colon at its end, which belongs to its ARN. */
const LOG_GROUP = /:log-group:[^:]*:log-stream:$/;

/**
 * Reads an access-denied message of the AWS CLI, an SDK, a console or another tool.
 * @returns undefined for a text that is none
 */
export function deniedMessage(text: string, options: MessageOptions = {}): DeniedMessage | undefined {
  const line = readableText(text.slice(0, LONGEST));
  if (!REFUSED.test(line)) return undefined;
  const [, encoded] = /encoded authorization failure message: ?["']?([\w+/=-]{24,})/i.exec(line) ?? [];
  const told = encoded === undefined ? line : line.replace(encoded, '');
  return without({
    ...callerIn(told),
    action: actionIn(told),
    resource: resourceIn(told),
    region: /(?:\bregion[:=] ?|\bin (?:the )?region )["']?([a-z]{2}(?:-[a-z]+)+-\d)\b/i.exec(told)?.[1],
    cause: denialCause(told, options),
    encoded,
  });
}

function callerIn(line: string): Pick<DeniedMessage, 'principal' | 'accountId'> {
  const [, named] = new RegExp(`\\b(?:User|Principal|Account|Caller):? ${QUOTE}(arn:[^\\s"'\`<>]+|anonymous\\b|\\d{12}\\b|[a-z0-9.-]+\\.amazonaws\\.com\\b)`, 'i').exec(line) ?? [];
  if (named === undefined) return {};
  if (/^\d{12}$/.test(named)) return { accountId: named };
  return { principal: named.toLowerCase() === 'anonymous' ? '*' : named.replace(END, '') };
}

function actionIn(line: string): string | undefined {
  for (const pattern of ACTIONS) {
    const action = pattern.exec(line)?.[1];
    if (action !== undefined) return action;
  }
  if (CROSS_ACCOUNT_ROLE.test(line)) return 'iam:PassRole';
  const [, service, name] = SERVICE_AND_ACTION.exec(line) ?? OPERATION_ERROR.exec(line) ?? [];
  if (service === undefined) return undefined;
  const found = actionsOfEvent({ eventSource: service, eventName: name });
  return 'actions' in found && found.actions.length === 1 ? found.actions[0] : undefined;
}

/** A quoted name may have spaces in it, as the key of an object has. */
function resourceIn(line: string): string | undefined {
  const [, quoted, bare] = RESOURCE.exec(line) ?? [];
  if (quoted !== undefined) return quoted;
  return bare === undefined || bare === '*' || LOG_GROUP.test(bare) ? bare : bare.replace(END, '');
}

function without<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;
}
