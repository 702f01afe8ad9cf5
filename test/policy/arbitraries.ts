import * as fc from 'fast-check';
import type { AccessRequest, JsonValue } from '../../src/policy';

/** Fixed, so that a failure can be repeated; fast-check prints it with the counterexample. */
export const SEED = 20_260_924;

const actions = ['s3:GetObject', 's3:PutObject', 's3:GetObjectAcl', 'ec2:RunInstances', 'iam:CreateUser'];
const actionPatterns = ['*', 's3:*', 'S3:Get*', 's3:*Object', 's3:GetObject', 'ec2:*', 'ec2:Run?nstances', 'iam:Create*', '*:*'];
const resources = ['*', 'arn:aws:s3:::a', 'arn:aws:s3:::x/k', 'arn:aws:s3:::a/k', 'arn:aws:s3:::*', 'arn:aws:ec2:eu-west-1:111122223333:instance/i-1'];
const resourcePatterns = [
  '*', 'arn:aws:s3:::a', 'arn:aws:s3:::a*', 'arn:aws:s3:::?/*', 'arn:aws:ec2:*:*:instance/*', 'arn:aws:*:*:*:*', 'arn:aws:ec2', 'arn:aws:*:i*',
  'arn:aws:e*:instance/*', 'arn:aws:*2:*:instance/i-?', 'arn:aws:s3:::${t:A}/*', "arn:aws:s3:::${T:b, 'a'}", 'arn:aws:s3:::${*}',
];
const values = ['x', 'X', 'xy', '', '5', '10', 'true', 'x*', 'arn:aws:iam::111122223333:role/r'];
const valuePatterns = [
  'x', 'X', 'xy', '5', '10', 'true', 'x*', '*y', '?', '', 'arn:aws:iam::111122223333:role/r', 'arn:aws:iam::*:role/*', '*',
  '${t:A}', '${t:b}*', "${t:B, 'x'}", 'x${*}', '?${t:tag/of two words}', 'arn:aws:iam::111122223333:role/${t:A}', '${t:Date}', '${',
];
const dates = ['2026-01-01T00:00:00Z', '2026-01-01T01:00:00+01:00', '2025-12-31', '1767225600', '2026-06-30T12:00:00.5Z', 'soon'];
const addresses = ['203.0.113.7', '203.0.114.1', '10.1.2.3', '2001:db8::1', '2001:db9::', 'nowhere'];
const blocks = ['203.0.113.0/24', '203.0.113.7', '203.0.112.0/22', '10.0.0.0/8', '0.0.0.0/0', '2001:db8::/32', '::/0', '10.0.0.0/40', 'nowhere'];
const bases = [
  'StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', 'StringLike', 'StringNotLike', 'ArnLike',
  'ArnNotLike', 'ArnEquals', 'ArnNotEquals', 'Bool', 'NumericEquals', 'NumericNotEquals', 'NumericLessThan', 'NumericGreaterThanEquals',
];
const dateBases = [
  'DateEquals', 'DateNotEquals', 'DateLessThan', 'DateLessThanEquals', 'DateGreaterThan', 'DateGreaterThanEquals',
];

const oneOrMany = (items: readonly string[]): fc.Arbitrary<JsonValue> => fc.oneof(
  fc.constantFrom(...items), fc.array(fc.constantFrom(...items), { maxLength: 3 }));

const operator = (names: readonly string[]) => fc.tuple(
  fc.constantFrom('', '', 'ForAllValues:', 'ForAnyValue:'), fc.constantFrom(...names), fc.constantFrom('', 'IfExists')).map((parts) => parts.join(''));

const condition = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(operator(bases), fc.constantFrom('t:A', 't:B'), oneOrMany(valuePatterns)) },
  { weight: 1, arbitrary: fc.tuple(operator(dateBases), fc.constantFrom('t:Date'), oneOrMany(dates)) },
  { weight: 1, arbitrary: fc.tuple(operator(['IpAddress', 'NotIpAddress']), fc.constantFrom('t:Address'), oneOrMany(blocks)) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('Null'), fc.constantFrom('t:A', 't:B', 't:Date', 't:Address'), oneOrMany(['true', 'false'])) },
);

const conditions: fc.Arbitrary<JsonValue> = fc.array(condition, { maxLength: 3 }).map((found) => {
  const written: Record<string, Record<string, JsonValue>> = {};
  for (const [name, key, value] of found) written[name] = { ...written[name], [key]: value };
  return written;
});

const element = (name: string, items: readonly string[]) => fc.tuple(fc.constantFrom('', '', '', 'Not'), oneOrMany(items))
  .map(([not, value]) => ({ [`${not}${name}`]: value }));

export const statements: fc.Arbitrary<{ [key: string]: JsonValue }> = fc.tuple(
  fc.constantFrom('Allow', 'Deny'), element('Action', actionPatterns), element('Resource', resourcePatterns), conditions,
).map(([Effect, action, resource, Condition]) => ({ Effect, ...action, ...resource, Condition }));

const documentsOf = (version: fc.Arbitrary<string>): fc.Arbitrary<JsonValue> => fc.tuple(
  version, fc.array(statements, { minLength: 1, maxLength: 5 })).map(([Version, Statement]) => ({ Version, Statement }));

export const documents = documentsOf(fc.constant('2012-10-17'));

/** Also of the older version, which has no variables. */
export const documentsOfAnyVersion = documentsOf(fc.constantFrom('2012-10-17', '2012-10-17', '2008-10-17'));

/** Denials, as a resource control policy may have them. */
export const resourceControlPolicies: fc.Arbitrary<JsonValue> = fc.array(fc.tuple(
  oneOrMany(actionPatterns.filter((pattern) => !pattern.startsWith('*'))), element('Resource', resourcePatterns), conditions,
), { minLength: 1, maxLength: 3 }).map((found) => ({
  Version: '2012-10-17',
  Statement: found.map(([Action, resource, Condition]) => ({ Effect: 'Deny', Principal: '*', Action, ...resource, Condition })),
}));

const contextValue = (items: readonly string[]) => fc.oneof(
  fc.constant(null), fc.constantFrom(...items), fc.array(fc.constantFrom(...items), { maxLength: 3 }));

/** Requests without unknown facts. */
export const requests: fc.Arbitrary<AccessRequest> = fc.record({
  action: fc.constantFrom(...actions),
  resource: fc.constantFrom(...resources),
  context: fc.record({
    't:A': contextValue(values), 'T:b': contextValue(values), 't:tag/of two words': contextValue(values), 't:Date': contextValue(dates), 't:Address': contextValue(addresses),
  }, { requiredKeys: [] }),
  contextIsComplete: fc.constant(true),
});
