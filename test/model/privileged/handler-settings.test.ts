import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { organizationOf as synthesized, removeFolders } from './privileged-app';
import { BUCKET, OTHER_BUCKET, DIGESTS, lambda, organizationOf, PROVIDER, told, withProperties, type Told } from './templates';
import { reviewOf, reviewOfDeployment } from '../../../src/model';
import { FUNCTION_SETTINGS } from '../../../src/model/privileged/function-settings';
import { OrganizationsProvider } from '../../../src/provider';

afterAll(removeFolders);

const base = organizationOf(PROVIDER);
const after = (properties: object, logicalId = 'OnEvent'): Told[] => told(base, organizationOf(withProperties(logicalId, properties)));
const variables = (more: object) => ({ Environment: { Variables: { SERVED_STACKS: 'Org', ...more } } });

test.each<[string, object]>([
  ['Layers', { Layers: ['arn:aws:lambda:eu-west-1:999999999999:layer:x:1'] }],
  ['Environment.Variables.NODE_OPTIONS', variables({ NODE_OPTIONS: '-r /opt/x' })],
  ['Environment.Variables.AWS_LAMBDA_EXEC_WRAPPER', variables({ AWS_LAMBDA_EXEC_WRAPPER: '/opt/x' })],
  ['Environment.Variables.LD_PRELOAD', variables({ LD_PRELOAD: '/opt/x.so' })],
  ['Environment.Variables.NODE_PATH', variables({ NODE_PATH: '/opt' })],
  ['Environment.Variables.AWS_ENDPOINT_URL_ORGANIZATIONS', variables({ AWS_ENDPOINT_URL_ORGANIZATIONS: 'https://theirs.example.com' })],
  ['Environment.Variables.HTTPS_PROXY', variables({ HTTPS_PROXY: 'https://theirs.example.com' })],
  ['Environment.Variables.NODE_EXTRA_CA_CERTS', variables({ NODE_EXTRA_CA_CERTS: '/opt/ca.pem' })],
  ['Environment.Variables.anything', variables({ anything: 'x' })],
  ['Environment', { Environment: { Variables: 'x' } }],
  ['Handler', { Handler: 'other.handler' }],
  ['Runtime', { Runtime: 'provided.al2023' }],
  ['PackageType', { PackageType: 'Image' }],
  ['ImageConfig', { ImageConfig: { Command: ['x'] } }],
  ['FileSystemConfigs', { FileSystemConfigs: [{ Arn: 'x', LocalMountPath: '/mnt/x' }] }],
  ['CapacityProviderConfig', { CapacityProviderConfig: { LambdaManagedInstancesCapacityProviderConfig: {} } }],
  ['NextYear', { NextYear: { Anything: 'x' } }],
  ['Code.S3ObjectVersion', { Code: { S3Bucket: BUCKET, S3Key: 'ours.zip', S3ObjectVersion: 'former' } }],
  ['Code', { Code: { S3Bucket: 'cdk-hnb659fds-assets-999999999999-eu-west-1', S3Key: 'ours.zip' } }],
])('%s of a handler or of the framework destroys, as unknown code does', (name, properties) => {
  const expected = expect.objectContaining({ level: 'destroys', reason: expect.stringContaining(`By ${name} a function`) });
  // Code in a bucket of somebody else is unknown besides.
  expect(after(properties).filter(({ headline }) => !headline.endsWith('runs unknown code'))).toEqual([expected]);
  const head = organizationOf(withProperties('OnEvent', properties));
  expect(told(head, head)).toEqual([]);
  // Its removal is a change like others.
  expect(told(head, base).map(({ level }) => level)).not.toContain('destroys');
  const ofFramework = { Framework: { ...PROVIDER.Framework, Properties: { ...PROVIDER.Framework.Properties as object, ...properties } } };
  expect(told(base, organizationOf({ ...PROVIDER, ...ofFramework })).filter(({ level, headline }) => level === 'destroys' && !headline.endsWith('runs unknown code'))).toHaveLength(1);
  // Of any other function it does what its code does.
  const report = (more: object) => organizationOf({ ...PROVIDER, Own: PROVIDER.Role, Report: lambda('report.zip', 'x', 'Own', more) });
  expect(told(report({}), report(properties)).map(({ level }) => level)).not.toContain('destroys');
});

test.each<[string, object]>([
  ['Code.ImageUri', { Code: { ImageUri: '999999999999.dkr.ecr.eu-west-1.amazonaws.com/x:1' }, PackageType: 'Image' }], ['Code.ZipFile', { Code: { ZipFile: 'exports.onEvent = 1' } }],
])('%s is unknown code', (_, properties) => {
  expect(after(properties).map(({ headline }) => headline)).toContainEqual(expect.stringMatching(/runs unknown code$/));
});

test.each<[string, object]>([
  ['MemorySize', { MemorySize: 512 }], ['Timeout', { Timeout: 9 }], ['Description', { Description: 'x' }], ['Role', { Role: 'arn:aws:iam::111122223333:role/x' }],
  ['Runtime', { Runtime: 'nodejs26.x' }], ['Handler', { Handler: 'index.isComplete' }], ['VpcConfig', { VpcConfig: { SubnetIds: ['x'] } }],
  ['LoggingConfig', { LoggingConfig: { LogGroup: 'x' } }], ['SnapStart', { SnapStart: { ApplyOn: 'None' } }], ['CodeSigningConfigArn', { CodeSigningConfigArn: 'x' }],
  ['RuntimeManagementConfig', { RuntimeManagementConfig: { UpdateRuntimeOn: 'Auto' } }], ['TracingConfig', { TracingConfig: { Mode: 'Active' } }], ['Layers', { Layers: [] }],
  ['SERVED_STACKS', { Environment: { Variables: { SERVED_STACKS: 'Org,Other' } } }], ['LOG_EMAIL_ADDRESSES', variables({ LOG_EMAIL_ADDRESSES: 'true' })],
])('%s of a handler loosens, as it does not replace its code', (_, properties) => {
  expect(after(properties).map(({ level }) => level)).toEqual(['loosens']);
});

test('each property of a function in the data about resource types has a decision; decide about a new one in function-settings.ts', () => {
  const [{ properties }] = loadAwsServiceSpecSync().lookup('resource', 'cloudFormationType', 'equals', 'AWS::Lambda::Function');
  expect(Object.keys(FUNCTION_SETTINGS).sort()).toEqual(Object.keys(properties).sort());
});

describe('a function that begins to handle resources', () => {
  const layers = { Layers: ['arn:aws:lambda:eu-west-1:999999999999:layer:x:1'] };
  const serving = (logicalId: string) => ({ Organization: { ...PROVIDER.Organization, Properties: { FeatureSet: 'ALL', ServiceToken: { 'Fn::GetAtt': [logicalId, 'Arn'] } } } });
  const worst = (all: readonly Told[]) => all.filter(({ level }) => level === 'destroys').map(({ headline }) => headline);

  test('destroys if its code was deployed for something else', () => {
    const own = { Own: PROVIDER.Role, Report: lambda('report.zip', 'x.y', 'Own') };
    expect(worst(told(organizationOf({ ...PROVIDER, ...own }), organizationOf({ ...PROVIDER, ...own, ...serving('Report') }))))
      .toEqual(['Lambda function Report of stack Org runs unknown code', 'Lambda function Report of stack Org: setting Handler added']);
  });

  test('destroys if it has a layer already', () => {
    const own = { Own: PROVIDER.Role, Report: lambda('ours.zip', 'index.onEvent', 'Own', layers) };
    expect(worst(told(organizationOf({ ...PROVIDER, ...own }), organizationOf({ ...PROVIDER, ...own, ...serving('Report') }))))
      .toEqual(['Lambda function Report of stack Org: setting Layers added']);
  });

  test('destroys if it gets the role of the handlers and has a layer or unknown code already', () => {
    const of = (role: string) => organizationOf({ ...PROVIDER, Own: PROVIDER.Role, Report: lambda('report.zip', 'index.onEvent', role), Layered: lambda('ours.zip', 'index.onEvent', role, layers) });
    expect(worst(told(of('Own'), of('Role')))).toEqual([
      'Lambda function Report of stack Org runs unknown code', 'Lambda function Layered of stack Org: setting Layers added, setting Role changed',
    ]);
  });

  test('destroys if it is new and has a layer, or its code lies in a bucket of somebody else', () => {
    const stranger = { Code: { S3Bucket: 'cdk-hnb659fds-assets-999999999999-eu-west-1', S3Key: 'ours.zip' } };
    for (const more of [layers, stranger]) {
      const head = organizationOf({ ...PROVIDER, New: lambda('ours.zip', 'index.onEvent', 'Role', more), ...serving('New') });
      expect(worst(told(base, head))).toEqual([...more === stranger ? ['Lambda function New of stack Org runs unknown code'] : [], 'Lambda function New of stack Org is new']);
    }
    const own = { Code: { S3Bucket: OTHER_BUCKET, S3Key: 'ours.zip' } };
    expect(worst(told(base, organizationOf({ ...PROVIDER, New: lambda('ours.zip', 'index.onEvent', 'Role', own), ...serving('New') })))).toEqual([]);
  });

  test('of the framework instead of a handler, and a handler instead of the framework, run unknown code unless the package vouches for it', () => {
    const code = (key: string) => ({ Code: { S3Bucket: BUCKET, S3Key: key } });
    const mine = organizationOf({ ...PROVIDER, Framework: lambda('other.zip', 'framework.onEvent', 'FrameworkRole', { Environment: (PROVIDER.Framework.Properties as { Environment: object }).Environment }) });
    const [swapped] = [told(mine, organizationOf({ ...withProperties('OnEvent', code('other.zip')), Framework: PROVIDER.Framework }))];
    expect(worst(swapped)).toEqual(['Lambda function OnEvent of stack Org runs unknown code']);
    expect(worst(told(organizationOf(withProperties('Timeout', code('other.zip'))), organizationOf(withProperties('Complete', code('other.zip')))))).toEqual([]);
  });
});

test('the code of a function that the role of a handler mentions is not deployed code of a handler', () => {
  const role = { ...PROVIDER.Role, Properties: { Policies: [{ PolicyName: 'P', PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: { 'Fn::GetAtt': ['Report', 'Arn'] } }] } }] } };
  const resources = { ...PROVIDER, Role: role, Own: PROVIDER.Role, Report: lambda('report.zip', 'x', 'Own') };
  const moved = { ...resources, IsComplete: lambda('report.zip', 'index.isComplete', 'Role') };
  expect(told(organizationOf(resources), organizationOf(moved)).map(({ headline }) => headline)).toContain('Lambda function IsComplete of stack Org runs unknown code');
});

test('a deployment to a live organization without the deployed code reports settings that replace code', () => {
  const head = organizationOf(withProperties('OnEvent', variables({ NODE_OPTIONS: '-r /opt/x' })));
  const { code: _code, ...live } = base;
  const review = reviewOfDeployment(live, head, undefined, { knownCode: { handlers: DIGESTS.get('ours.zip')!, framework: [DIGESTS.get('framework.zip')!] } });
  const privileged = review.changes.flatMap((change, index) => (change.kind === 'privilegedSettingsChanged' ? [{ change, risk: review.risks.find((each) => each.change === index)?.level }] : []));
  expect(privileged).toEqual([{ change: expect.objectContaining({ replacesCode: ['Environment.Variables.NODE_OPTIONS'] }), risk: 'destroys' }]);
});

test('the functions of this package and of the installed framework have no setting that replaces code, with any options of the provider', () => {
  const bare = synthesized();
  for (const edit of [{ logEmailAddresses: true, servedStacks: ['Other'] }, { delegatedPolicyTypes: ['TAG_POLICY'] }]) {
    const head = synthesized(({ app, stack }) => { new OrganizationsProvider(edit.delegatedPolicyTypes ? new (stack.constructor as new (...of: unknown[]) => typeof stack)(app, 'Member') : stack, 'More', edit); });
    const review = reviewOf(bare, head);
    expect(review.changes.filter((change) => 'replacesCode' in change)).toEqual([]);
    expect(review.changes.filter(({ kind }) => kind === 'privilegedResourceAdded').length).toBeGreaterThan(5);
  }
});
