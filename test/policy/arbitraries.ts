import * as fc from 'fast-check';
import type { AccessRequest, JsonValue } from '../../src/policy';

/** Fixed, so that a failure can be repeated; fast-check prints it with the counterexample. */
export const SEED = 20_260_924;

const actions = ['s3:GetObject', 's3:PutObject', 's3:GetObjectAcl', 'ec2:RunInstances', 'iam:CreateUser'];
const actionPatterns = ['*', 's3:*', 'S3:Get*', 's3:*Object', 's3:GetObject', 'ec2:*', 'ec2:Run?nstances', 'iam:Create*', '*:*'];
const resources = ['*', 'arn:aws:s3:::a', 'arn:aws:s3:::a/k', 'arn:aws:ec2:eu-west-1:111122223333:instance/i-1'];
const resourcePatterns = ['*', 'arn:aws:s3:::a', 'arn:aws:s3:::a*', 'arn:aws:s3:::?/*', 'arn:aws:ec2:*:*:instance/*', 'arn:aws:*:*:*:*', 'arn:aws:ec2', 'arn:aws:*:i*', 'arn:aws:e*:instance/*', 'arn:aws:*2:*:instance/i-?'];
const keys = ['t:A', 't:B', 'T:a'];
const values = ['x', 'X', 'xy', '5', '10', 'true', 'arn:aws:iam::111122223333:role/r'];
const valuePatterns = [...values, 'x*', '*y', '?', 'arn:aws:iam::*:role/*', '*'];
const bases = [
  'StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', 'StringLike', 'StringNotLike', 'ArnLike',
  'ArnNotLike', 'ArnEquals', 'ArnNotEquals', 'Bool', 'NumericEquals', 'NumericNotEquals', 'NumericLessThan', 'NumericGreaterThanEquals',
];

const oneOrMany = (items: readonly string[]): fc.Arbitrary<JsonValue> => fc.oneof(
  fc.constantFrom(...items), fc.array(fc.constantFrom(...items), { maxLength: 3 }));

const operator = fc.oneof(
  fc.constant('Null'),
  fc.tuple(fc.constantFrom('', '', 'ForAllValues:', 'ForAnyValue:'), fc.constantFrom(...bases), fc.constantFrom('', 'IfExists')).map((parts) => parts.join('')),
);

const conditions: fc.Arbitrary<JsonValue> = fc.dictionary(
  operator, fc.dictionary(fc.constantFrom('t:A', 't:B'), oneOrMany(valuePatterns), { minKeys: 1, maxKeys: 2 }), { maxKeys: 2 },
).map((found) => Object.fromEntries(Object.entries(found).map(([name, inner]) => (
  [name, name === 'Null' ? Object.fromEntries(Object.keys(inner).map((key) => [key, 'true'])) : inner]))));

const element = (name: string, items: readonly string[]) => fc.tuple(fc.constantFrom('', '', '', 'Not'), oneOrMany(items))
  .map(([not, value]) => ({ [`${not}${name}`]: value }));

export const statements: fc.Arbitrary<{ [key: string]: JsonValue }> = fc.tuple(
  fc.constantFrom('Allow', 'Deny'), element('Action', actionPatterns), element('Resource', resourcePatterns), conditions,
).map(([Effect, action, resource, Condition]) => ({ Effect, ...action, ...resource, Condition }));

export const documents: fc.Arbitrary<JsonValue> = fc.array(statements, { minLength: 1, maxLength: 5 })
  .map((Statement) => ({ Version: '2012-10-17', Statement }));

const contextValue = fc.oneof(fc.constant(null), fc.constantFrom(...values), fc.array(fc.constantFrom(...values), { maxLength: 3 }));

/** Requests of which everything is known. */
export const requests: fc.Arbitrary<AccessRequest> = fc.record({
  action: fc.constantFrom(...actions),
  resource: fc.constantFrom(...resources),
  context: fc.dictionary(fc.constantFrom(keys[0], keys[1]), contextValue, { maxKeys: 2 }),
  contextIsComplete: fc.constant(true),
});
