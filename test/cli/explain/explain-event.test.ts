import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import Ajv2020 from 'ajv/dist/2020';
import { answerEvent } from '../../../src/cli/explain/event/event-answer';
import { eventJson, eventReport } from '../../../src/cli/explain/event/event-report';
import { readEvent } from '../../../src/cli/explain/event/read-event';
import { OrganizationAccess, SNAPSHOT_FORMAT } from '../../../src/model';
import { incidentOf } from '../../../src/trail';
import { account, attached, denies, FULL, organization, policy, RCP_FULL, unit } from '../../model/access/small-organization';
import { DENIED_MESSAGES } from '../../trail/message/denied-messages';
import { type Json, record, session } from '../../trail/records';
import { cdkOrg } from '../run-cdk-org';

const [SHOP, BANK] = ['111122223333', '444455556666'];
const REGIONS = {
  ...policy('regions', denies({ Sid: 'OtherRegions', Action: 'ec2:*', Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-central-1'] }, ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/platform/*' } } })),
  tags: { 'owner': 'cloud-team@example.com', 'cdk-aws-organizations:owner': 'Org@eu-west-1' },
};
const NETWORK = policy('network', denies({ Sid: 'NoGateway', Action: 'ec2:CreateInternetGateway' }));
const PERIMETER = policy('perimeter', denies({ Sid: 'OnlyUs', Action: 's3:*', Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' }, BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } } }, '*'), 'RESOURCE_CONTROL_POLICY');
const VALUE = organization({
  attachedPolicies: [FULL, RCP_FULL, attached(PERIMETER)],
  accounts: [account('management', '999999999999')],
  organizationalUnits: [
    unit('Shop', 'ou-ab12-aaaaaaaa', { attachedPolicies: [FULL, RCP_FULL, attached(REGIONS)], accounts: [account('shop', SHOP, [FULL, RCP_FULL, attached(NETWORK)])] }),
    unit('Bank', 'ou-ab12-bbbbbbbb', { attachedPolicies: [RCP_FULL], accounts: [account('bank', BANK, [FULL, RCP_FULL])] }),
  ],
}, { policies: [REGIONS, NETWORK, PERIMETER], policyTypes: ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] });
const ACCESS = new OrganizationAccess(VALUE);

const answer = (text: string) => answerEvent(ACCESS, incidentOf(text));
const report = (text: string) => eventReport(answer(text), VALUE);
const json = (text: string) => eventJson(answer(text), VALUE, []);

const ROLE = `arn:aws:sts::${SHOP}:assumed-role/Developer/anna`;
const denied = (action: string, region: string, cause = 'with an explicit deny in a service control policy', user = ROLE) => (
  `An error occurred (UnauthorizedOperation) when calling the operation in region ${region}: User: ${user} is not authorized to perform: ${action} on resource: arn:aws:ec2:${region}:${SHOP}:vpc/* ${cause}`);
const call = (name: string, parts: Json = {}) => record('ec2', name, {
  userIdentity: session('team/Developer', SHOP), recipientAccountId: SHOP, awsRegion: 'us-west-1', errorCode: 'Client.UnauthorizedOperation', ...parts,
});

describe('a record of CloudTrail', () => {
  test('it names the statement, what would have to differ, the tags of the policy and the stack', () => {
    expect(report(JSON.stringify(call('DescribeVpcs')))).toMatch(new RegExp(`^DENIED {2}ec2:DescribeVpcs in Shop/shop ${SHOP}\n {2}by OtherRegions \\(Deny\\) of regions at Shop\n`));
    expect(report(JSON.stringify(call('DescribeVpcs')))).toContain(`What would have to differ
  OtherRegions of regions at Shop: one of these
    aws:RequestedRegion is one of eu-west-1, eu-central-1
    aws:PrincipalArn matches arn:aws:iam::*:role/platform/*

Whom to ask
  regions (p-regions), attached at Shop
    tags   owner=cloud-team@example.com
    code   stack Org@eu-west-1
`);
  });

  test('two statements that deny both have to be met, and one without conditions leaves no way', () => {
    const { advice, contacts } = json(JSON.stringify(call('CreateInternetGateway')));
    expect(advice.map(({ where, anyOf }) => [where, anyOf.length])).toEqual([['OtherRegions of regions at Shop', 2], ['NoGateway of network at shop', 0]]);
    expect(contacts.map(({ policy: name, stack }) => [name, stack])).toEqual([['regions', 'Org@eu-west-1'], ['network', undefined]]);
    expect(report(JSON.stringify(call('CreateInternetGateway')))).toContain('NoGateway of network at shop: nothing in the request helps, since it denies every request for the action');
  });

  test('a level that allows nothing is named, with what is attached there', () => {
    const other = call('DescribeVpcs', { userIdentity: session('Developer', BANK), recipientAccountId: BANK });
    expect(json(JSON.stringify(other)).advice).toEqual([{ where: 'Bank', anyOf: ['a policy attached there allows ec2:DescribeVpcs (nothing is attached)'] }]);
  });

  test('in a file of a trail, in an answer of lookup-events and in an event of EventBridge it is the one that was refused', () => {
    const one = call('DescribeVpcs');
    const passed = call('DescribeVpcs', { errorCode: undefined, awsRegion: 'eu-west-1' });
    for (const value of [{ Records: [passed, one] }, [one], { Events: [{ CloudTrailEvent: JSON.stringify(one) }] }, { detail: one }]) {
      expect(json(JSON.stringify(value))).toEqual(json(JSON.stringify(one)));
    }
  });

  test('of several requests of a call, the one that the message names is judged, and otherwise the worst comes first', () => {
    const requestParameters = { instancesSet: { items: [{ imageId: 'ami-0123456789abcdef0' }] }, subnetId: 'subnet-0123456789abcdef0' };
    const all = json(JSON.stringify(call('RunInstances', { requestParameters })));
    expect(all.answers.length).toBeGreaterThan(3);
    const errorMessage = `You are not authorized to perform this operation. User: ${ROLE} is not authorized to perform: ec2:RunInstances on resource: arn:aws:ec2:us-west-1:${SHOP}:subnet/subnet-0123456789abcdef0 with an explicit deny in a service control policy`;
    expect(json(JSON.stringify(call('RunInstances', { requestParameters, errorMessage }))).answers.map(({ request }) => request.resource)).toEqual([`arn:aws:ec2:us-west-1:${SHOP}:subnet/subnet-0123456789abcdef0`]);
  });

  test('a message that names the policy shows a refusal under any error code', () => {
    const errorMessage = `User: ${ROLE} is not authorized to perform: ec2:DescribeVpcs with an explicit deny in a service control policy`;
    for (const errorCode of ['ValidationException', 'InvalidRequest', undefined]) {
      const { event, findings } = json(JSON.stringify(call('DescribeVpcs', { errorCode, errorMessage })));
      expect([event.refused, findings.join()]).toEqual([true, expect.not.stringContaining('the call passed')]);
    }
    const other = call('DescribeVpcs', { errorCode: 'ValidationException', errorMessage: 'The list of denied policies is empty, so that no policy was found' });
    expect(json(JSON.stringify(other)).event.refused).toBe(false);
  });

  test('a call that passed gets a note that it passed', () => {
    expect(json(JSON.stringify(call('DescribeVpcs', { errorCode: undefined, awsRegion: 'eu-west-1' }))).findings).toEqual(['The record shows no refusal: the call passed.']);
  });

  test('a caller from outside is denied by the resource control policy of the owner', () => {
    const copy = record('s3', 'GetObject', {
      userIdentity: { type: 'AWSAccount', accountId: '777788889999', principalId: 'AROAX:b' },
      recipientAccountId: SHOP,
      errorCode: 'AccessDenied',
      resources: [{ ARN: 'arn:aws:s3:::records/a' }, { ARN: 'arn:aws:s3:::records', accountId: SHOP }],
    });
    const { answers } = json(JSON.stringify(copy));
    expect(answers[0].account.id).toBe(SHOP);
    expect(answers[0].matchedStatements).toEqual(expect.arrayContaining([expect.objectContaining({ policy: 'perimeter', statement: 'OnlyUs' })]));
  });
});

describe('a message of the service', () => {
  test('it shows no path of the role, and its words leave one statement', () => {
    const { answers: [{ decision, remarks }], findings } = json(denied('ec2:CreateVpc', 'us-west-1'));
    expect([decision, remarks]).toEqual(['depends', expect.arrayContaining(['DENIED unless the role Developer has a path.'])]);
    expect(findings).toEqual(['The service says: an explicit deny in a service control policy.', 'So it was OtherRegions of regions at Shop: no other statement here can deny it.']);
  });

  test('a policy that it names is found by its ID, and one of another organization is not', () => {
    const arn = (id: string) => `arn:aws:organizations::999999999999:policy/o-a1b2c3d4e5/service_control_policy/${id}`;
    const named = (id: string) => json(denied('ec2:CreateVpc', 'us-west-1', `with an explicit deny in a service control policy: ${arn(id)}`)).findings[1];
    expect(named('p-regions')).toBe('It names regions, attached at Shop.');
    expect(named('p-perimeter')).toBe('It names perimeter, attached at root; here another policy decides.');
    expect(named('p-0000aaaa')).toBe(`The policy that it names is not in this organization: ${arn('p-0000aaaa')}.`);
  });

  test.each([
    ['with an explicit deny in a permissions boundary', 'an explicit deny in a permissions boundary.'], ['because no identity-based policy allows the ec2:CreateVpc action', 'no identity-based policy allows it.'],
  ])('a policy that is none of the organization gets a note that it is none: %s', (cause, says) => {
    const ours = `The service says: ${says} That is no policy of the organization, and not known here: ask the team that manages it in the account.`;
    expect(json(denied('ec2:CreateVpc', 'eu-west-1', cause)).findings).toEqual([ours]);
    const user = `arn:aws:iam::${SHOP}:user/anna`;
    expect(json(denied('ec2:CreateVpc', 'us-west-1', cause, user)).findings).toEqual([`${ours} The organization denies the request as well, so that alone does not help.`]);
  });

  test('a refusal that the policies do not explain comes from elsewhere or from earlier policies', () => {
    expect(json(denied('ec2:CreateVpc', 'eu-west-1', '')).findings).toEqual([expect.stringMatching(/^The organization lets the request pass as far as it is known\. Another policy refused it:/)]);
    expect(json(denied('ec2:CreateVpc', 'eu-west-1')).findings[1]).toMatch(/^Here the policies let it pass: they have changed since/);
  });

  test('an account that a log hides is the one that somebody names', () => {
    const hidden = denied('ec2:CreateVpc', 'us-west-1', 'with an explicit deny', `arn:aws:iam::${SHOP}:user/anna`).replaceAll(SHOP, '***');
    expect(() => answer(hidden)).toThrow(/names no account .*Give --account/);
    const { answers: [{ decision, request }] } = answerEvent(ACCESS, incidentOf(hidden), 'shop', { 'aws:RequestedRegion': 'us-west-1' });
    expect([decision, request.principal]).toEqual(['denied', `arn:aws:iam::${SHOP}:user/anna`]);
  });

  test('a decoded authorization message brings the keys of the request', () => {
    const decoded = {
      allowed: false,
      explicitDeny: true,
      matchedStatements: { items: [] },
      failures: { items: [] },
      context: {
        principal: { id: 'AROA:anna', arn: `arn:aws:iam::${SHOP}:user/anna` },
        action: 'ec2:RunInstances',
        resource: `arn:aws:ec2:us-west-1:${SHOP}:subnet/subnet-1`,
        conditions: { items: [{ key: 'aws:Region', values: { items: [{ value: 'us-west-1' }] } }, { key: 'ec2:InstanceType', values: { items: [{ value: 't3.micro' }] } }] },
      },
    };
    for (const value of [decoded, { DecodedMessage: JSON.stringify(decoded) }]) {
      const { event, answers: [{ decision, request }] } = json(JSON.stringify(value));
      expect([event.source, decision]).toEqual(['decoded message', 'denied']);
      expect(request.context).toMatchObject({ 'aws:RequestedRegion': 'us-west-1', 'ec2:InstanceType': 't3.micro' });
    }
  });

  test('every message of the list that shows a caller and an action is explained, in JSON that fits the schema', () => {
    const validate = new Ajv2020({ allErrors: true }).compile(JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'docs', 'explain.schema.json'), 'utf8')));
    const whole = DENIED_MESSAGES.filter(([, , { action, principal, accountId }]) => (
      action !== undefined && (principal?.includes(SHOP) === true || accountId === SHOP)));
    expect(whole.length).toBeGreaterThan(50);
    for (const [title, text] of whole) {
      const explained = JSON.parse(JSON.stringify(json(text)));
      expect([title, validate(explained) ? [] : validate.errors]).toEqual([title, []]);
      expect(report(text)).toContain('\nResource ');
    }
  });
});

describe('an event that cannot be explained', () => {
  test.each<[string, string, RegExp]>([
    ['a text of something else', 'Rate exceeded', /no CloudTrail record and no access-denied message \(given: "Rate exceeded"\)\. Give/],
    ['an encoded message', `You are not authorized to perform this operation. Encoded authorization failure message: ${'a1B2'.repeat(20)}`, /is encoded, .*decode it with "aws sts decode-authorization-message/],
    ['a message without an action', 'Access Denied', /does not show which action was refused \(read from it: nothing\)\. Give the record/],
    ['two records', JSON.stringify([call('DescribeVpcs'), call('DescribeVpcs')]), /There are several records \(given: 2, of them refused: 2\)\. Give one/],
    ['a sign-in', JSON.stringify(record('signin', 'ConsoleLogin', { eventType: 'AwsConsoleSignIn' })), /No policy decides about this event: signing in .*\(given: signin\.amazonaws\.com ConsoleLogin\)\. Give/],
    ['an account of another organization', denied('ec2:CreateVpc', 'us-west-1').replaceAll(SHOP, '777788889999'), /no account of the event \(given: 777788889999\)\. Give the organization/],
    ['a message without an account', 'Not authorized to perform sts:AssumeRoleWithWebIdentity', /names no account .*Give --account/],
  ])('%s', (_title, text, message) => {
    expect(() => answer(text)).toThrow(message);
  });
});

describe('the command', () => {
  let work: string;
  beforeAll(() => {
    work = mkdtempSync(join(tmpdir(), 'cdk-org-event-'));
  });
  afterAll(() => rmSync(work, { recursive: true, force: true }));
  const file = (name: string, content: string | Buffer) => {
    writeFileSync(join(work, name), content);
    return join(work, name);
  };

  test('it reads a compressed file, prints the answer and ends with the code of the verdict', () => {
    const snapshot = file('organization.json', JSON.stringify({ format: SNAPSHOT_FORMAT, takenAt: '2026-11-29T00:00:00Z', organization: VALUE }));
    const event = file('event.json.gz', gzipSync(JSON.stringify(call('DescribeVpcs'))));
    expect(cdkOrg('explain', snapshot, '--event', event)).toMatchObject({ status: 2, stderr: '', stdout: report(JSON.stringify(call('DescribeVpcs'))) });
    expect(cdkOrg('explain', snapshot, '--account', 'shop', 'bank', '--event', event)).toMatchObject({ status: 1, stderr: expect.stringMatching(/An event happened in one account\. Given: --account shop bank\. Give one/) });
  });

  test('it refuses a question besides the event, and no question at all', () => {
    expect(cdkOrg('explain', 'x', '--action', 's3:GetObject', '--event', 'x').stderr).toMatch(/'--event <file>' cannot be used with option '--action <action>'/);
    expect(cdkOrg('explain', 'x', '--action', 's3:GetObject').stderr).toMatch(/No account is given to ask about\. Give --account/);
  });

  test('a file that is not there or is damaged is named', () => {
    expect(() => readEvent('nowhere.json')).toThrow(/The event cannot be read: nowhere\.json .*Give the path/);
    expect(() => readEvent(file('half.gz', gzipSync('x'.repeat(1000)).subarray(0, 20)))).toThrow(/cannot be unpacked: .*Give a whole file/);
  });
});
