import { type EnvironmentSettings, ExecutionEnvironment } from './execution-environment';
import { failure, type InvocationContext, type InvokeResult } from './function-instance';
import type { InjectedCrash } from './injected-faults';

export interface LambdaSettings extends EnvironmentSettings {
  readonly functionName: string;
  readonly functionArn: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly requestId: () => string;
}

/** A function behind the `Invoke` API. It creates an environment if none is free, and reuses environments. */
export class LambdaFunction {
  private readonly free: ExecutionEnvironment[] = [];

  constructor(public readonly settings: LambdaSettings) {}

  public async invoke(payload: string): Promise<InvokeResult> {
    let environment: ExecutionEnvironment;
    try {
      environment = this.free.pop() ?? new ExecutionEnvironment(this.settings);
    } catch (error) {
      return failure(error);
    }
    const { time, timeoutSeconds } = this.settings;
    const requestId = this.settings.requestId();
    return new Promise((resolve) => {
      const timeout = time.setTimer(timeoutSeconds * 1000, () => {
        environment.stop();
        resolve({
          functionError: true,
          payload: JSON.stringify({
            errorType: 'Sandbox.Timedout',
            errorMessage: `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
          }),
        });
      });
      const end = (result: InvokeResult) => {
        // A stopped function may still end in memory, but its result is dropped.
        if (!timeout.cancelled && time.now() < timeout.at) {
          timeout.cancelled = true;
          environment.freeze();
          this.free.push(environment);
          resolve(result);
        }
      };
      const crashed = ({ withCaller }: InjectedCrash) => {
        timeout.cancelled = true;
        const errorMessage = `RequestId: ${requestId} Error: Runtime exited with error: signal: killed`;
        resolve({ functionError: true, unheard: withCaller, payload: JSON.stringify({ errorType: 'Runtime.ExitError', errorMessage }) });
      };
      environment.invoke(JSON.parse(payload), this.context(requestId, timeout.at), crashed)
        .then(end, (error: unknown) => end(failure(error)));
    });
  }

  /** The part of the context object that is the same in every runtime (AWS Lambda Developer Guide, "Using the Lambda context object"). */
  private context(requestId: string, deadline: number): InvocationContext {
    const { functionName, functionArn, memoryMegabytes } = this.settings;
    return {
      deadline,
      values: {
        functionName,
        functionVersion: '$LATEST',
        invokedFunctionArn: functionArn,
        memoryLimitInMB: String(memoryMegabytes),
        awsRequestId: requestId,
        logGroupName: `/aws/lambda/${functionName}`,
        logStreamName: 'rehearsal',
        callbackWaitsForEmptyEventLoop: true,
      },
    };
  }
}
