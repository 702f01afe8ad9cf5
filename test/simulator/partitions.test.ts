import { Harness } from './harness';
import { outcomeOf } from './readings/describe-readings';

/** The ARN of the root for a client of a Region. */
function rootArn(harness: Harness, region: string): string {
  const { body } = harness.simulator.handle({
    method: 'POST',
    path: '/',
    headers: {
      'x-amz-target': 'AWSOrganizationsV20161128.ListRoots',
      'authorization': `AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/20260101/${region}/organizations/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: '{}',
  });
  return JSON.parse(body).Roots[0].Arn;
}

test.each([
  ['eu-central-1', 'aws'],
  ['cn-northwest-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
  ['us-iso-east-1', 'aws-iso'],
  ['us-isob-east-1', 'aws-iso-b'],
  ['eu-isoe-west-1', 'aws-iso-e'],
  ['us-isof-south-1', 'aws-iso-f'],
  ['eusc-de-east-1', 'aws-eusc'],
])('ARNs for a client in %s are those of the partition %s', (region, partition) => {
  const harness = new Harness();
  harness.organization();

  expect(rootArn(harness, region)).toMatch(new RegExp(`^arn:${partition}:organizations::111111111111:root/o-`));
});

test('policies of AWS have an ARN of the same partition', () => {
  const harness = new Harness();
  harness.organization('SERVICE_CONTROL_POLICY');
  const { body } = harness.simulator.handle({
    method: 'POST',
    path: '/',
    headers: {
      'x-amz-target': 'AWSOrganizationsV20161128.DescribePolicy',
      'authorization': 'AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/20260101/us-gov-west-1/organizations/aws4_request',
    },
    body: '{"PolicyId":"p-FullAWSAccess"}',
  });

  expect(JSON.parse(body).Policy.PolicySummary.Arn).toBe('arn:aws-us-gov:organizations::aws:policy/service_control_policy/p-FullAWSAccess');
});

test('the option `partition` overrides the Region that a request is signed for', () => {
  const harness = new Harness({ partition: 'aws-cn' });
  harness.organization();

  expect(rootArn(harness, 'eu-central-1')).toMatch(/^arn:aws-cn:/);
});

test.each([
  ['aws', 'success', 'success'],
  ['aws-cn', 'success', 'PolicyTypeNotAvailableForOrganizationException'],
  ['aws-us-gov', 'PolicyTypeNotAvailableForOrganizationException', 'PolicyTypeNotAvailableForOrganizationException'],
])('the partition %s has its policy types', (partition, security, backup) => {
  const harness = new Harness({ partition });
  const RootId = harness.organization();
  const outcome = (PolicyType: string) => outcomeOf(harness, 'EnablePolicyType', { RootId, PolicyType });
  harness.call('EnableAWSServiceAccess', { ServicePrincipal: 'inspector2.amazonaws.com' });

  expect(['TAG_POLICY', 'INSPECTOR_POLICY', 'BACKUP_POLICY'].map(outcome)).toEqual(['success', security, backup]);
  const create = { Type: 'BACKUP_POLICY', Name: 'one', Description: '', Content: '{"plans":{}}' };
  expect(outcomeOf(harness, 'CreatePolicy', create) === 'PolicyTypeNotAvailableForOrganizationException').toBe(backup !== 'success');
});
