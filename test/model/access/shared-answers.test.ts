import * as fc from 'fast-check';
import { account, attached, denies, FULL, organization, policy, RCP_FULL, unit } from './small-organization';
import { sharedReasons } from '../../../src/cli/explain/explain-json';
import { type AccessAnswer, type AccessQuestion, OrganizationAccess } from '../../../src/model';
import { CompiledPolicy, parsePolicyDocument } from '../../../src/policy';

const KNOWN = ['111111111111', '222222222222', '333333333333', '444444444444'];
const SYMBOLS = ['${Stack.One}', '${Stack.Two}', '${Stack.Three}'];
const MANAGEMENT = '999999999999';

/** Values that name accounts, all of them, some by a pattern, or none. */
const VALUES = ['111111111111', '222222222222', '555555555555', '${Stack.One}', '*', '1*', '?2*', '*1', 'none'];
const ARNS = VALUES.map((value) => `arn:aws:iam::${value}:role/Admin`).concat('arn:aws:iam::*:role/*', '*', 'arn:aws:s3:::x-${aws:PrincipalAccount}');
const CONDITIONS: fc.Arbitrary<object | undefined> = fc.oneof(
  { arbitrary: fc.constant(undefined), weight: 4 },
  fc.tuple(fc.constantFrom('StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike'), fc.constantFrom('aws:PrincipalAccount', 'aws:ResourceAccount'), fc.constantFrom(...VALUES))
    .map(([operator, key, value]) => ({ [operator]: { [key]: value } })),
  fc.tuple(fc.constantFrom('ArnLike', 'ArnNotLike'), fc.constantFrom(...ARNS)).map(([operator, value]) => ({ [operator]: { 'aws:PrincipalArn': value } })),
  fc.tuple(fc.constantFrom('NumericLessThan', 'NumericGreaterThan'), fc.constantFrom('222222222222', '1')).map(([operator, value]) => ({ [operator]: { 'aws:PrincipalAccount': value } })),
  fc.constantFrom<object>(
    { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } }, { StringLike: { 's3:prefix': '${aws:PrincipalAccount}/*' } },
    { StringNotEqualsIfExists: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' } },
    { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*' } },
  ),
);
const RESOURCES = fc.constantFrom(
  '*', '*', '*', '*', 'arn:aws:s3:::bucket', 'arn:aws:s3:::x-${aws:PrincipalAccount}', 'arn:aws:sqs:*:111111111111:*', 'arn:aws:sqs:*:1*:*',
);
const STATEMENT = fc.record({ condition: CONDITIONS, resource: RESOURCES, isOfResources: fc.boolean() });
const POLICIES = fc.array(STATEMENT, { minLength: 1, maxLength: 3 })
  .map((drawn) => drawn.map(({ condition, resource, isOfResources }, index) => policy(
    `p${index}`,
    denies({ Sid: `S${index}`, Action: '*', Resource: resource, ...(condition && { Condition: condition }) }, isOfResources ? '*' : undefined),
    isOfResources ? 'RESOURCE_CONTROL_POLICY' : 'SERVICE_CONTROL_POLICY',
  )));
const QUESTIONS: fc.Arbitrary<AccessQuestion> = fc.record({
  action: fc.constantFrom('s3:DeleteBucket', 'sqs:SendMessage'),
  principal: fc.constantFrom(undefined, 'role/Admin', 'role/Other', 'root', 'arn:aws:iam::111111111111:role/Admin', 'config.amazonaws.com', '*'),
  resource: fc.constantFrom(undefined, '*', 'arn:aws:s3:::bucket', 'arn:aws:s3:::x-111111111111', 'arn:aws:sqs:eu-west-1:222222222222:queue'),
  context: fc.constantFrom<AccessQuestion['context']>(undefined, { 'aws:RequestedRegion': 'us-east-1' }, { 's3:prefix': '111111111111/a' }, { 'aws:ResourceAccount': '222222222222' }),
  identityPolicies: fc.constantFrom(undefined, [new CompiledPolicy('own', parsePolicyDocument({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Action: '*', Resource: '*', Condition: { StringEquals: { 'aws:ResourceAccount': '333333333333' } } },
  }, 'IDENTITY_POLICY'))]),
}, { requiredKeys: ['action'] }).filter(({ principal, identityPolicies }) => identityPolicies === undefined || principal?.includes('role/') === true);

test('answers about all accounts, some of which share one, are those about each account', () => {
  let [shared, compared] = [0, 0];
  fc.assert(fc.property(POLICIES, fc.array(fc.nat(), { minLength: 8, maxLength: 8 }), QUESTIONS, (policies, places, question) => {
    const at = (place: number) => policies.filter((_, index) => Math.floor(places[place] / 2 ** index) % 2 === 1).map(attached);
    const accounts = (ids: readonly string[], own: number) => ids.map((id, index) => account(`a${own}${index}`, id, [FULL, RCP_FULL, ...(index === ids.length - 1 ? at(own) : [])]));
    const access = new OrganizationAccess(organization({
      attachedPolicies: [FULL, RCP_FULL, ...at(0)],
      accounts: [account('management', MANAGEMENT, [FULL, RCP_FULL]), ...accounts(['121212121212', '888888888888', '555500000000'], 1)],
      organizationalUnits: [
        unit('Known', 'ou-ab12-11111111', { attachedPolicies: [FULL, RCP_FULL, ...at(2)], accounts: accounts(KNOWN, 3) }),
        unit('Symbols', 'ou-ab12-22222222', { attachedPolicies: [FULL, RCP_FULL, ...at(4)], accounts: accounts(SYMBOLS, 5) }),
        unit('Both', 'ou-ab12-33333333', { attachedPolicies: [FULL, RCP_FULL], accounts: accounts(['${Stack.Four}', '${Stack.Five}', '666666666666', '777777777777'], 6) }),
      ],
    }, { policies, policyTypes: ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] }));
    const askEach = () => access.accounts.map((placed) => facts(access.ask(placed, question)));
    const askAll = () => {
      const answers = access.askAll(access.accounts, question);
      shared += answers.size - new Set(answers.values()).size;
      compared += answers.size;
      return [...answers.values()].map(facts);
    };
    expect(outcome(askAll)).toEqual(outcome(askEach));
  }), { numRuns: 500 });
  expect(compared).toBeGreaterThan(1_000);
  expect(shared).toBeGreaterThan(300);
});

function facts(answer: AccessAnswer) {
  return { decision: answer.decision, reasons: sharedReasons(answer), missing: answer.missingInformation, remarks: answer.remarks };
}

function outcome<T>(ask: () => T): T | string {
  try {
    return ask();
  } catch (error) {
    return (error as Error).message;
  }
}
