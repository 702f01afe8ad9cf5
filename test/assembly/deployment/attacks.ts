import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import type { AssemblyCopy } from './attacked-app';

export const BUCKET = 'cdk-hnb659fds-assets-111122223333-us-east-1';
export const KEY = 'a'.repeat(64);
const HIDDEN = JSON.stringify({ Resources: { User: { Type: 'AWS::IAM::User' } } });
export const role = (account: string, name: string) => `arn:aws:iam::${account}:role/${name}`;

function nestedOf(head: AssemblyCopy): any {
  return Object.values<any>(head.json('Org.template.json').Resources).find(({ Type }) => Type === 'AWS::CloudFormation::Stack');
}

/** Gives the nested stack another address. */
function withAddress(head: AssemblyCopy, address: (former: any) => unknown): void {
  head.template('Org', ({ Resources }) => {
    const nested = Object.values<any>(Resources).find(({ Type }) => Type === 'AWS::CloudFormation::Stack');
    nested.Properties.TemplateURL = address(nested.Properties.TemplateURL);
  });
}

/** The asset of the handlers in the manifest of the stack. */
export function handlerAsset(head: AssemblyCopy): [string, any] {
  return Object.entries<any>(head.json('Org.assets.json').files).find(([, { displayName }]) => /OnEvent\/Code/.test(displayName))!;
}

/** Everything that a gate must not let pass in silence, with what it says of it. */
export const ATTACKS: readonly (readonly [name: string, attack: (head: AssemblyCopy) => void, expected: RegExp])[] = [
  // 1. Nested stacks
  ['a nested stack from another bucket with the same key', (head) => withAddress(head, (url) => JSON.parse(JSON.stringify(url).replace(BUCKET, 'strangers-bucket'))), /Nested stack .* of stack Org is new/],
  ['a nested stack from another host', (head) => withAddress(head, (url) => JSON.parse(JSON.stringify(url).replace('https://s3.us-east-1.', 'https://example.com/s3.us-east-1.'))), /Nested stack .* is new/],
  ['a nested stack whose address a condition chooses', (head) => {
    withAddress(head, (url) => ({ 'Fn::If': ['On', 'https://s3.amazonaws.com/strangers/x.json', url] }));
    head.template('Org', (template) => { template.Conditions = { On: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] } }; });
  }, /Nested stack .* is new/],
  ['a nested stack of another version of the object', (head) => withAddress(head, ({ 'Fn::Join': [, parts] }) => ({ 'Fn::Join': ['', [...parts, '?versionId=x']] })), /Nested stack .* is new/],
  ['another template under the key of a nested stack', (head) => {
    const [, key] = /([0-9a-f]{64}\.json)/.exec(JSON.stringify(nestedOf(head)))!;
    head.write('hidden.json', HIDDEN).publish('Org', 'hidden', { path: 'hidden.json' }, { bucketName: BUCKET, objectKey: key });
  }, /refused: Two assets are published as one object.*\.json/],
  // 2. Templates of stacks
  ['a template from another host', (head) => head.stack('Org', ({ properties }) => { properties.stackTemplateAssetObjectUrl = properties.stackTemplateAssetObjectUrl.replace('s3://', 'https://example.com/'); }),
    /refused: The stack is deployed from another template/],
  ['a template from another bucket', (head) => head.stack('Org', ({ properties }) => { properties.stackTemplateAssetObjectUrl = properties.stackTemplateAssetObjectUrl.replace(BUCKET, 'strangers-bucket'); }),
    /refused: The stack is deployed from another template/],
  ['a template that the address of another stack leads to', (head) => {
    const other = head.json('manifest.json').artifacts.Other.properties.stackTemplateAssetObjectUrl;
    head.stack('Org', ({ properties }) => { properties.stackTemplateAssetObjectUrl = other; });
  }, /refused: The stack is deployed from another template/],
  // 4. Environments and roles
  ['a stack that says another account and deploys with a role of this one', (head) => head.stack('Other', (artifact) => { artifact.environment = 'aws://222222222222/us-east-1'; }),
    /refused: The deploy role is in another account than the stack/],
  ['an environment inside other text', (head) => head.stack('Org', (artifact) => { artifact.environment = 'x aws://222222222222/us-east-1'; }), /refused: The environment of a stack is not/],
  ['a deploy role of another account', (head) => head.stack('Org', ({ properties }) => { properties.assumeRoleArn = role('222222222222', 'x'); }), /refused: The deploy role is in another account/],
  ['an execution role of another account', (head) => head.stack('Org', ({ properties }) => { properties.cloudFormationExecutionRoleArn = role('222222222222', 'x'); }), /refused: The execution role is in another/],
  ['a lookup role of another account', (head) => head.stack('Org', ({ properties }) => { properties.lookupRole.arn = role('222222222222', 'x'); }), /refused: The lookup role is in another/],
  ['another role of the same account', (head) => head.stack('Org', ({ properties }) => { properties.cloudFormationExecutionRoleArn = role('111122223333', 'Administrator'); }),
    /Deployment of stack Org: setting Execution role changed/],
  ['no role, so that the credentials of the job deploy', (head) => head.stack('Org', ({ properties }) => { delete properties.assumeRoleArn; }), /Deployment of stack Org: setting Deploy role\.arn removed/],
  ['session options that name another role', (head) => head.stack('Org', ({ properties }) => { properties.assumeRoleAdditionalOptions = { RoleArn: role('222222222222', 'x') }; }),
    /refused: The options for the deploy role change which role is assumed/],
  ['a session tag', (head) => head.stack('Org', ({ properties }) => { properties.assumeRoleAdditionalOptions = { Tags: [{ Key: 'team', Value: 'x' }] }; }), /Deployment of stack Org: setting Deploy role/],
  ['another Region', (head) => head.stack('Other', (artifact) => { artifact.environment = 'aws://111122223333/eu-west-1'; }), /Deployment of stack Other: setting Region changed|refused/],
  // 5. Contents of assets
  ['a file that is published and that nothing names', (head) => head.write('later.bin', 'x').publish('Other', 'later', { path: 'later.bin' }, { bucketName: BUCKET, objectKey: `${KEY}.zip` }),
    /Deployment of stack Other: setting Published file\..* added/],
  ['a file for the bucket of this stack, published by the stack of another account', (head) => {
    head.write('later.bin', 'x').publish('Other', 'later', { path: 'later.bin' }, { bucketName: BUCKET, objectKey: `${KEY}.zip`, assumeRoleArn: role('111122223333', 'x') });
    head.stack('Other', (artifact) => {
      artifact.environment = 'aws://222222222222/us-east-1';
      artifact.properties = { templateFile: artifact.properties.templateFile };
    });
  }, /Deployment of stack Other: 2 settings added/],
  ['a file that the stack of another account publishes with the account of the credentials in place of a placeholder', (head) => {
    const [place, roleArn] = [BUCKET, role('111122223333', 'x')].map((text) => text.replace('111122223333', '${AWS::AccountId}'));
    head.write('later.bin', 'x').publish('Other', 'later', { path: 'later.bin' }, { bucketName: place, objectKey: `${KEY}.zip`, assumeRoleArn: roleArn });
    head.stack('Other', (artifact) => {
      artifact.environment = 'aws://222222222222/us-east-1';
      artifact.properties = { templateFile: artifact.properties.templateFile };
    });
  }, /Deployment of stack Other: 2 settings added/],
  ['a name of a stack that is no text', (head) => head.stack('Org', ({ properties }) => { properties.stackName = {}; }), /refused: CloudFormation accepts no stack of this name/],
  ['a key that is no text', (head) => head.edit('Org.assets.json', ({ files }) => {
    const [asset] = Object.values<any>(files);
    Object.values<any>(asset.destinations)[0].objectKey = { Ref: 'AWS::AccountId' };
  }), /refused: The destination of an asset has no fixed name/],
  ['two contents for the key of the handlers', (head) => {
    const [, { destinations }] = handlerAsset(head);
    mkdirSync(join(head.folder, 'asset.evil'));
    writeFileSync(join(head.folder, 'asset.evil', 'index.js'), 'evil');
    head.publish('Other', 'evil', { path: 'asset.evil', packaging: 'zip' }, Object.values<object>(destinations)[0]);
  }, /refused: Two assets are published as one object/],
  ['a placeholder in a key', (head) => head.edit('Org.assets.json', ({ files }) => {
    const [asset] = Object.values<any>(files);
    const [destination] = Object.values<any>(asset.destinations);
    destination.objectKey = destination.objectKey.replace(/^/, '${AWS::Region}');
  }), /refused: The destination of an asset has no fixed name/],
  ['two folders with one name of an asset, of which the CDK zips the first', (head) => {
    const [id] = handlerAsset(head);
    mkdirSync(join(head.folder, 'asset.evil'));
    writeFileSync(join(head.folder, 'asset.evil', 'index.js'), 'evil');
    head.publish('Other', id, { path: 'asset.evil', packaging: 'zip' }, { bucketName: BUCKET, objectKey: `${KEY}.zip` });
  }, /refused: Two assets have one name/],
  ['a name of an asset that leads to a zip in the assembly', (head) => head.publish('Other', '../evil', { path: 'Org.template.json', packaging: 'zip' }, { bucketName: BUCKET, objectKey: `${KEY}.zip` }),
    /refused: The name of an asset leads out/],
  ['other contents under a key of the base', (head) => {
    const [, { source }] = handlerAsset(head);
    writeFileSync(join(head.folder, source.path, 'index.js'), 'evil');
  }, /refused: An asset has another content than the base under the same name/],
  ['code in a bucket of somebody else', (head) => head.template('Org', ({ Resources }) => {
    const [handler] = Object.values<any>(Resources).filter(({ Type }) => Type === 'AWS::Lambda::Function');
    handler.Properties.Code.S3Bucket = 'strangers-bucket';
  }), /runs unknown code/],
  // 6. Code that runs where it is deployed
  ['a file that a command makes', (head) => head.publish('Other', 'made', { executable: ['sh', '-c', 'env'] }, { bucketName: BUCKET, objectKey: `${KEY}.zip` }), /refused: A file asset is made by a command/],
  ['an image that is built', (head) => {
    mkdirSync(join(head.folder, 'asset.image'));
    writeFileSync(join(head.folder, 'asset.image', 'Dockerfile'), 'FROM scratch');
    head.edit('Other.assets.json', (manifest) => { manifest.dockerImages = { image: { source: { directory: 'asset.image' }, destinations: { here: { repositoryName: 'r', imageTag: 't' } } } }; });
  }, /refused: A Docker image is built/],
  // 7. Parameters
  ['a parameter that the manifest gives', (head) => head.stack('Org', ({ properties }) => { properties.parameters = { Stage: 'production' }; }), /Deployment of stack Org: setting Parameter in the manifest\.Stage added/],
  ['a parameter that an asset in the metadata fills', (head) => head.stack('Org', (artifact) => {
    artifact.metadata = { '/Org': [{ type: 'aws:cdk:asset', data: { packaging: 'file', path: 'x', id: 'x', sourceHash: 'production', artifactHashParameter: 'Stage' } }] };
  }), /refused: The CDK fills parameters of the stack.*Stage.*DefaultStackSynthesizer/],
  ['the same in a file of metadata', (head) => {
    head.write('more.json', JSON.stringify({ '/Org': [{ type: 'aws:cdk:asset', data: { packaging: 'file', path: 'x', id: 'x', sourceHash: 'production', artifactHashParameter: 'Stage' } }] }));
    head.stack('Org', (artifact) => { artifact.additionalMetadataFile = 'more.json'; });
  }, /refused: The CDK fills parameters of the stack/],
  ['another default of a parameter', (head) => head.template('Org', ({ Parameters }) => { Parameters.Stage.Default = 'production'; }),
    /obstacle: A deployment keeps the value of parameter Stage of stack Org.*\(given: production instead of test\)/],
  // 10. Stacks
  ['two stacks with one name', (head) => head.stack('Other', ({ properties }) => { properties.stackName = 'Org'; }), /refused: Two stacks have one name in one account and Region/],
  ['a new stack', (head) => head.edit('manifest.json', ({ artifacts }) => { artifacts.More = { ...artifacts.Other, properties: { ...artifacts.Other.properties, stackName: 'More' } }; }), /Deployment of stack More is new/],
  ['a new stack with the name of the bootstrap stack', (head) => head.edit('manifest.json', ({ artifacts }) => { artifacts.More = { ...artifacts.Other, properties: { ...artifacts.Other.properties, stackName: 'CDKToolkit' } }; }),
    /Deployment of stack CDKToolkit is new/],
  // The rule of scope
  ['context that is missing', (head) => head.edit('manifest.json', (manifest) => { manifest.missing = [{ key: 'ami:x', provider: 'ami', props: {} }]; }), /refused: The app lacks values from accounts \(context\).*ami:x/],
  ['an artifact of a type that is not known', (head) => head.edit('manifest.json', ({ artifacts }) => { artifacts.X = { type: 'cdk:future' }; }), /refused: .*not known.*cdk:future/],
  ['a property of a stack that is not known', (head) => head.stack('Org', ({ properties }) => { properties.future = true; }), /refused: A stack has properties that are not known.*future/],
  ['a property of an asset that is not known', (head) => head.edit('Org.assets.json', ({ files }) => { Object.values<any>(files)[0].source.future = true; }), /refused: .*not known.*future/],
  ['a stack tag', (head) => head.stack('Org', ({ properties }) => { properties.tags = { team: 'x' }; }), /Deployment of stack Org: setting Tag\.team added/],
  ['a topic that is notified', (head) => head.stack('Org', ({ properties }) => { properties.notificationArns = ['arn:aws:sns:us-east-1:111122223333:x']; }), /setting Notified topics added/],
];
