import {
  actionExists, actionsMatching, allActions, allServices, conditionKeyExists, findAction, nearestAction, nearestConditionKey,
  nearestService, serviceExists, servicesWithAction,
} from '../../../src/policy/actions';
import { OTHER_ACTION_NAMES, OTHER_SERVICE_NAMES } from '../../../src/policy/actions/nearest-action';

test('hundreds of services and thousands of actions are known, each once', () => {
  const actions = [...allActions()];
  expect(allServices().length).toBeGreaterThan(400);
  expect(actions.length).toBeGreaterThan(20_000);
  expect(new Set(actions.map((action) => action.toLowerCase())).size).toBe(actions.length);
});

test('the known facts about an action do not depend on case', () => {
  expect(findAction('S3:getobject')).toEqual({ action: 's3:GetObject', accessLevel: 'Read', hasResources: true });
  expect(findAction('s3:ListAllMyBuckets')).toEqual({ action: 's3:ListAllMyBuckets', accessLevel: 'List', hasResources: false });
  expect(serviceExists('S3')).toBe(true);
});

test.each([
  ['iam:CreateRole', 'Write'],
  ['iam:AttachRolePolicy', 'Permissions management'],
  ['iam:TagRole', 'Tagging'],
  ['organizations:ListAccounts', 'List'],
  ['sts:GetCallerIdentity', 'Read'],
])('%s has the access level %s', (action, level) => expect(findAction(action)?.accessLevel).toBe(level));

test.each(['s3:GetObjects', 'nothing:GetObject', 's3', '', 's3:', 'constructor:x'])('"%s" is not an action', (text) => {
  expect(actionExists(text)).toBe(false);
  expect(findAction(text)).toBeUndefined();
});

test('a pattern covers the actions that match it, in one service or in all', () => {
  expect(actionsMatching('organizations:leave*')).toEqual(['organizations:LeaveOrganization']);
  expect(actionsMatching('sts:?etCallerIdentity')).toEqual(['sts:GetCallerIdentity']);
  expect(actionsMatching('*:LeaveOrganization')).toEqual(['organizations:LeaveOrganization']);
  expect(actionsMatching('*')).toEqual([...allActions()]);
  expect(actionsMatching('s3:Frobnicate*')).toEqual([]);
  expect(actionsMatching('s3')).toEqual([]);
});

test.each([
  ['s3:GetObjcet', 's3:GetObject'],
  ['ec2:RunInstance', 'ec2:RunInstances'],
  ['organisations:LeaveOrganization', 'organizations:LeaveOrganization'],
  ['iam:LeaveOrganization', 'organizations:LeaveOrganization'],
  ['es3:GetObject', 's3:GetObject'],
  ['s3:ListObjects', 's3:ListBucket'],
  ['s3:ListObjectsV2', 's3:ListBucket'],
  ['efs:CreateFileSystem', 'elasticfilesystem:CreateFileSystem'],
  ['elbv2:createLoadBalancer', 'elasticloadbalancing:CreateLoadBalancer'],
  ['s3:Frobnicate', undefined],
  ['constructor:LeaveOrganization', 'organizations:LeaveOrganization'],
  ['s3', undefined],
])('the suggestion for %s is %s', (text, meant) => expect(nearestAction(text)).toBe(meant));

test('the nearest service is found by a few letters', () => {
  expect(nearestService('organisations')).toBe('organizations');
  expect(nearestService('somethingelsealtogether')).toBeUndefined();
  expect(nearestService('efs')).toBe('elasticfilesystem');
});

test('among equally near services, one with such an action is suggested', () => {
  expect(nearestService('es3', 'GetObj*')).toBe('s3');
  expect(nearestService('es3', 'CreateDomai?')).toBe('es');
});

test('alternative names of services and actions are not in the table, and each is mapped to an entry of it', () => {
  for (const [name, service] of OTHER_SERVICE_NAMES) expect([serviceExists(name), serviceExists(service)]).toEqual([false, true]);
  for (const [name, action] of OTHER_ACTION_NAMES) expect([actionExists(name), findAction(action)?.action]).toEqual([false, action]);
});

test.each([
  'aws:RequestedRegion', 'AWS:requestedregion', 'aws:PrincipalTag/team', 'aws:PrincipalOrgID', 's3:prefix', 'iam:PassedToService',
  'kms:ViaService', 'ec2:ResourceTag/team', 's3:ExistingObjectTag/class', 's3:RequestObjectTag/x', 'secretsmanager:ResourceTag/x',
  'ssm:resourceTag/team', 'sagemaker:ResourceTag/x', 'token.actions.githubusercontent.com:sub', 'oidc.example.com/id/1:aud',
])('%s is a condition key', (key) => expect(conditionKeyExists(key)).toBe(true));

test.each([
  ['aws:RequestRegion', 'aws:RequestedRegion'],
  ['aws:PrincipalOrgId', 'aws:PrincipalOrgID'],
  ['iam:PassedToServices', 'iam:PassedToService'],
  ['aws:PrincipalTag', 'aws:PrincipalTag/${TagKey}'],
  ['aws:PrincipalTags/team', 'aws:PrincipalTag/team'],
  ['s3:ExistingObjectsTag/class', 's3:ExistingObjectTag/class'],
  ['secretsmanager:ResourceTag', 'secretsmanager:ResourceTag/${TagKey}'],
  ['s3:prefix/x', undefined],
  ['RequestedRegion', undefined],
])('the suggestion for the condition key %s is %s', (key, meant) => {
  expect(conditionKeyExists(key)).toBe(key === 'aws:PrincipalOrgId');
  expect(nearestConditionKey(key)).toBe(meant);
});

test.each(['GetObject', 'tagresource', 'DeleteItem', 'Delete*', 'Tag', 'Frobnicate', ''])('the services that have the action "%s" are those where it exists', (name) => {
  expect(servicesWithAction(name)).toEqual(allServices().filter((service) => actionExists(`${service}:${name}`)));
});
