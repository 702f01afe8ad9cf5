import { isWithin } from '../../../src/model/diff/statement-cover';
import { readPolicyDocument, type Statement } from '../../../src/policy';

function statement(elements: object): Statement {
  const { document } = readPolicyDocument({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: '*', Resource: '*', ...elements }] }, 'SERVICE_CONTROL_POLICY');
  return document.statements[0];
}

const not = (...NotAction: string[]) => ({ Action: undefined, NotAction });
const inRegions = (operator: string, ...regions: string[]) => ({ Condition: { [operator]: { 'aws:RequestedRegion': regions } } });

test.each<[string, object, object, boolean]>([
  ['fewer actions', { Action: ['s3:Get*'] }, { Action: ['s3:Get*', 's3:Put*'] }, true],
  ['more actions', { Action: ['s3:Get*', 's3:Put*'] }, { Action: ['s3:Get*'] }, false],
  ['some of all actions', { Action: ['s3:Get*'] }, { Action: ['iam:*', '*'] }, true],
  ['more exceptions', not('s3:*', 'iam:*'), not('s3:*'), true],
  ['fewer exceptions', not('s3:*'), not('s3:*', 'iam:*'), false],
  ['exceptions from all actions', not('s3:*'), { Action: ['*'] }, true],
  ['all actions in place of exceptions', { Action: ['*'] }, not('*'), false],
  ['actions in place of exceptions', { Action: ['s3:*'] }, not('s3:*'), false],
  ['exceptions in place of actions', not('s3:*'), { Action: ['s3:*'] }, false],
  ['fewer resources', { Resource: ['a'] }, { Resource: ['a', 'b'] }, true],
  ['more resources', { Resource: ['a', 'b'] }, { Resource: ['a'] }, false],
  ['another effect', { Effect: 'Allow' }, { Effect: 'Deny' }, false],
  ['a condition', inRegions('StringEquals', 'eu-west-1'), {}, true],
  ['no condition', {}, inRegions('StringEquals', 'eu-west-1'), false],
  ['fewer values', inRegions('StringEquals', 'eu-west-1'), inRegions('StringEquals', 'eu-west-1', 'eu-west-2'), true],
  ['more values', inRegions('StringEquals', 'eu-west-1', 'eu-west-2'), inRegions('StringEquals', 'eu-west-1'), false],
  ['more values of a negated operator', inRegions('StringNotEquals', 'eu-west-1', 'eu-west-2'), inRegions('StringNotEquals', 'eu-west-1'), true],
  ['fewer values of a negated operator', inRegions('StringNotEquals', 'eu-west-1'), inRegions('StringNotEquals', 'eu-west-1', 'eu-west-2'), false],
  ['another operator', inRegions('StringLike', 'eu-west-1'), inRegions('StringEquals', 'eu-west-1'), false],
  ['a key in capitals', { Condition: { StringEquals: { 'AWS:REQUESTEDREGION': 'eu-west-1' } } }, inRegions('StringEquals', 'eu-west-1'), true],
  ['another key', { Condition: { StringEquals: { 'aws:PrincipalAccount': 'eu-west-1' } } }, inRegions('StringEquals', 'eu-west-1'), false],
  ['one of two conditions', inRegions('StringEquals', 'eu-west-1'), { Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1', 'aws:PrincipalAccount': '1' } } }, false],
])('whether a statement matches only requests of the other one, with %s', (_, narrow, wide, expected) => {
  expect(isWithin(statement(narrow), statement(wide))).toBe(expected);
});

test('an element that does not count may be any', () => {
  const [narrow, wide] = [statement({ Action: ['a:1'], Resource: ['x'] }), statement({ Action: ['a:2'], Resource: ['x', 'y'] })];
  expect(isWithin(narrow, wide)).toBe(false);
  expect(isWithin(narrow, wide, ['resource'])).toBe(true);
  expect(isWithin(narrow, wide, ['action'])).toBe(false);
});
