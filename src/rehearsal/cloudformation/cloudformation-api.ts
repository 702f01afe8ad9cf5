import type { CloudFormationReadings } from './readings';
import { DELETED, type DeployedResource, type DeployedStack } from './records';
import type { StackEventRecord } from './stack-events';
import type { Template } from '../../assembly';
import type { Endpoint, HttpResponse } from '../network/network';

/** The elements of a value in an AWS Query answer. Lists become `member` elements, and absent values are omitted. */
function xmlElements(value: Readonly<Record<string, unknown>>): string {
  return Object.entries(value).map(([name, item]) => xmlElement(name, item)).join('');
}

function xmlElement(name: string, value: unknown): string {
  if (value === undefined) {
    return '';
  }
  const content = Array.isArray(value)
    ? value.map((item) => xmlElement('member', item)).join('')
    : typeof value === 'object' && value !== null ? xmlElements(value as Record<string, unknown>) : escapeXml(String(value));
  return `<${name}>${content}</${name}>`;
}

const ESCAPED = /[&<>"\r\n]/;

/** From this length on, a text such as a template goes into a CDATA section. The SDK reads escaped text character by character. */
const LONG_TEXT = 1_000;
const NOT_IN_CDATA = /\]\]>|\r/;

function escapeXml(text: string): string {
  if (!ESCAPED.test(text)) return text;
  if (text.length >= LONG_TEXT && !NOT_IN_CDATA.test(text)) return `<![CDATA[${text}]]>`;
  return text
    .replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
    .replace(/\r/g, '&#xD;').replace(/\n/g, '&#xA;');
}

const NAMESPACE = 'http://cloudformation.amazonaws.com/doc/2010-05-15/';
const PAGE_SIZE = 100;

class ApiError extends Error {
  constructor(public readonly code: string, message: string) {
    super(message);
  }
}

export interface DescribedStacks {
  readonly stacks: ReadonlyMap<string, DeployedStack>;
  readonly events: ReadonlyMap<string, readonly StackEventRecord[]>;
  readonly readings: CloudFormationReadings;
}

/** The read operations of AWS CloudFormation that a handler may call, in the AWS Query protocol with XML answers. */
export function cloudFormationApi(described: DescribedStacks): Endpoint {
  return (request) => {
    const parameters = new URLSearchParams(request.method === 'GET' ? request.path.split('?')[1] : request.body);
    const action = parameters.get('Action') ?? '';
    const stacks = stacksSeenBy(request.headers.authorization, described.stacks);
    try {
      const result = call(action, parameters, { ...described, stacks });
      return answer(200, `<${action}Response xmlns="${NAMESPACE}"><${action}Result>${xmlElements(result)}</${action}Result>`
        + `<ResponseMetadata><RequestId>rehearsal</RequestId></ResponseMetadata></${action}Response>`);
    } catch (error) {
      const { code, message } = error as ApiError;
      return answer(400, `<ErrorResponse xmlns="${NAMESPACE}">`
        + `${xmlElements({ Error: { Type: 'Sender', Code: code, Message: message }, RequestId: 'rehearsal' })}</ErrorResponse>`);
    }
  };
}

const CREDENTIAL = /Credential=(\d{12})\/\d+\/([a-z0-9-]+)\//;

/** The stacks in the caller's account and Region. */
function stacksSeenBy(authorization: string | undefined, stacks: DescribedStacks['stacks']): DescribedStacks['stacks'] {
  const [, accountId, region] = CREDENTIAL.exec(authorization ?? '') ?? [];
  const isElsewhere = (stack: DeployedStack) => stack.accountId !== accountId || stack.region !== region;
  return accountId === undefined || ![...stacks.values()].some(isElsewhere) ? stacks
    : new Map([...stacks].filter(([, stack]) => !isElsewhere(stack)));
}

function call(action: string, parameters: URLSearchParams, { stacks, events, readings }: DescribedStacks): Record<string, unknown> {
  switch (action) {
    case 'DescribeStacks': {
      const name = parameters.get('StackName');
      const found = name === null ? [...stacks.values()].filter(isLive) : [findStack(stacks, name)];
      return { Stacks: found.map((stack) => description(stack, stacks, readings)) };
    }
    case 'ListStackResources': {
      const rows = rowsOf(required(parameters, stacks), readings);
      const start = Number(parameters.get('NextToken') ?? 0);
      const end = start + PAGE_SIZE;
      return {
        StackResourceSummaries: rows.slice(start, end).map(([logicalId, resource]) => ({
          LogicalResourceId: logicalId,
          PhysicalResourceId: resource.physicalId,
          ResourceType: resource.type,
          LastUpdatedTimestamp: new Date(resource.updatedAt).toISOString(),
          ResourceStatus: resource.status,
          ResourceStatusReason: resource.reason,
          DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' },
        })),
        NextToken: end < rows.length ? end : undefined,
      };
    }
    case 'DescribeStackEvents':
      return stackEvents(parameters, required(parameters, stacks), events);
    case 'GetTemplate':
      return {
        TemplateBody: templateText(required(parameters, stacks).template, readings),
        StagesAvailable: ['Original', 'Processed'],
      };
    default:
      throw new ApiError('InvalidAction', `Could not find operation ${action} for version 2010-05-15`);
  }
}

/** The events of a stack, newest first. A token counts from the oldest event, so that new events do not shift a page. */
function stackEvents(parameters: URLSearchParams, stack: DeployedStack, events: DescribedStacks['events']): Record<string, unknown> {
  const all = events.get(stack.id) ?? [];
  const end = Number(parameters.get('NextToken') ?? all.length);
  const start = Math.max(0, end - PAGE_SIZE);
  return {
    StackEvents: all.slice(start, end).reverse().map(({ eventId, operationId, logicalId, physicalId, type, at, status, reason }) => ({
      StackId: stack.id,
      EventId: eventId,
      StackName: stack.name,
      OperationId: operationId,
      LogicalResourceId: logicalId,
      PhysicalResourceId: physicalId ?? '',
      ResourceType: type,
      Timestamp: new Date(at).toISOString(),
      ResourceStatus: status,
      ResourceStatusReason: reason,
    })),
    NextToken: start > 0 ? start : undefined,
  };
}

/** The cached texts of templates. Templates are never changed in place, and the handlers of a large stack read the same one many times. */
const TEMPLATE_TEXTS = { onePerCharacter: new WeakMap<Template, string>(), onePerUnit: new WeakMap<Template, string>() };

/** The text of a template. CloudFormation returns each character above U+007F as `?` (coverage roadmap issues 814 and 1220). */
function templateText(template: Template, { questionMarks }: CloudFormationReadings): string {
  const texts = TEMPLATE_TEXTS[questionMarks];
  const known = texts.get(template);
  if (known !== undefined) {
    return known;
  }
  const text = JSON.stringify(template).replace(questionMarks === 'onePerUnit' ? /[\u0080-\uffff]/g : /[\u{80}-\u{10ffff}]/gu, '?');
  texts.set(template, text);
  return text;
}

function required(parameters: URLSearchParams, stacks: ReadonlyMap<string, DeployedStack>): DeployedStack {
  const name = parameters.get('StackName');
  if (name === null) {
    throw new ApiError('ValidationError', 'StackName is required');
  }
  return findStack(stacks, name);
}

/** Finds a stack. A deleted stack is found by its ID only, not by its name. */
function findStack(stacks: ReadonlyMap<string, DeployedStack>, nameOrId: string): DeployedStack {
  const stack = stacks.get(nameOrId) ?? [...stacks.values()].find((each) => each.name === nameOrId && isLive(each));
  if (!stack) {
    throw new ApiError('ValidationError', `Stack with id ${nameOrId} does not exist`);
  }
  return stack;
}

function isLive(stack: DeployedStack): boolean {
  return stack.status !== DELETED;
}

/** The rows of `ListStackResources`. */
function rowsOf(stack: DeployedStack, readings: CloudFormationReadings): [string, DeployedResource][] {
  const isUpdating = stack.status === 'UPDATE_IN_PROGRESS' || stack.status === 'UPDATE_ROLLBACK_IN_PROGRESS';
  const rows = Object.entries(stack.resources);
  return rows
    .filter(([id, { status }]) => readings.removedRows === 'untilDeleted' || id in stack.template.Resources || !status.startsWith('DELETE_'))
    .map(([id, row]) => (readings.replacedRows === 'oldIdUntilCleanUp' && isUpdating && row.replacedId !== undefined
      ? [id, { ...row, physicalId: row.replacedId }] : [id, row]));
}

function description(
  stack: DeployedStack, stacks: ReadonlyMap<string, DeployedStack>, readings: CloudFormationReadings,
): Record<string, unknown> {
  const operations = stack.operations?.map(({ type, id }) => ({ OperationType: type, OperationId: id }));
  const isCreation = /^(CREATE|ROLLBACK|REVIEW)_/.test(stack.status);
  const isMoving = stack.status.endsWith('_IN_PROGRESS') && !stack.status.endsWith('CLEANUP_IN_PROGRESS');
  return {
    StackId: stack.id,
    StackName: stack.name,
    ParentId: stack.parentId,
    RootId: rootId(stack, stacks),
    CreationTime: new Date(stack.createdAt).toISOString(),
    LastUpdatedTime: stack.createdDirectly ? undefined : new Date(stack.updatedAt).toISOString(),
    StackStatus: stack.status,
    StackStatusReason: stack.statusReason,
    Parameters: Object.entries(stack.parameters).map(([name, value]) => ({ ParameterKey: name, ParameterValue: value })),
    Outputs: isMoving ? undefined : Object.entries(stack.outputs)
      .map(([name, { value, exportName }]) => ({ OutputKey: name, OutputValue: value, ExportName: exportName })),
    ...rollbackSettings(stack, readings, isCreation),
    LastOperations: readings.lastOperationsOrder === 'newestFirst' ? operations : operations?.reverse(),
    EnableTerminationProtection: stack.terminationProtection ?? false,
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
  };
}

/** The fields of `DescribeStacks` that tell whether a failed deployment is rolled back. */
function rollbackSettings(
  { disableRollback = false, deploymentConfig = { mode: 'STANDARD' }, parentId }: DeployedStack, readings: CloudFormationReadings, isCreation: boolean,
): Record<string, unknown> {
  const { expressMode, disableRollbackOfUpdate, rollbackOfNestedStacks } = readings;
  if (parentId !== undefined && rollbackOfNestedStacks === 'onlyAtTheTop') return { DisableRollback: false };
  const { mode, disableRollback: given } = deploymentConfig;
  if (mode === 'STANDARD') {
    return { DisableRollback: disableRollback && (isCreation || disableRollbackOfUpdate === 'shown'), DeploymentConfig: { Mode: mode } };
  }
  switch (expressMode) {
    case 'asSent':
      return { DisableRollback: false, DeploymentConfig: { Mode: mode, DisableRollback: given } };
    case 'resolved':
      return { DisableRollback: false, DeploymentConfig: { Mode: mode, DisableRollback: disableRollback } };
    case 'asDisableRollback':
      return { DisableRollback: disableRollback };
    case 'modeOnly':
      return { DisableRollback: false, DeploymentConfig: { Mode: mode } };
    case 'withDefaults':
      return { DisableRollback: false, DeploymentConfig: { Mode: mode, DisableRollback: false } };
    case 'notShown':
      return { DisableRollback: false };
  }
}

/** The ID of the root stack; `undefined` for a stack that is not nested. */
function rootId({ parentId }: DeployedStack, stacks: ReadonlyMap<string, DeployedStack>): string | undefined {
  const parent = parentId === undefined ? undefined : stacks.get(parentId);
  return parent && (rootId(parent, stacks) ?? parent.id);
}

function answer(status: number, body: string): HttpResponse {
  return { status, headers: { 'content-type': 'text/xml' }, body };
}
