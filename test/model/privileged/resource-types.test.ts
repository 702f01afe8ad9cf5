import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { generateResourceTypes } from '../../../scripts/generate-resource-types';
import { OVERRIDES } from '../../../scripts/resource-types/overrides';
import { GRANTING_SERVICES, reasonOfService } from '../../../src/model/privileged/granting-services';
import { groundsOf, isHarmlessType, isOfOthers, isWholeType, relevantProperties } from '../../../src/model/privileged/resource-classes';
import { GRANTING_ROWS, HARMLESS_ROWS } from '../../../src/model/privileged/resource-types.generated';

const types = [...loadAwsServiceSpecSync().all('resource')].map(({ cloudFormationType }) => cloudFormationType).sort();
const harmless = HARMLESS_ROWS.flatMap((row) => row.split('|')[1].split(',').map((name) => `${row.split('|')[0]}::${name}`));
const granting = GRANTING_ROWS.map((row) => row.split('|')[0].replace('!', ''));
const HELP = 'See what the new rows of resource-types.generated.ts say after "npx tsx scripts/generate-resource-types.ts". Where a rule decides wrongly, '
  + 'name the type in scripts/resource-types/overrides.ts, with a reason; a service that always grants belongs into granting-services.ts.';

test('each type of the installed data is on one of the lists: harmless, granting, or of a service or an author that grants', () => {
  const listed = new Set([...harmless, ...granting]);
  const missing = types.filter((type) => !listed.has(type) && reasonOfService(type) === undefined && !isOfOthers(type));
  expect({ missing, help: HELP }).toEqual({ missing: [], help: HELP });
  expect(harmless.filter((type) => granting.includes(type))).toEqual([]);
});

test('the committed table of resource types equals the output of the script for the installed data', () => {
  const committed = readFileSync(join(__dirname, '..', '..', '..', 'src', 'model', 'privileged', 'resource-types.generated.ts'), 'utf8');
  const made = generateResourceTypes();
  const [before, after] = [committed, made].map((text) => new Set(text.split('\n')));
  const differing = { gone: [...before].filter((line) => !after.has(line)), fresh: [...after].filter((line) => !before.has(line)) };
  expect({ ...differing, help: HELP }).toEqual({ gone: [], fresh: [], help: HELP });
});

test('each override is about a type of the data or of the CDK, and each service that grants has types', () => {
  expect(Object.keys(OVERRIDES).filter((type) => !types.includes(type))).toEqual(['AWS::CDK::Metadata']);
  for (const [prefix] of GRANTING_SERVICES) expect(types.filter((type) => type.startsWith(prefix))).not.toEqual([]);
});

test('no type by which the data mark a resource policy, an identity policy or an assignment is harmless', () => {
  const marked = [...loadAwsServiceSpecSync().all('resource')]
    .filter(({ scrutinizable }) => scrutinizable !== undefined && !/(Ingress|Egress)RuleResource$/.test(scrutinizable)).map(({ cloudFormationType }) => cloudFormationType);
  expect(marked.length).toBeGreaterThan(35);
  expect(marked.filter((type) => isHarmlessType(type) || !isWholeType(type))).toEqual([]);
});

test.each([
  'AWS::SQS::Queue', 'AWS::CloudWatch::Alarm', 'AWS::Kinesis::Stream', 'AWS::EC2::SecurityGroup', 'AWS::Route53::HostedZone', 'AWS::CDK::Metadata', 'AWS::SSM::Parameter',
])('the type %s is harmless', (type) => {
  expect([isHarmlessType(type), groundsOf(type, { Anything: 'x' })]).toEqual([true, []]);
});

test.each<[string, object, readonly string[]]>([
  ['AWS::NextYear::Widget', {}, ['unclear']],
  ['Custom::Own', {}, ['code']],
  ['AWS::IAM::Role', {}, ['code']],
  ['AWS::S3::Bucket', {}, []],
  ['AWS::S3::Bucket', { ReplicationConfiguration: null }, []],
  ['AWS::S3::Bucket', { ReplicationConfiguration: { Rules: [] } }, []],
  ['AWS::S3::Bucket', { ReplicationConfiguration: { Role: 'r', Rules: [] } }, ['role']],
  ['AWS::S3::Bucket', { ReplicationConfiguration: { 'Fn::If': ['On', {}, {}] } }, ['role']],
  ['AWS::S3::Bucket', { ReplicationConfiguration: '${Org.Custom.Configuration}' }, ['role']],
  ['AWS::S3::Bucket', { AccessControl: 'PublicRead' }, ['principals']],
  ['AWS::Events::Rule', { Targets: [{ Arn: 'a' }, { Arn: 'b', RoleArn: 'r' }] }, ['role']],
  ['AWS::Events::Rule', { Targets: [{ Arn: 'a' }] }, []],
  ['AWS::Cognito::IdentityPoolRoleAttachment', { RoleMappings: { any: { RulesConfiguration: { Rules: [{ RoleARN: 'r' }] } } } }, ['role']],
  ['AWS::Cognito::IdentityPoolRoleAttachment', { RoleMappings: { any: { Type: 'Token' } } }, []],
  ['AWS::CodeBuild::Project', { ServiceRole: 'r', Environment: { RegistryCredential: {} } }, ['role']],
])('a resource of the type %s with %j has the grounds %j', (type, properties, expected) => {
  expect(groundsOf(type, properties as never)).toEqual(expected);
});

test('of a type that grants by some properties, only these are relevant, with all that is in them', () => {
  const properties = { BucketName: 'b', AccessControl: 'Private', ReplicationConfiguration: { Role: 'r', Rules: [1] }, LifecycleConfiguration: { Rules: [] } };
  expect(relevantProperties('AWS::S3::Bucket', properties)).toEqual({ AccessControl: 'Private', ReplicationConfiguration: { Role: 'r', Rules: [1] } });
});
