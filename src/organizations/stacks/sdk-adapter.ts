import {
  CloudFormationClient, type CloudFormationClientConfig, DescribeStackEventsCommand, type DescribeStackEventsCommandOutput,
  DescribeStacksCommand, GetTemplateCommand, ListStackResourcesCommand, type Stack, type StackEvent,
} from '@aws-sdk/client-cloudformation';
import { type StackDescription, StackError, type StackPort, type StackResource, type StackTemplate } from './stack-port';
import { withFastConfig } from '../fast-config';

/**
 * A connection or an answer that does not come in this time never comes. `onEvent` reads once and has a minute, with the SDK's three tries.
 */
const TIMEOUTS = { connectionTimeout: 3_000, requestTimeout: 8_000, throwOnRequestTimeout: true };

/** Statuses of the stack itself at the start of a creation or an update. */
const BEGINS: readonly (string | undefined)[] = ['CREATE_IN_PROGRESS', 'UPDATE_IN_PROGRESS', 'IMPORT_IN_PROGRESS'];

/** Statuses of the stack itself after a creation or an update that failed and stays as it is. */
const FAILED: readonly (string | undefined)[] = ['CREATE_FAILED', 'UPDATE_FAILED'];

/** The port through the AWS SDK, whose own retries are enough here: these are reads, and few. */
export class SdkStack implements StackPort {
  private readonly client: CloudFormationClient;

  constructor(config: CloudFormationClientConfig = {}) {
    this.client = withFastConfig(new CloudFormationClient({ requestHandler: TIMEOUTS, cacheMiddleware: true, ...config }));
  }

  public async describe(stackId: string): Promise<StackDescription | undefined> {
    try {
      const answer = await this.client.send(new DescribeStacksCommand({ StackName: stackId }));
      const stack = answer.Stacks?.[0];
      if (!stack) return undefined;
      const changedAt = stack.LastUpdatedTime ?? stack.CreationTime;
      return {
        id: stack.StackId ?? '',
        status: stack.StackStatus ?? '',
        changedAt: changedAt?.getTime() ?? 0,
        rootId: stack.RootId,
        parameters: Object.fromEntries((stack.Parameters ?? []).map((each) => [each.ParameterKey ?? '', each.ParameterValue ?? ''])),
        rollbackDisabled: isRollbackDisabled(stack),
      };
    } catch (error) {
      const { name, message } = error as Error;
      if (name === 'ValidationError' && /does not exist/.test(message)) return undefined;
      throw stackError(error);
    }
  }

  public async listResources(stackId: string, rowsMayVanish = false): Promise<StackResource[]> {
    const rows = new Map<string, StackResource>();
    for (let isRepeated = false; ; isRepeated = true) {
      const { resources, pages } = await this.listPages(stackId);
      const isComplete = pages === 1 || !rowsMayVanish || (isRepeated && resources.every(({ logicalId }) => rows.has(logicalId)));
      for (const resource of resources) rows.set(resource.logicalId, resource);
      if (isComplete) return [...rows.values()];
    }
  }

  private async listPages(stackId: string): Promise<{ readonly resources: readonly StackResource[]; readonly pages: number }> {
    const resources: StackResource[] = [];
    let pages = 0;
    let token: string | undefined;
    try {
      do {
        pages += 1;
        const page = await this.client.send(new ListStackResourcesCommand({ StackName: stackId, NextToken: token }));
        for (const resource of page.StackResourceSummaries ?? []) {
          resources.push({
            logicalId: resource.LogicalResourceId ?? '',
            physicalId: resource.PhysicalResourceId ?? '',
            type: resource.ResourceType ?? '',
            status: resource.ResourceStatus ?? '',
            statusSince: resource.LastUpdatedTimestamp?.getTime(),
          });
        }
        token = page.NextToken;
      } while (token);
    } catch (error) {
      throw stackError(error);
    }
    return { resources, pages };
  }

  public async listEvents(stackId: string, since: number): Promise<StackResource[]> {
    const resources: StackResource[] = [];
    for await (const event of this.events(stackId)) {
      if ((event.Timestamp?.getTime() ?? 0) < since) break;
      const { LogicalResourceId: logicalId = '', PhysicalResourceId: physicalId = '', ResourceType: type = '', ResourceStatus: status = '' } = event;
      if (physicalId !== stackId) resources.push({ logicalId, physicalId, type, status });
    }
    return resources;
  }

  public async deploymentBeganAt(stackId: string): Promise<number | undefined> {
    let began: Date | undefined;
    let isPartOfDeployment = true;
    for await (const { ResourceStatus: status, Timestamp: at } of this.ownEvents(stackId)) {
      if (began) isPartOfDeployment ||= FAILED.includes(status);
      if (!isPartOfDeployment) break;
      if (BEGINS.includes(status)) {
        began = at;
        isPartOfDeployment = false;
      }
    }
    return began?.getTime();
  }

  public async continuesFailure(stackId: string): Promise<boolean> {
    let hasBegun = false;
    for await (const { ResourceStatus: status } of this.ownEvents(stackId)) {
      if (hasBegun) return FAILED.includes(status);
      hasBegun = BEGINS.includes(status);
    }
    return false;
  }

  public async currentTemplate(stackId: string): Promise<StackTemplate> {
    let text: string;
    try {
      const answer = await this.client.send(new GetTemplateCommand({ StackName: stackId, TemplateStage: 'Processed' }));
      text = answer.TemplateBody ?? '{}';
    } catch (error) {
      throw stackError(error);
    }
    try {
      return JSON.parse(text) as StackTemplate;
    } catch {
      throw new StackError('NotJson', `The template of ${stackId} is not JSON; this library writes its templates as JSON.`);
    }
  }

  /** The events of the stack itself, newest first. */
  private async* ownEvents(stackId: string): AsyncGenerator<StackEvent> {
    for await (const event of this.events(stackId)) if (event.PhysicalResourceId === stackId) yield event;
  }

  /** The events of the stack and its resources, newest first. */
  private async* events(stackId: string): AsyncGenerator<StackEvent> {
    let token: string | undefined;
    do {
      let page: DescribeStackEventsCommandOutput;
      try {
        page = await this.client.send(new DescribeStackEventsCommand({ StackName: stackId, NextToken: token }));
      } catch (error) {
        throw stackError(error);
      }
      yield* page.StackEvents ?? [];
      token = page.NextToken;
    } while (token);
  }
}

/** Express mode disables rollback unless the client enables it. */
function isRollbackDisabled({ DisableRollback: disabled, DeploymentConfig: config }: Stack): boolean {
  return disabled === true || (config?.DisableRollback ?? config?.Mode === 'EXPRESS');
}

function stackError(thrown: unknown): StackError {
  const error = thrown as Error & { readonly $fault?: string };
  return new StackError(error.$fault ? error.name.replace(/Exception$/, '') : 'NoAnswer', error.message);
}
