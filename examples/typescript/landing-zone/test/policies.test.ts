import { App } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { OrganizationAssertions, PolicyType } from 'cdk-aws-organizations';
import { LandingZoneStack } from '../lib/landing-zone-stack';

const stack = new LandingZoneStack(new App(), 'LandingZone', {
  emailDomain: 'example.com',
  allowedRegions: ['eu-central-1', 'eu-west-1'],
});
const organization = OrganizationAssertions.fromStack(stack);

test('every warning is acknowledged', () => {
  expect(Annotations.fromStack(stack).findWarning('*', Match.anyValue())).toEqual([]);
});

test('workloads run only in the allowed Regions', () => {
  organization.everyAccount({ under: 'Workloads' }).asPrincipal('role/Developer')
    .denies('ec2:RunInstances', { 'aws:RequestedRegion': 'us-west-1' })
    .allows('ec2:RunInstances', { 'aws:RequestedRegion': 'eu-west-1' })
    .allows('iam:CreateRole', { 'aws:RequestedRegion': 'us-east-1' });
});

test('accounts cannot leave the organization, and root users are denied', () => {
  organization.everyAccount().asPrincipal('root').denies('s3:ListAllMyBuckets');
  organization.everyAccount().denies('organizations:LeaveOrganization');
});

test('only the platform team can stop a trail', () => {
  for (const unit of ['Security', 'Infrastructure', 'Workloads']) {
    const accounts = organization.everyAccount({ under: unit }).withContext('aws:RequestedRegion', 'eu-west-1');
    accounts.asPrincipal('role/Administrator').denies('cloudtrail:StopLogging');
    accounts.asPrincipal('role/platform/Repair').allows('cloudtrail:StopLogging');
  }
});

test('sandboxes have only small instances', () => {
  const blue = organization.account('sandbox-blue').asPrincipal('role/Researcher').onResource('arn:aws:ec2:eu-west-1::instance/*')
    .withContext('aws:RequestedRegion', 'eu-west-1');
  blue.denies('ec2:RunInstances', { 'ec2:InstanceType': 'p5.48xlarge' });
  blue.allows('ec2:RunInstances', { 'ec2:InstanceType': 't3.micro' });
});

test('accounts are in the right units and have a cost center', () => {
  organization.hasAccounts(15);
  organization.account('log-archive').isIn('Security').hasTag('data-class', 'audit');
  organization.everyAccount().hasTag('cost-center');
  expect(organization.account('shop-prod').effectivePolicy(PolicyType.TAG_POLICY).tags['cost-center'].tag_value).toContain('shop');
});
