/** A handler with the real SDK clients, which manages organizational units below the root. */
import { CloudFormationClient, DescribeStacksCommand, GetTemplateCommand, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import {
  CreateOrganizationalUnitCommand, CreateOrganizationCommand, DeleteOrganizationalUnitCommand, ListRootsCommand, OrganizationsClient,
  UpdateOrganizationalUnitCommand,
} from '@aws-sdk/client-organizations';

const organizations = new OrganizationsClient({});
const cloudFormation = new CloudFormationClient({});

interface Event {
  readonly RequestType: string;
  readonly LogicalResourceId: string;
  readonly StackId: string;
  readonly PhysicalResourceId: string;
  readonly ResourceProperties: { readonly Name: string; readonly Look?: string };
}

export async function onEvent(event: Event) {
  const { Stacks: stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: event.StackId }));
  return { StackStatus: stacks?.[0].StackStatus };
}

export async function isComplete(event: Event & { readonly StackStatus: string }) {
  const { Name: name, Look: look } = event.ResourceProperties;
  if (look) {
    let rows = 0;
    for await (const page of paginateListStackResources({ client: cloudFormation }, { StackName: event.StackId })) {
      rows += page.StackResourceSummaries?.length ?? 0;
    }
    const { TemplateBody: template = '' } = await cloudFormation.send(new GetTemplateCommand({ StackName: event.StackId }));
    return { IsComplete: true, Data: { Rows: String(rows), Status: event.StackStatus, Look: JSON.parse(template).Metadata?.Version ?? '' } };
  }
  if (event.RequestType === 'Create') {
    const parent = await rootId();
    const created = await organizations.send(new CreateOrganizationalUnitCommand({ ParentId: parent, Name: name }));
    return { IsComplete: true, PhysicalResourceId: created.OrganizationalUnit?.Id, Data: { Arn: created.OrganizationalUnit?.Arn } };
  }
  const id = event.PhysicalResourceId;
  await organizations.send(event.RequestType === 'Update'
    ? new UpdateOrganizationalUnitCommand({ OrganizationalUnitId: id, Name: name })
    : new DeleteOrganizationalUnitCommand({ OrganizationalUnitId: id }));
  return { IsComplete: true, PhysicalResourceId: id, Data: { Arn: id } };
}

async function rootId(): Promise<string | undefined> {
  try {
    const { Roots: roots } = await organizations.send(new ListRootsCommand({}));
    return roots?.[0].Id;
  } catch (error) {
    if ((error as Error).name !== 'AWSOrganizationsNotInUseException') throw error;
    await organizations.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }));
    return rootId();
  }
}
