import { load } from 'js-yaml';
import { ServiceError } from './answers';
import { contentsAt } from './object-address';
import type { Call } from './requests';
import { type DeployedStack, type Identity, stackKey, stackNameOf } from './world';

type Input = Readonly<Record<string, any>>;
type Output = Readonly<Record<string, unknown>>;

/** A writing call of CloudFormation that has an effect. */
export interface StackCall {
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE';
  readonly identity: Identity;
  readonly region: string;
  readonly stackName: string;
  readonly input: Input;
  /** The values of its parameters afterwards. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** The state that it shares with the other services. */
export interface CloudFormationState {
  readonly stacks: Map<string, DeployedStack>;
  readonly objects: ReadonlyMap<string, Buffer>;
}

const NOW = new Date(0);

/** The operations of CloudFormation that the CDK calls. Every one succeeds at once; resources are not created. */
export class CloudFormation {
  private readonly changeSets = new Map<string, { readonly call: StackCall; readonly identity: Identity }>();
  private count = 0;

  constructor(private readonly state: CloudFormationState, private readonly onCall: (call: StackCall) => void) {}

  answer({ operation, input, region }: Call, identity: Identity): Output {
    const key = (name: unknown) => stackKey(identity.accountId, region, stackNameOf(String(name)));
    const found = () => this.state.stacks.get(key(input.StackName));
    switch (operation) {
      case 'DescribeStacks': return { Stacks: [described(found() ?? missing(input.StackName))] };
      case 'GetTemplate': return { TemplateBody: (found() ?? missing(input.StackName)).template };
      case 'ListStacks': return { StackSummaries: [] };
      case 'ListStackResources': return { StackResourceSummaries: [] };
      case 'DescribeStackResources': return { StackResources: [] };
      case 'DescribeStackEvents': return { StackEvents: [] };
      case 'DeleteChangeSet': return this.deleteChangeSet(input);
      case 'CreateChangeSet': return this.createChangeSet(input, identity, region);
      case 'DescribeChangeSet': return this.describeChangeSet(input);
      case 'ExecuteChangeSet': return this.executeChangeSet(input);
      case 'CreateStack': return this.deploy(this.stackCall('CREATE', input, identity, region));
      case 'UpdateStack': return this.deploy(this.stackCall('UPDATE', input, identity, region));
      case 'DeleteStack': return this.deleteStack(input, identity, region);
      case 'UpdateTerminationProtection': return this.protect(key(input.StackName), input);
      default: throw new ServiceError('InvalidAction', `${operation} has no answer here.`);
    }
  }

  private createChangeSet(input: Input, identity: Identity, region: string): Output {
    const id = `arn:aws:cloudformation:${region}:${identity.accountId}:changeSet/${input.ChangeSetName}/${++this.count}`;
    const call = this.stackCall(input.ChangeSetType === 'CREATE' ? 'CREATE' : 'UPDATE', input, identity, region);
    this.changeSets.set(id, { call, identity });
    const key = stackKey(identity.accountId, region, call.stackName);
    if (!this.state.stacks.has(key)) {
      this.state.stacks.set(key, { ...this.after(call), status: 'REVIEW_IN_PROGRESS', template: '{}' });
    }
    return { Id: id, StackId: this.state.stacks.get(key)!.id };
  }

  private describeChangeSet({ StackName, ChangeSetName }: Input): Output {
    const [id, { call, identity }] = this.changeSet(StackName, ChangeSetName);
    return {
      ChangeSetId: id,
      ChangeSetName: id.split('/')[1],
      StackId: this.state.stacks.get(stackKey(identity.accountId, call.region, call.stackName))!.id,
      StackName: call.stackName,
      Status: 'CREATE_COMPLETE',
      ExecutionStatus: 'AVAILABLE',
      CreationTime: NOW,
      Changes: [{ Type: 'Resource', ResourceChange: { Action: 'Modify', LogicalResourceId: 'Any', ResourceType: 'Custom::Any' } }],
    };
  }

  private deleteChangeSet({ StackName, ChangeSetName }: Input): Output {
    for (const [id, { call }] of this.changeSets) {
      if (call.stackName === stackNameOf(StackName) && isNamed(id, ChangeSetName)) this.changeSets.delete(id);
    }
    return {};
  }

  private executeChangeSet({ StackName, ChangeSetName }: Input): Output {
    const [id, { call }] = this.changeSet(StackName, ChangeSetName);
    this.changeSets.delete(id);
    this.deploy(call);
    return {};
  }

  private changeSet(stack: string, name: string): [string, { readonly call: StackCall; readonly identity: Identity }] {
    const found = [...this.changeSets].find(([id, { call }]) => call.stackName === stackNameOf(stack) && isNamed(id, name));
    if (found === undefined) throw new ServiceError('ChangeSetNotFound', `ChangeSet [${name}] does not exist`, 404);
    return found;
  }

  private stackCall(operation: StackCall['operation'], input: Input, identity: Identity, region: string): StackCall {
    const stackName = stackNameOf(String(input.StackName));
    const previous = this.state.stacks.get(stackKey(identity.accountId, region, stackName))?.parameters ?? {};
    const given = list(input.Parameters).map(({ ParameterKey, ParameterValue, UsePreviousValue }) => (
      [String(ParameterKey), UsePreviousValue === 'true' ? previous[ParameterKey] ?? '' : String(ParameterValue ?? '')] as const));
    const parameters = { ...defaults(this.templateOf(input)), ...Object.fromEntries(given) };
    return { operation, identity, region, stackName, input, parameters };
  }

  private deploy(call: StackCall): Output {
    const key = stackKey(call.identity.accountId, call.region, call.stackName);
    this.onCall(call);
    this.state.stacks.set(key, this.after(call));
    return { StackId: this.state.stacks.get(key)!.id };
  }

  private after({ operation, identity, region, stackName, input, parameters }: StackCall): DeployedStack {
    const before = this.state.stacks.get(stackKey(identity.accountId, region, stackName));
    return {
      id: before?.id ?? `arn:aws:cloudformation:${region}:${identity.accountId}:stack/${stackName}/${++this.count}`,
      name: stackName,
      status: `${operation}_COMPLETE`,
      template: this.templateOf(input) ?? '{}',
      parameters,
      tags: Object.fromEntries(list(input.Tags).map(({ Key, Value }) => [String(Key), String(Value)])),
      notificationArns: input.NotificationARNs === undefined ? before?.notificationArns ?? [] : list(input.NotificationARNs).map(String),
      terminationProtection: before?.terminationProtection ?? input.EnableTerminationProtection === 'true',
      outputs: {},
    };
  }

  private templateOf({ TemplateBody, TemplateURL }: Input): string | undefined {
    return TemplateURL === undefined ? TemplateBody : contentsAt(TemplateURL, this.state)?.toString();
  }

  private deleteStack(input: Input, identity: Identity, region: string): Output {
    const stackName = stackNameOf(String(input.StackName));
    this.onCall({ operation: 'DELETE', identity, region, stackName, input, parameters: {} });
    this.state.stacks.delete(stackKey(identity.accountId, region, stackName));
    return {};
  }

  private protect(key: string, { StackName, EnableTerminationProtection }: Input): Output {
    const stack = this.state.stacks.get(key) ?? missing(StackName);
    this.state.stacks.set(key, { ...stack, terminationProtection: EnableTerminationProtection === 'true' });
    return { StackId: stack.id };
  }
}

/** A list of a request. One without items is sent as an empty text. */
export function list(value: unknown): Input[] {
  return Array.isArray(value) ? value as Input[] : [];
}

function isNamed(id: string, nameOrId: string): boolean {
  return id === nameOrId || id.split('/')[1] === nameOrId;
}

function missing(name: unknown): never {
  throw new ServiceError('ValidationError', `Stack with id ${name} does not exist`);
}

function described({ id, name, status, parameters, tags, notificationArns, terminationProtection, outputs }: DeployedStack): Output {
  const pairs = (values: Readonly<Record<string, string>>, key: string, value: string) => (
    Object.entries(values).map(([member, each]) => ({ [key]: member, [value]: each })));
  return {
    StackId: id,
    StackName: name,
    StackStatus: status,
    CreationTime: NOW,
    Parameters: pairs(parameters, 'ParameterKey', 'ParameterValue'),
    Tags: pairs(tags, 'Key', 'Value'),
    Outputs: pairs(outputs, 'OutputKey', 'OutputValue'),
    NotificationARNs: notificationArns,
    EnableTerminationProtection: terminationProtection,
  };
}

/** The defaults of the parameters of a template, which CloudFormation takes where no value is given. */
function defaults(template: string | undefined): Record<string, string> {
  const { Parameters } = parsed(template) as { Parameters?: Record<string, { Default?: unknown }> };
  return Object.fromEntries(Object.entries(Parameters ?? {})
    .flatMap(([name, parameter]) => (parameter?.Default === undefined ? [] : [[name, String(parameter.Default)]])));
}

/** A template in JSON or YAML; an empty one where it is neither. */
export function parsed(template: string | undefined): object {
  try {
    return Object(load(template ?? '{}')) as object;
  } catch {
    return {};
  }
}
