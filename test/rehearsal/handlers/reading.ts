/**
 * A handler that logs its event and the answers of AWS CloudFormation about its stack, one JSON line for each call of `onEvent`.
 * `Id` is the physical ID. `Fail` is a value of `Version` that is refused.
 */
import {
  CloudFormationClient, DescribeStacksCommand, GetTemplateCommand, paginateDescribeStackEvents, paginateListStackResources, type StackEvent,
} from '@aws-sdk/client-cloudformation';

const cloudFormation = new CloudFormationClient({});

interface Event {
  readonly RequestType: string;
  readonly LogicalResourceId: string;
  readonly StackId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: Readonly<Record<string, string>>;
}

export async function onEvent(event: Event) {
  const { StackId: id, ResourceProperties: { ServiceToken: _token, ...properties } } = event;
  const { Stacks: [stack] = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName: id }));
  const { Stacks: visible = [] } = await cloudFormation.send(new DescribeStacksCommand({}));
  const { TemplateBody: template = '{}' } = await cloudFormation.send(new GetTemplateCommand({ StackName: id }));
  const events: StackEvent[] = [];
  let eventPages = 0;
  for await (const page of paginateDescribeStackEvents({ client: cloudFormation }, { StackName: id })) {
    events.push(...page.StackEvents ?? []);
    eventPages += 1;
  }
  const rows: Record<string, string> = {};
  for await (const page of paginateListStackResources({ client: cloudFormation }, { StackName: id })) {
    for (const row of page.StackResourceSummaries ?? []) {
      rows[row.LogicalResourceId!] = `${row.ResourceStatus} ${row.PhysicalResourceId ?? ''}`.trim();
    }
  }
  console.log(JSON.stringify({
    region: process.env.AWS_REGION,
    account: process.env.AWS_ACCESS_KEY_ID,
    visible: visible.map(({ StackId: each }) => each),
    request: `${event.RequestType} ${event.LogicalResourceId}`,
    properties,
    declared: JSON.parse(template).Resources?.[event.LogicalResourceId]?.Properties ?? null,
    status: stack?.StackStatus,
    updatedAt: stack?.LastUpdatedTime?.getTime(),
    disableRollback: stack?.DisableRollback,
    deploymentConfig: stack?.DeploymentConfig,
    operations: stack?.LastOperations?.map(({ OperationType: type, OperationId: operationId }) => ({ type, id: operationId })),
    events: events.map((each) => ({ ...each, Timestamp: each.Timestamp?.getTime() })),
    eventPages,
    rows,
  }));
  return event.RequestType === 'Delete' ? {} : { PhysicalResourceId: event.ResourceProperties.Id };
}

export async function isComplete({ ResourceProperties: { Fail: fail, Version: version } }: Event) {
  if (fail !== undefined && fail === version) throw new Error(`Version ${version} is refused`);
  return { IsComplete: true };
}
