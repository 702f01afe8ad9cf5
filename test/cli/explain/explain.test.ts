import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { cleanUp, deployedExample, synthesizeExample } from '../../end-to-end/example';
import { byDay } from '../../proofs/support/proof-runs';
import { cdkOrg } from '../run-cdk-org';

jest.setTimeout(120_000);

const ROOT = join(__dirname, '..', '..', '..');
let work: string;
let assembly: string;
let state: string;

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'cdk-org-explain-'));
  assembly = synthesizeExample();
  state = join(work, 'state.json');
  writeFileSync(state, JSON.stringify((await deployedExample()).state));
});
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
  cleanUp();
});

const explain = (...args: string[]) => cdkOrg('explain', assembly, ...args);

function answer(source: string, args: string): any {
  const { stdout, stderr } = cdkOrg('explain', source, ...args.split(' '), '--json');
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout).answers[0];
}

const DEV = '--principal role/Developer';
const ASKED = ['--account', 'shop-prod', '--action', 's3:GetObject'];
const IN_EUROPE = `${DEV} --region eu-west-1`;

describe('questions of an operator about the landing zone, from the code and from the deployed organization', () => {
  test.each<[string, string, string, string[]]>([
    ['May a developer delete a bucket of the log archive?', `--account log-archive --action s3:DeleteBucket ${DEV}`, 'allowed', []],
    ['And a backup vault?', `--account log-archive --action backup:DeleteBackupVault ${DEV}`, 'denied', ['protect-data ProtectBackups Security']],
    ['May the platform team?', '--account log-archive --action backup:DeleteBackupVault --principal role/platform/Repair', 'allowed', []],
    ['Does the root user of the sandbox get anywhere?', '--account sandbox-blue --action s3:ListAllMyBuckets --principal root', 'denied', ['baseline DenyRootUser root']],
    ['May a workload start machines in California?', `--account shop-prod --action ec2:RunInstances --region us-west-1 ${DEV}`, 'denied', ['allowed-regions DenyOtherRegions Workloads']],
    ['Is IAM, which has no Region, left alone?', `--account shop-prod --action iam:CreateRole --region us-east-1 ${DEV}`, 'allowed', []],
    ['May anybody leave the organization?', `--account policy-canary --action organizations:LeaveOrganization ${DEV}`, 'denied', ['baseline DenyLeavingOrganization root']],
    ['May the shop build its own way to the internet?', `--account shop-dev --action ec2:CreateInternetGateway ${IN_EUROPE}`, 'denied', ['protect-network DenyInternetAccess Workloads']],
    ['May the network team?', `--account network --action ec2:CreateInternetGateway ${DEV}`, 'allowed', []],
    ['May a sandbox have a big machine?',
      `--account sandbox-green --action ec2:RunInstances ${IN_EUROPE} --resource arn:aws:ec2:eu-west-1::instance/* --context ec2:InstanceType=m5.24xlarge`,
      'denied', ['sandbox-limits SmallMachines Sandbox']],
    ['And a small one?',
      `--account sandbox-green --action ec2:RunInstances ${IN_EUROPE} --resource arn:aws:ec2:eu-west-1::instance/* --context ec2:InstanceType=t3.micro`,
      'allowed', []],
    ['Does a service-linked role have to care?',
      '--account shop-prod --action ec2:CreateInternetGateway --principal role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX', 'allowed', []],
    ['And if nobody says who and where?', '--account shop-prod --action ec2:RunInstances', 'depends', ['baseline DenyRootUser root', 'allowed-regions DenyOtherRegions Workloads']],
  ])('%s', (_question, args, decision, deciders) => {
    for (const source of byDay([assembly, state], 2)) {
      const { decision: given, matchedStatements } = answer(source, args);
      const named = matchedStatements.filter(({ kind }: any) => kind === 'deny').map(({ policy, statement, level }: any) => `${policy} ${statement} ${level}`);
      expect([given, named]).toEqual([decision, deciders]);
    }
  });

  test('a refused call is explained from code, which knows no account IDs, for the account that is named', () => {
    const event = join(work, 'event.txt');
    writeFileSync(event, 'User: arn:aws:iam::111122223333:user/anna is not authorized to perform: ec2:CreateVpc on resource: arn:aws:ec2:us-west-1:111122223333:vpc/* with an explicit deny in region us-west-1');
    expect(cdkOrg('explain', assembly, '--event', event).stderr).toMatch(/no account of the event \(given: 111122223333\)\. Code does not know the IDs of its accounts: give --account NAME/);
    const { status, stdout } = cdkOrg('explain', assembly, '--event', event, '--account', 'shop-prod');
    expect(status).toBe(2);
    expect(stdout).toMatch(/Whom to ask\n {2}allowed-regions, attached at Workloads\n {4}tags .*\n {4}code .*\/.*, stack /);
  });

  test('the management account may do what the others may not', () => {
    const { managementAccountId } = JSON.parse(readFileSync(state, 'utf8')).simulator.organization;
    expect(answer(state, `--account ${managementAccountId} --action organizations:LeaveOrganization --principal root`)).toMatchObject({
      decision: 'allowed', matchedStatements: [{ kind: 'exempt', why: 'service control policies do not affect the management account' }],
    });
  });
});

test('a snapshot of a live organization is as good a source', async () => {
  const snapshot = join(work, 'snapshot.json');
  const { organization } = await deployedExample();
  writeFileSync(snapshot, JSON.stringify({ format: 'cdk-org-snapshot/1', takenAt: '2026-01-01T00:00:00.000Z', organization }));
  expect(answer(snapshot, '--account log-archive --action kms:ScheduleKeyDeletion --principal role/Developer')).toMatchObject({
    decision: 'denied', matchedStatements: [{ policy: 'protect-data', statement: 'DenyKeyDeletion' }],
  });
});

describe('cdk-org explain', () => {
  test('begins with the verdict, and ends with the statement that decides and what the request holds', () => {
    const { status, stdout } = explain('--account', 'shop-prod', '--action', 'ec2:RunInstances', '--region', 'us-west-1', '--principal', 'role/Developer');
    expect(status).toBe(2);
    expect(stdout).toMatch(/^DENIED {2}ec2:RunInstances in Workloads\/Prod\/shop-prod\n {2}by DenyOtherRegions \(Deny\) of allowed-regions at Workloads\n/);
    expect(stdout).toMatch(/\nSCP {2}Workloads +denies +allowed-regions: DenyOtherRegions\n/);
    expect(stdout).toMatch(/StringNotEquals aws:RequestedRegion +eu-central-1, eu-west-1 +the request: us-west-1\n/);
    expect(stdout.split('\n').length).toBeLessThan(25);
  });

  test('the page about it shows what it prints', () => {
    const page = readFileSync(join(ROOT, 'docs', 'explain.md'), 'utf8');
    const shown = [...page.matchAll(/^```console\n\$ npx cdk-org explain cdk\.out (.*)\n([^]*?)```$/gm)];
    expect(shown).toHaveLength(4);
    for (const [, args, output] of shown) expect(explain(...args.split(' ')).stdout.trimEnd()).toBe(output.trimEnd());
  });

  test('says what an open answer depends on, and how to tell it', () => {
    const { status, stdout } = explain('--account', 'sandbox-blue', '--action', 'ec2:RunInstances');
    expect(status).toBe(3);
    expect(stdout.split('Depends on\n')[1].trimEnd().split('\n').map((line) => line.trim().split(/ {2,}/))).toEqual([
      ['aws:PrincipalArn', '--principal role/NAME'],
      ['aws:RequestedRegion', '--region REGION'],
      ['the resource', '--resource ARN'],
      ['ec2:InstanceType', '--context ec2:InstanceType=VALUE'],
    ]);
  });

  test.each([
    ['s3:PutObject', [], ['--resource ARN', '--resource ARN']],
    ['s3:PutObject', ['--resource', 'arn:aws:s3:::b/k', '--context', 'aws:ResourceAccount=888888888888'], ['--context aws:ResourceOrgID=VALUE']],
    ['s3:ListAllMyBuckets', [], ['--resource \'*\'', '--context aws:ResourceOrgID=VALUE']],
    ['s3:ListAllMyBuckets', ['--resource', '*'], ['--context aws:ResourceOrgID=VALUE']],
  ])('an answer about %s %j suggests an ARN only where an ARN decides it', (action, about, supplies) => {
    const file = join(work, 'own-buckets.json');
    const Condition = { StringEquals: { 'aws:ResourceOrgID': 'o-a1b2c3d4e5' } };
    writeFileSync(file, JSON.stringify({
      Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*', Condition }, { Effect: 'Deny', Action: '*', Resource: 'arn:aws:s3:::c/*' }],
    }));
    const asked = ['--account', 'log-archive', '--action', action, '--principal', 'role/Developer', '--identity-policy', file, ...about];
    const { answers: [{ missingContextKeys }] } = JSON.parse(explain(...asked, '--json').stdout);
    expect(missingContextKeys.map(({ supply }: any) => supply).sort()).toEqual([...supplies].sort());
  });

  test('groups many accounts by verdict and reason', () => {
    const { status, stdout } = explain('--account', 'all', '--action', 'ec2:RunInstances', '--region', 'us-west-1', '--principal', 'role/Developer');
    expect(status).toBe(2);
    expect(stdout.match(/^[A-Z]+ {2}in \d+ of 15 accounts$/gm)).toEqual([
      'DENIED  in 7 of 15 accounts', 'ALLOWED  in 6 of 15 accounts', 'DENIED  in 2 of 15 accounts',
    ]);
  });

  test('shows the effective management policy with the origin of each value', () => {
    expect(explain('--account', 'shop-prod', '--effective', 'TAG_POLICY')).toMatchObject({
      status: 0,
      stdout: 'TAG_POLICY of Workloads/Prod/shop-prod\n'
        + '  tags.cost-center.tag_key = "cost-center"  cost-centers at root, @@assign\n'
        + '  tags.cost-center.tag_value = "security", "platform", "shop", "payments", "data", "research"  cost-centers at root, @@assign\n',
    });
    expect(explain('--account', 'shop-prod', '--effective', 'BACKUP_POLICY').stdout).toContain('The policy type is not enabled');
  });

  test('takes what the principal’s own policies allow into account', () => {
    const file = join(work, 'identity.json');
    writeFileSync(file, JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:Get*', Resource: '*' }] }));
    const own = `${DEV} --region eu-west-1 --identity-policy ${file}`;
    expect(answer(assembly, `--account shop-prod --action s3:GetObject ${own}`).decision).toBe('allowed');
    expect(answer(assembly, `--account shop-prod --action s3:PutObject ${own}`)).toMatchObject({
      decision: 'denied', matchedStatements: [{ kind: 'no-allow', type: 'IDENTITY_POLICY', policies: [file] }],
    });
  });

  test.each([
    ['Resource', [], 'DEPENDS', 'unknown'],
    ['NotResource', ['--resource', 'arn:aws:s3:::c/k'], 'ALLOWED', undefined],
    ['NotResource', ['--resource', 'arn:aws:s3:::b/k'], 'DENIED', undefined],
  ])('says of which resources a statement speaks: %s, asked with %j', (element, about, verdict, given) => {
    const file = join(work, 'some.json');
    writeFileSync(file, JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', [element]: 'arn:aws:s3:::b/*' }] }));
    const { stdout } = explain(...ASKED, ...IN_EUROPE.split(' '), '--identity-policy', file, ...about);
    expect(stdout).toMatch(new RegExp(`^${verdict} `));
    expect(stdout).not.toContain('for every request');
    if (given !== undefined) expect(stdout).toContain(`some.json, if\n    Resource  arn:aws:s3:::b/*  the request: ${given}\n`);
  });

  test.each<[string, string, RegExp]>([
    ['a key that is given twice', '{"Version": "2012-10-17",\n"Statement": [], "Statement": []}', /twice\.json, line 2, column \d+: the key "Statement" is given twice in the same object\. Correct it there/],
    ['a comma too many', '{"Statement": [],\n}', /twice\.json, line 1, column 17: there is a comma before "}", where nothing follows/],
  ])('refuses an identity-based policy with %s, and names the place', (_what, text, message) => {
    const file = join(work, 'twice.json');
    writeFileSync(file, text);
    expect(explain(...ASKED, '--identity-policy', file)).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(message) });
  });

  test('says everything that is wrong with an identity-based policy, a line each, in which nothing is hidden', () => {
    const file = join(work, 'wrong.json');
    writeFileSync(file, JSON.stringify({ Statement: [{ 'Effect': 'Alow', 'Action': 's3:*', 'Resource': '*', 'Wo\nrse\u001b[2J': 1 }] }));
    const { status, stderr } = explain(...ASKED, '--identity-policy', file);
    expect(stderr.split('\n')).toEqual([
      `cdk-org: The identity-based policy ${file} is not usable:`,
      expect.stringMatching(/^ {2}Statement\[0\]\.Wo\\u000arse\\u001b\[2J is an element that the policy language does not know\. Use one of/),
      '  Statement[0].Effect is not an effect that an identity-based policy may have: "Alow". Write "Allow" or "Deny".',
      '',
    ]);
    expect(status).toBe(1);
  });

  test('refuses an identity-based policy that IAM would refuse, and warns of what nobody means', () => {
    const file = join(work, 'doubtful.json');
    const asked = (...statements: object[]) => {
      writeFileSync(file, JSON.stringify({ Version: '2012-10-17', Statement: statements.map((each) => ({ Effect: 'Allow', Resource: '*', ...each })) }));
      return explain('--account', 'log-archive', '--action', 's3:GetObject', ...DEV.split(' '), '--identity-policy', file, '--json');
    };
    expect(asked({ Action: 's3:*', Resource: 'bucket/*' })).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(/doubtful\.json is not usable: Statement\[0\] names a resource that is not an ARN: "bucket\/\*"\. Write an ARN/),
    });
    const { status, stdout, stderr } = asked({ Action: 's3:*' }, { Action: ['s3:GetObjct', 'sqs:Snd*'], Condition: { Bool: { 'aws:ViaAwsServce': true } } });
    const warnings = [
      'Statement[1].Action names an action that s3 does not have: "s3:GetObjct". Did you mean "s3:GetObject"?',
      'Statement[1].Action is a pattern that no action matches: "sqs:Snd*".',
      'Statement[1].Condition.Bool names a condition key that is not known: "aws:ViaAwsServce". Did you mean "aws:ViaAWSService"?',
    ].map((text) => expect.stringMatching(`^In the identity-based policy ${file}, ${text.replace(/[.?*[\]]/g, '\\$&')}`));
    expect([status, JSON.parse(stdout).warnings]).toEqual([0, warnings]);
    expect(stderr).not.toContain('acknowledge');
    expect(stderr.match(/^Warning: In/gm)).toHaveLength(3);
  });

  test('takes an identity-based policy that begins with a byte order mark', () => {
    const file = join(work, 'marked.json');
    writeFileSync(file, '\uFEFF{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}');
    expect(answer(assembly, `--account log-archive --action s3:GetObject ${DEV} --identity-policy ${file}`).decision).toBe('allowed');
  });

  test('says that a wildcard in the resource is taken literally', () => {
    const about = [...ASKED, ...DEV.split(' '), '--resource', 'arn:aws:s3:::b/*'];
    const remark = 'The wildcards of the resource arn:aws:s3:::b/* are taken literally, as characters of one name.';
    expect(explain(...about).stdout).toContain(`\n${remark}\n`);
    expect(explain(...about, '--account', 'shop-dev').stdout).toContain(`\n${remark}\n`);
    expect(JSON.parse(explain(...about, '--json').stdout).answers[0].remarks).toEqual([remark]);
  });

  test('an account that is named twice counts once', () => {
    expect(JSON.parse(explain(...ASKED, '--account', 'Workloads/Prod/shop-prod', '--json').stdout).answers).toHaveLength(1);
  });

  test('an AWS service is one, however it is spelled', () => {
    const given = answer(assembly, '--account shop-prod --action s3:GetObject --principal Config.amazonaws.com');
    expect(given).toMatchObject({ decision: 'allowed', request: { principal: 'config.amazonaws.com' } });
  });

  test.each<[string, string, number]>([
    ['allowed', 'allowed', 0], ['denied', 'allowed', 4],
  ])('--fail-unless %s, where it is %s, ends with %i', (expected, _is, code) => {
    expect(explain('--account', 'log-archive', '--action', 's3:GetObject', '--principal', 'role/x', '--fail-unless', expected).status).toBe(code);
  });

  test.each([
    ['an action', '--account all --action ec2:RunInstances --region us-west-1 --context aws:PrincipalTag/a=1 aws:PrincipalTag/a=2 aws:SourceVpc='],
    ['some resources', '--account sandbox-blue --action ec2:RunInstances --region eu-west-1'],
    ['a stranger', '--account log-archive --action s3:GetObject --principal arn:aws:iam::999999999999:role/x --resource arn:aws:s3:::b/k'],
    ['an effective policy', '--account all --effective TAG_POLICY'],
  ])('about %s prints an object that follows the published schema', (_what, args) => {
    const schema = JSON.parse(readFileSync(join(ROOT, 'docs', 'explain.schema.json'), 'utf8'));
    const validate = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true }).compile(schema);
    for (const source of [assembly, state]) {
      validate(JSON.parse(cdkOrg('explain', source, ...args.split(' '), '--json').stdout));
      expect(validate.errors).toBeNull();
    }
  });

  test('a key that is given twice has two values, and one without a value is absent', () => {
    const { request } = answer(assembly, '--account shop-prod --action s3:GetObject --context aws:TagKeys=a aws:TagKeys=b=c aws:SourceVpc=');
    expect(request.context).toMatchObject({ 'aws:TagKeys': ['a', 'b=c'], 'aws:SourceVpc': null });
  });

  test('the case of a key does not matter', () => {
    const { request } = answer(assembly, '--account shop-prod --action s3:GetObject --region eu-west-1 --context aws:TagKeys=a aws:tagkeys=b aws:requestedregion=eu-west-1');
    expect(request.context).toMatchObject({ 'aws:TagKeys': ['a', 'b'], 'aws:RequestedRegion': 'eu-west-1' });
    expect(request.context).not.toHaveProperty(['aws:requestedregion']);
  });

  test('a key can be that of a tag with spaces, or of an identity provider with a path', () => {
    const given = ['aws:PrincipalTag/cost center=shop', 'oidc.eks.eu-west-1.amazonaws.com/id/A1:sub=system'];
    const { stdout } = explain(...ASKED, '--context', ...given, '--json');
    expect(JSON.parse(stdout).answers[0].request.context).toMatchObject({
      'aws:PrincipalTag/cost center': 'shop', 'oidc.eks.eu-west-1.amazonaws.com/id/A1:sub': 'system',
    });
  });

  describe('about names that are not known', () => {
    const misspelled = ['--account', 'log-archive', '--action', 's3:getobjec', ...DEV.split(' '), '--context', 'aws:MultiFactorAuthPresnt=true'];
    const texts = [
      'No service is known to have this action (given: "s3:getobjec"). Did you mean s3:GetObject? '
      + 'If it is newer than this version of the library, give --new-names \'s3:getobjec\'.',
      'No request is known to have this condition key (given: "aws:MultiFactorAuthPresnt"). Did you mean aws:MultiFactorAuthPresent? '
      + 'If it is newer than this version of the library, give --new-names \'aws:MultiFactorAuthPresnt\'.',
    ];

    test('warns', () => {
      expect(explain(...misspelled)).toMatchObject({ status: 0, stderr: texts.map((text) => `Warning: ${text}\n`).join('') });
      const { status, stdout } = explain(...misspelled, '--json');
      expect([status, JSON.parse(stdout).warnings]).toEqual([0, texts]);
    });

    test.each(['allowed', 'denied'])('refuses --fail-unless %s', (verdict) => {
      expect(explain(...misspelled, '--json', '--fail-unless', verdict)).toEqual(expect.objectContaining({
        status: 1, stdout: '', stderr: `cdk-org: With --fail-unless every name has to be known:\n${texts.map((text) => `  ${text}\n`).join('')}`,
      }));
    });

    test('takes those that are said to be newer', () => {
      const newer = ['--new-names', 'S3:GetObjec', 'aws:MultiFactorAuthPresnt', '--fail-unless', 'allowed'];
      expect(explain(...misspelled, ...newer)).toMatchObject({ status: 0, stderr: '' });
    });
  });

  test.each<[string, string[], RegExp]>([
    ['an account that is not there', ['--account', 'shop-pord', '--action', 's3:GetObject'], /"shop-pord"\. Did you mean Workloads\/Prod\/shop-prod\?/],
    ['no question', ['--account', 'shop-prod'], /neither --action nor --effective/],
    ['two questions', ['--account', 'shop-prod', '--action', 's3:GetObject', '--effective', 'TAG_POLICY'], /cannot be used with/],
    ['a pattern', ['--account', 'shop-prod', '--action', 's3:*'], /must be one action: "s3:\*"/],
    ['a context key without a value', ['--account', 'shop-prod', '--action', 's3:GetObject', '--context', 'team'], /Write KEY=VALUE/],
    ['a type that has no effective policy', ['--account', 'shop-prod', '--effective', 'SERVICE_CONTROL_POLICY'], /Allowed choices are TAG_POLICY/],
    ['a principal of an account with 11 digits', [...ASKED, '--principal', 'arn:aws:iam::11111111111:role/Dev'], /account of 12 digits: "arn:aws:iam::11111111111:role\/Dev"\. Write arn:/],
    ['principals by a pattern', [...ASKED, '--principal', 'role/*'], /must be one principal: "arn:aws:iam::.*:role\/\*"\. Write its name without wildcards/],
    ['an ARN without an account', [...ASKED, '--principal', 'arn:aws:iam'], /12 digits: "arn:aws:iam"/],
    ['a resource that is part of an ARN', [...ASKED, '--resource', 'arn:aws:s3'], /must be an ARN: "arn:aws:s3"\. Write arn:partition/],
    ['two Regions', [...ASKED, '--region', 'eu-west-1', '--context', 'aws:requestedregion=us-east-1'], /Two Regions are given: --region eu-west-1, and --context aws:requestedregion=us-east-1\. Leave one/],
    ['a Region with a typing error', [...ASKED, '--region', 'us-west1'], /'us-west1' is invalid\. Did you mean us-west-1\?/],
    ['no Region', [...ASKED, '--region', ''], /Write a Region as AWS does, such as eu-central-1/],
    ['an identity-based policy that is none', ['--account', 'shop-prod', '--action', 's3:GetObject', '--identity-policy', join(ROOT, 'package.json')], /package\.json is not usable/],
  ])('refuses %s', (_what, args, message) => {
    const { status, stdout, stderr } = explain(...args);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(stdout).toBe('');
    expect(status).toBe(1);
  });

  test('names that others gave reach the terminal in one line in which nothing is hidden', () => {
    const hostile = join(work, 'hostile.json');
    const saved = JSON.parse(readFileSync(state, 'utf8'));
    saved.simulator.organizationalUnits.find(({ name }: { name: string }) => name === 'Infrastructure').name = '\u001b]0;x\u0007\u001b[2J\n::error::x';
    writeFileSync(hostile, JSON.stringify(saved));
    const { status, stderr } = cdkOrg('explain', hostile, '--account', 'nobody-at-all', '--action', 's3:GetObject');
    expect(stderr).toContain('\\u001b]0;x\\u0007\\u001b[2J\\u000a::error::x/');
    expect(stderr).toMatch(/^cdk-org: The account is not known[\x20-\x7e]*\n$/);
    expect(status).toBe(1);
  });
});
