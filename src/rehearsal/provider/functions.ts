import type { WaiterPolicy } from './provider-framework';
import { AssemblyError, canonicalJson, isRecord, parseJson } from '../../assembly';
import type { DeployedResource, DeployedStack } from '../cloudformation/records';
import type { FunctionCode } from '../lambda/code';
import type { EnvironmentSettings } from '../lambda/execution-environment';
import type { FunctionRuntime } from '../lambda/function-instance';
import { LambdaFunction } from '../lambda/lambda-function';
import { readFunctionCode } from '../lambda/read-code';

const FUNCTION_TYPE = 'AWS::Lambda::Function';
const STATE_MACHINE_TYPE = 'AWS::StepFunctions::StateMachine';

/** The environment that the rehearsal provides to all functions. */
export interface FunctionsWorld extends Omit<EnvironmentSettings, 'runtime' | 'handler' | 'environmentVariables' | 'log'> {
  readonly stacks: ReadonlyMap<string, DeployedStack>;
  /** The folder of an asset by its object key. @throws AssemblyError if it is outside of its assembly. */
  readonly assetDirectory: (key: string) => string | undefined;
  /** The runtime of the code: in this process or confined. */
  readonly runtimeOf: (code: FunctionCode) => FunctionRuntime;
  /** The environment variables that Lambda sets, for a function of the given stack. */
  readonly runtimeVariables: (functionName: string, stack: DeployedStack) => Record<string, string>;
  readonly requestId: () => string;
  readonly log: (functionName: string, line: string) => void;
  readonly warn: (message: string) => void;
}

/** Functions and state machines by ARN, as the deployed stacks currently describe them. */
export class Functions {
  private readonly running = new Map<string, { readonly configuration: string; readonly lambda: LambdaFunction }>();
  private readonly codes = new Map<string, FunctionCode>();
  private readonly lastCode = new Map<string, FunctionCode>();

  constructor(private readonly world: FunctionsWorld) {}

  /** The environment variables of a function; `undefined` if no stack has the function. */
  public variables(arn: string): Record<string, string> | undefined {
    const found = this.find(FUNCTION_TYPE, arn);
    return found && variablesOf(found.resource);
  }

  /**
   * The function with its environments, which last until its code or configuration changes.
   * @throws AssemblyError if no stack has the function, or if its code is not in the assembly.
   */
  public lambda(arn: string): LambdaFunction {
    const found = this.find(FUNCTION_TYPE, arn);
    if (!found) {
      throw new AssemblyError('No deployed stack has this function', arn, 'Deploy the stack of the provider with the others.');
    }
    const configuration = canonicalJson(found.resource.properties);
    const known = this.running.get(arn);
    if (known?.configuration === configuration) {
      return known.lambda;
    }
    const lambda = this.start(arn, found.stack, found.resource);
    this.running.set(arn, { configuration, lambda });
    return lambda;
  }

  /** The retry of the first task of a state machine. @throws AssemblyError if it is not a waiter of the provider framework. */
  public waiterPolicy(arn: string): WaiterPolicy {
    const definition = this.find(STATE_MACHINE_TYPE, arn)?.resource.properties.DefinitionString;
    const machine = typeof definition === 'string' ? parseJson(definition, arn) : undefined;
    const states = isRecord(machine) && isRecord(machine.States) ? machine.States : {};
    const start = states[isRecord(machine) ? String(machine.StartAt) : ''];
    const retry = isRecord(start) && Array.isArray(start.Retry) ? start.Retry[0] as unknown : undefined;
    if (!isRecord(retry)) {
      throw new AssemblyError('This is not a waiter of the provider framework', arn, 'Use the Provider of aws-cdk-lib/custom-resources.');
    }
    return {
      intervalSeconds: Number(retry.IntervalSeconds),
      maxAttempts: Number(retry.MaxAttempts),
      backoffRate: Number(retry.BackoffRate ?? 1),
    };
  }

  private start(arn: string, stack: DeployedStack, resource: DeployedResource): LambdaFunction {
    const { properties } = resource;
    const functionName = String(resource.physicalId);
    const handler = String(properties.Handler);
    return new LambdaFunction({
      ...this.world,
      functionName,
      functionArn: arn,
      runtime: this.world.runtimeOf(this.code(arn, resource, handler)),
      handler,
      timeoutSeconds: Number(properties.Timeout ?? 3),
      memoryMegabytes: Number(properties.MemorySize ?? 128),
      environmentVariables: {
        ...this.world.runtimeVariables(functionName, stack),
        _HANDLER: handler,
        AWS_LAMBDA_LOG_GROUP_NAME: logGroupOf(resource) ?? `/aws/lambda/${functionName}`,
        ...variablesOf(resource),
      },
      log: (line) => this.world.log(functionName, line),
    });
  }

  /** The code of a function. If the code of a former version is in no assembly, a rollback runs the newer code with a warning. */
  private code(arn: string, resource: DeployedResource, handler: string): FunctionCode {
    const key = isRecord(resource.properties.Code) ? String(resource.properties.Code.S3Key) : 'inline';
    const directory = this.world.assetDirectory(key);
    const code = directory === undefined ? this.substitute(arn, key) : this.codes.get(directory) ?? readFunctionCode(directory);
    if (!code.has(handler)) {
      throw new AssemblyError(`The code of the function has no file for its handler ${handler}`, code.directory, 'Synthesize the app again.');
    }
    this.codes.set(code.directory, code);
    this.lastCode.set(arn, code);
    return code;
  }

  private substitute(arn: string, key: string): FunctionCode {
    const code = this.lastCode.get(arn);
    if (!code) {
      throw new AssemblyError(
        'The code of a function is not in the cloud assembly', `${arn}, asset ${key}`, 'Give the cdk.out from which the stack was deployed.',
      );
    }
    this.world.warn(`The code ${key} of ${arn} is not in this cloud assembly. The code of the new version answered its calls.`);
    return code;
  }

  private find(type: string, arn: string): { stack: DeployedStack; resource: DeployedResource } | undefined {
    const name = arn.slice(arn.lastIndexOf(':') + 1);
    const [, , , region, accountId] = arn.split(':');
    for (const stack of this.world.stacks.values()) {
      const isThere = stack.region === region && stack.accountId === accountId;
      const resource = Object.values(stack.resources)
        .find((each) => each.type === type && (each.physicalId === arn || (isThere && each.physicalId === name)));
      if (resource) {
        return { stack, resource };
      }
    }
    return undefined;
  }
}

function logGroupOf({ properties }: DeployedResource): string | undefined {
  const { LogGroup: logGroup } = isRecord(properties.LoggingConfig) ? properties.LoggingConfig : {};
  return typeof logGroup === 'string' ? logGroup : undefined;
}

function variablesOf(resource: DeployedResource): Record<string, string> {
  const { Environment: environment } = resource.properties;
  return isRecord(environment) && isRecord(environment.Variables) ? environment.Variables as Record<string, string> : {};
}
