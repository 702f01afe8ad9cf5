import { actionDetails, actionHasKey, allActions, findAction, holdsKey, isKeyOfActions, resourceShapesOf } from '../../../src/policy';

const details = (action: string) => actionDetails(action)!;

test('an action has its keys and resources, in any case', () => {
  const { keys, resources } = details('LAMBDA:addpermission');
  expect(keys).toEqual(['lambda:FunctionUrlAuthType', 'lambda:Principal']);
  expect(resources).toEqual([{ shape: 'lambda:*:*:function:*', required: true, keys: [], typeKeys: ['aws:ResourceTag/${TagKey}'] }]);
});

test('the resources of a launch differ in their keys, and not every launch has all of them', () => {
  const { resources } = details('ec2:RunInstances');
  const withKey = (key: string) => resources.filter(({ keys }) => holdsKey(keys, key)).map(({ shape }) => shape);
  expect(withKey('ec2:InstanceType')).toEqual(['ec2:*:*:instance/*']);
  expect(withKey('aws:RequestTag/team')).toContain('ec2:*:*:volume/*');
  expect(resources.filter(({ required }) => required).map(({ shape }) => shape)).toEqual([
    'ec2:*::image/*', 'ec2:*:*:instance/*', 'ec2:*:*:network-interface/*', 'ec2:*:*:security-group/*', 'ec2:*:*:subnet/*',
  ]);
});

test('every known action has details, with resources where the table of actions says so', () => {
  const differing = [...allActions()].filter((action) => (
    actionDetails(action) === undefined || details(action).resources.length > 0 !== findAction(action)!.hasResources));
  expect(differing).toEqual([]);
  expect(actionDetails('s3:Frobnicate')).toBeUndefined();
  expect(actionDetails('nothing:Here')).toBeUndefined();
});

test.each<[action: string, key: string, has: boolean]>([
  ['s3:PutObject', 's3:x-amz-acl', true],
  ['s3:PutObject', 'S3:X-AMZ-ACL', true],
  ['s3:DeleteBucket', 's3:x-amz-acl', false],
  ['ec2:TerminateInstances', 'aws:ResourceTag/team', true],
  ['ec2:TerminateInstances', 'ec2:ResourceTag/team', true],
  ['ec2:TerminateInstances', 'aws:RequestTag/team', false],
  ['ec2:CreateTags', 'aws:RequestTag/team', true],
  ['s3:GetObject', 's3:ExistingObjectTag/class', true],
])('whether %s has %s: %s', (action, key, has) => {
  expect(actionHasKey(details(action), key)).toBe(has);
});

test('keys of single actions are distinguished from those of all requests', () => {
  expect(['s3:x-amz-acl', 'EC2:InstanceType', 'aws:RequestTag/a'].map(isKeyOfActions)).toEqual([true, true, true]);
  expect(['aws:SourceIp', 's3:nothing', 'nothing'].map(isKeyOfActions)).toEqual([false, false, false]);
});

test('the resources of a service are those of its ARNs, for actions of any service', () => {
  expect(resourceShapesOf('iam')).toContain('iam::*:role/*');
  expect(resourceShapesOf('s3')).toEqual(expect.arrayContaining(['s3:::*', 's3:::*/*', 's3:*:*:accesspoint/*']));
  expect(resourceShapesOf('greengrass').filter((shape) => shape.includes(','))).toEqual([]);
  expect(resourceShapesOf('nothing')).toEqual([]);
});
