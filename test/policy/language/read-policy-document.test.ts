import {
  type JsonValue, parseJson, parsePolicyDocument, PolicyLanguageError, problemText, readPolicyDocument, writePolicyDocument,
} from '../../../src/policy';
import { NOT_JSON, PUBLISHED_POLICIES, VALID_POLICIES } from '../published-policies';

const V = '2012-10-17';
const OK = { Effect: 'Deny', Action: 's3:*', Resource: '*' };

function scp(statement: JsonValue): string[] {
  return readPolicyDocument({ Version: V, Statement: statement }, 'SERVICE_CONTROL_POLICY').problems.map(problemText);
}

function rcp(statement: { [key: string]: JsonValue }, version: { Version?: string } = { Version: V }): string[] {
  return readPolicyDocument({ ...version, Statement: [{ ...OK, Principal: '*', ...statement }] }, 'RESOURCE_CONTROL_POLICY').problems.map(problemText);
}

test.each(VALID_POLICIES)('$file, as AWS publishes it, is read and written back with the same meaning', ({ text, language }) => {
  const document = parsePolicyDocument(parseJson(text), language);
  expect(parsePolicyDocument(writePolicyDocument(document), language)).toEqual(document);
});

test('the published file that is not JSON is refused with line, column and reason', () => {
  const { text } = PUBLISHED_POLICIES.find(({ file }) => file === NOT_JSON)!;
  expect(() => parseJson(text)).toThrow('line 15, column 13: a comma or "]" is expected, found "/"');
});

test.each<[JsonValue, string]>([
  ['x', 'Statement must be an object: "x". Write {"Effect": …, "Action": …, "Resource": …}.'],
  [[], 'Statement is empty: []. A policy needs at least one statement.'],
  [{ ...OK, effect: 'Deny' }, 'Statement.effect is an element that the policy language does not know. Write Effect; names of elements are case-sensitive.'],
  [[OK, { ...OK, Effect: 'deny' }], 'Statement[1].Effect is not an effect that a service control policy may have: "deny". Write "Allow" or "Deny".'],
  [{ Action: '*', Resource: '*' }, 'Statement.Effect is missing. Write "Allow" or "Deny".'],
  [{ ...OK, Sid: 'No Spaces' }, 'Statement.Sid is not a statement ID: "No Spaces". Use letters and digits only, or leave it out.'],
  [[{ ...OK, Sid: 'A' }, { ...OK, Sid: 'A' }], 'Statement[1].Sid is already the ID of Statement[0]: "A". Give each statement its own.'],
  [{ ...OK, Action: 's3' }, 'Statement.Action is not an action: "s3". Write service:Action, such as s3:GetObject, s3:Get* or *; no spaces.'],
  [{ ...OK, Action: ['s3:*', 7] }, 'Statement.Action[1] must be a string: 7. Give one string, or a list of strings.'],
  [{ ...OK, NotAction: 's3:*' }, 'Statement has both Action and NotAction. Keep one of the two; write a second statement for the other.'],
  [{ Effect: 'Deny', Action: '*' }, 'Statement has neither Resource nor NotResource. Write "Resource": "*" for every resource.'],
  [{ Effect: 'Deny', Resource: '*' }, 'Statement has neither Action nor NotAction. Name the actions that the statement is about.'],
  [{ ...OK, Principal: '*' }, 'Statement.Principal is not part of a service control policy: "*". Use a condition such as ArnLike on aws:PrincipalArn.'],
  [{ ...OK, Condition: [] }, 'Statement.Condition must be an object of operators: []. Write {"StringEquals": {"aws:RequestedRegion": "eu-west-1"}}.'],
  [{ ...OK, Condition: { stringequals: {} } }, 'Statement.Condition.stringequals is not a condition operator: "stringequals". Use an operator of IAM, '
    + 'such as StringEquals, with ForAllValues: or ForAnyValue: before it or IfExists after it where needed; case matters.'],
  [{ ...OK, Condition: { STRINGLIKE: {} } }, 'Statement.Condition.STRINGLIKE is not a condition operator: "STRINGLIKE". Use an operator of IAM, '
    + 'such as StringLike, with ForAllValues: or ForAnyValue: before it or IfExists after it where needed; case matters.'],
  [{ ...OK, Condition: { NullIfExists: { 'a:b': 'true' } } }, 'Statement.Condition.NullIfExists is not a condition operator: "NullIfExists". '
    + 'Write Null alone: it already asks whether the key exists, with "true" or "false" as its value.'],
  [{ ...OK, Condition: { Bool: { 'a:b': null } } }, 'Statement.Condition.Bool.a:b must be a string, a number or a boolean: null. Give one value, or a list of values.'],
  [{ ...OK, Condition: { Bool: { key: 'true' } } }, 'Statement.Condition.Bool.key is not a condition key: "key". Write service:Key, such as aws:PrincipalArn.'],
])('%j is refused: %s', (statement, message) => {
  expect(scp(statement)).toEqual([message]);
});

test.each<[{ [key: string]: JsonValue }, string]>([
  [{ Effect: 'Allow' }, 'Statement[0].Effect is not an effect that a resource control policy may have: "Allow". Write "Deny".'],
  [{ Principal: { AWS: '*' } }, 'Statement[0].Principal must be "*" in a resource control policy: {"AWS":"*"}. Write "Principal": "*" (iam.StarPrincipal in the CDK), and name principals '
    + 'in a condition on aws:PrincipalArn.'],
  [{ Action: '*' }, 'Statement[0].Action names no service, which a resource control policy needs: "*". Name the service, such as "s3:*".'],
])('a resource control policy with %j is refused: %s', (statement, message) => {
  expect(rcp(statement)).toEqual([message]);
});

test('a resource control policy needs its version, and does not support NotAction', () => {
  expect(rcp({}, {})).toEqual(['Version is missing. Write "2012-10-17".']);
  expect(readPolicyDocument({ Version: V, Statement: { Effect: 'Deny', Principal: '*', NotAction: 's3:*', Resource: '*' } }, 'RESOURCE_CONTROL_POLICY')
    .problems.map(({ path }) => path)).toEqual(['Statement.NotAction']);
});

test('the whole language is accepted in a service control policy', () => {
  expect(scp([
    { Effect: 'Allow', NotAction: 'iam:*', NotResource: 'arn:aws:s3:::a', Condition: { Bool: { 'aws:MultiFactorAuthPresent': true } } },
    { Effect: 'Allow', Action: 's3:*Object*', Resource: 'arn:aws:s3:::a/*', Condition: { 'ForAnyValue:StringLikeIfExists': { 'aws:TagKeys': ['a*', 1] } } },
  ])).toEqual([]);
});

test('parsing throws one error with all problems', () => {
  expect(() => parsePolicyDocument({ Version: '1', Statement: { ...OK, Effect: 'No' } }, 'SERVICE_CONTROL_POLICY')).toThrow(PolicyLanguageError);
  expect(() => parsePolicyDocument({ Version: '1', Statement: { ...OK, Effect: 'No' } }, 'SERVICE_CONTROL_POLICY')).toThrow(
    /^Version is not a version of the policy language: "1".*\nStatement.Effect is not an effect/);
});
