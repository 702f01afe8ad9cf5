import { emptyState, Simulator, type SimulatorState } from '../../src/simulator';

/** Requests that create an organization with a resource of every kind. */
const REQUESTS: readonly (readonly [operation: string, request: object])[] = [
  ['CreateOrganization', { FeatureSet: 'ALL' }],
  ['EnablePolicyType', { RootId: '$root', PolicyType: 'SERVICE_CONTROL_POLICY' }],
  ['EnablePolicyType', { RootId: '$root', PolicyType: 'TAG_POLICY' }],
  ['CreateOrganizationalUnit', { ParentId: '$root', Name: 'Workloads', Tags: [{ Key: 'team', Value: 'shop' }] }],
  ['CreateOrganizationalUnit', { ParentId: '$unit', Name: 'Production' }],
  ['CreateAccount', { Email: 'shop@example.com', AccountName: 'shop', Tags: [{ Key: 'cost', Value: '1' }] }],
  ['CreatePolicy', {
    Name: 'deny',
    Description: 'x',
    Type: 'SERVICE_CONTROL_POLICY',
    Content: '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":["s3:Delete*"],"Resource":"*","Condition":{"StringLike":{"aws:PrincipalArn":["arn:aws:iam::*:role/x"]}}}]}',
  }],
  ['CreatePolicy', { Name: 'tags', Description: '', Type: 'TAG_POLICY', Content: '{"tags":{"team":{"tag_key":{"@@assign":"team"},"tag_value":{"@@assign":["a","b"]}}}}' }],
  ['AttachPolicy', { PolicyId: '$policy', TargetId: '$unit' }],
  ['EnableAWSServiceAccess', { ServicePrincipal: 'sso.amazonaws.com' }],
  ['PutResourcePolicy', {
    Content: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::222222222222:root"},"Action":"organizations:ListRoots","Resource":"*"}]}',
  }],
  ['TagResource', { ResourceId: '$unit', Tags: [{ Key: 'x', Value: 'y' }] }],
  ['MoveAccount', { AccountId: '$account', SourceParentId: '$root', DestinationParentId: '$unit' }],
  ['RegisterDelegatedAdministrator', { AccountId: '$account', ServicePrincipal: 'sso.amazonaws.com' }],
  ['ListAccounts', { MaxResults: 5 }],
  ['ListPoliciesForTarget', { TargetId: '$unit', Filter: 'SERVICE_CONTROL_POLICY' }],
  ['ListParents', { ChildId: '$account' }],
  ['ListTagsForResource', { ResourceId: '$account' }],
  ['DescribePolicy', { PolicyId: '$policy' }],
  ['UpdatePolicy', { PolicyId: '$policy', Name: 'other' }],
  ['UntagResource', { ResourceId: '$unit', TagKeys: ['x'] }],
  ['ListChildren', { ParentId: '$root', ChildType: 'ACCOUNT' }],
  ['DescribeEffectivePolicy', { PolicyType: 'TAG_POLICY', TargetId: '$account' }],
];

export interface SampleRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** The state of a simulator after the requests, and the requests with their IDs. */
export function sampleState(): { readonly state: SimulatorState; readonly requests: readonly SampleRequest[] } {
  let now = Date.UTC(2026, 0, 1);
  const simulator = new Simulator({ now: () => now, state: emptyState() });
  const requests = REQUESTS.map(([operation, fields]): SampleRequest => {
    now += 60_000;
    const { root, organizationalUnits, policies, accounts } = simulator.state();
    const ids: Record<string, string | undefined> = {
      $root: root?.id, $unit: organizationalUnits[0]?.id, $policy: policies[0]?.id, $account: accounts.find(({ name }) => name === 'shop')?.id,
    };
    const request = {
      method: 'POST',
      path: '/',
      headers: { 'x-amz-target': `AWSOrganizationsV20161128.${operation}`, 'authorization': 'AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/20260101/us-east-1/organizations/aws4_request' },
      body: Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, ids[String(value)] ?? (value as unknown)])),
    };
    simulator.handle({ ...request, body: JSON.stringify(request.body) });
    return request;
  });
  return { state: simulator.state(), requests };
}
