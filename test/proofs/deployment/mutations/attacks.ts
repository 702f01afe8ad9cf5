import type { Json } from '../assembly-files';
import { artifactsOf, ASSETS, type Mutator, onFileAsset, onResource, onStack, TEMPLATE } from './places';

const FOREIGN_BUCKET = 'somebody-elses-bucket';
const ROLES = [
  'arn:${AWS::Partition}:iam::111111111111:role/cdk-hnb659fds-deploy-role-111111111111-us-east-1', 'arn:aws:iam::111111111111:role/Administrator',
  'arn:aws:iam::222222222222:role/cdk-hnb659fds-deploy-role-222222222222-us-east-1', 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/Other',
];

/** A mutator for each way of attack of which a review has to speak, by its name. The number is that of the attack. */
export const ATTACKS: Readonly<Record<string, Mutator>> = {
  '1 a nested stack from another bucket': onResource(isNestedStack, (resource) => {
    const text = JSON.stringify(resource.Properties.TemplateURL);
    const changed = text.replace(/cdk-[a-z0-9]+-assets-\d+-[a-z0-9-]+|cdk-[a-z0-9]+-assets-\$\{[^"]*?\}-\$\{[^"]*?\}/, FOREIGN_BUCKET);
    if (changed === text) return undefined;
    resource.Properties.TemplateURL = JSON.parse(changed);
    return 'another bucket with the same key';
  }),
  '1 a nested stack behind a condition': onResource(isNestedStack, (resource, _draw, template) => {
    template.Conditions = { ...template.Conditions, Always: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, { Ref: 'AWS::Region' }] } };
    const { TemplateURL: before } = resource.Properties;
    resource.Properties.TemplateURL = { 'Fn::If': ['Always', `https://${FOREIGN_BUCKET}.s3.amazonaws.com/any.json`, before] };
    return 'a condition that always leads elsewhere';
  }),
  '2 the template at another address': onStack(({ properties }, draw) => {
    const url = properties.stackTemplateAssetObjectUrl as string | undefined;
    if (url === undefined) return undefined;
    const [, bucket, key] = /^s3:\/\/([^/]+)\/(.*)$/.exec(url)!;
    properties.stackTemplateAssetObjectUrl = draw.of([
      `https://example.com/${key}`, `s3://${FOREIGN_BUCKET}/${key}`, `s3://${bucket}/elsewhere/${key}`, `https://${bucket}.s3.amazonaws.com.example.com/${key}`,
      `s3://${bucket}//${key}`, `https://s3.us-east-1.amazonaws.com/${FOREIGN_BUCKET}/${key}`, `s3://${bucket}/${key}?versionId=1`, `x s3://${FOREIGN_BUCKET}/${key}`,
    ]);
    return `the template comes from ${properties.stackTemplateAssetObjectUrl}`;
  }),
  '3 a reference becomes its look-alike': onResource(({ Type }) => /^Custom::Organizations/.test(Type), (resource, draw, template) => {
    const places = placesOf(resource.Properties, (value) => typeof value === 'object' && value !== null && ('Ref' in value || 'Fn::GetAtt' in value));
    if (places.length === 0) return undefined;
    const { parent, key } = draw.of(places);
    const reference = parent[key].Ref ?? parent[key]['Fn::GetAtt'][0];
    const stacks = ['Org', 'Tools', 'Prod/Org', 'organization'];
    parent[key] = draw.of([`\${${draw.of(stacks)}.${reference}}`, `\${${reference}}`, String(reference)]);
    return `the text ${parent[key]} instead of a reference (${Object.keys(template.Resources).length} resources)`;
  }),
  '4 another environment': onStack((artifact, draw) => {
    artifact.environment = draw.of([
      'aws://222222222222/us-east-1', 'aws://222222222222/eu-west-1', 'aws://unknown-account/unknown-region', 'aws://111111111111/eu-west-1', 'aws://333333333333/us-east-1',
    ]);
    if (draw.chance(0.5)) artifact.properties.assumeRoleArn = draw.of(ROLES);
    return `${artifact.environment} with ${artifact.properties.assumeRoleArn}`;
  }),
  '4 another role': onStack(({ properties }, draw) => {
    const name = draw.of(['assumeRoleArn', 'cloudFormationExecutionRoleArn']);
    properties[name] = draw.of([...ROLES, undefined]);
    return `${name} is ${properties[name]}`;
  }),
  '4 a role that is assumed in another way': onStack(({ properties }, draw) => {
    if (draw.chance(0.5)) properties.assumeRoleExternalId = 'other';
    else properties.assumeRoleAdditionalOptions = draw.of([{ Tags: [{ Key: 'a', Value: 'b' }] }, { PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/AdministratorAccess' }] }]);
    return 'external ID or session tags';
  }),
  '5 a packed folder beside the folder': (files, draw) => {
    const zips = files.paths(ASSETS).flatMap((path) => Object.entries<Json>(files.json(path).files ?? {}).filter(([, { source }]) => source.packaging === 'zip').map(([id]) => ({ path, id })));
    if (zips.length === 0) return undefined;
    const { path, id } = draw.of(zips);
    const folder = path.includes('/') ? `${path.slice(0, path.lastIndexOf('/'))}/` : '';
    files.put(`${folder}.cache/${id}.zip`, `other code ${draw.below(1_000)}`);
    return `.cache/${id.slice(0, 8)}.zip holds other code`;
  },
  '5 other code under the same key': (files, draw) => {
    const [path] = [draw.of(files.paths(/(^|\/)asset\.[^/]+\/./))];
    if (path === undefined) return undefined;
    files.put(path, `// other code ${draw.below(1_000)}\n`);
    return `${path.slice(0, 16)} has other contents`;
  },
  '5 two contents for one key': onFileAsset(({ destinations }, draw, _id, manifest) => {
    const others = Object.values<Json>(manifest.files).flatMap((asset) => Object.values<Json>(asset.destinations));
    const [mine] = Object.values<Json>(destinations);
    const other = draw.of(others);
    mine.objectKey = other.objectKey;
    return `published as ${other.objectKey.slice(0, 8)}`;
  }),
  '5 a key with placeholders': onFileAsset(({ destinations }, draw, _id, manifest) => {
    const [, second] = Object.values<Json>(manifest.files).flatMap((asset) => Object.values<Json>(asset.destinations));
    const [mine] = Object.values<Json>(destinations);
    const key: string = (draw.chance(0.5) ? second ?? mine : mine).objectKey;
    mine.objectKey = draw.of([`\${AWS::Region}/${key}`, key.replace(/1/g, '1'), `${key.slice(0, 3)}\${AWS::Partition}${key.slice(3)}`, `../${key}`]);
    return `the key is ${mine.objectKey}`;
  }),
  '5 another source': onFileAsset((asset, draw, id, manifest) => {
    const others = Object.entries<Json>(manifest.files).filter(([other]) => other !== id).map(([, { source }]) => source.path);
    asset.source.path = draw.of([...others, '../outside', '/etc/hostname', '.', 'manifest.json']);
    return `it comes from ${asset.source.path}`;
  }),
  '5 another bucket or role for an asset': onFileAsset(({ destinations }, draw) => {
    const [mine] = Object.values<Json>(destinations);
    const name = draw.of(['bucketName', 'assumeRoleArn', 'region', 'assumeRoleExternalId']);
    mine[name] = { bucketName: FOREIGN_BUCKET, assumeRoleArn: draw.of(ROLES), region: 'eu-central-1', assumeRoleExternalId: 'other' }[name];
    return `${name} is ${mine[name]}`;
  }),
  '5 one more destination': onFileAsset((asset, draw) => {
    const [mine] = Object.values<Json>(asset.destinations);
    asset.destinations.more = { ...mine, ...draw.of([{ bucketName: FOREIGN_BUCKET }, { objectKey: 'somebody/elses/object.json' }, { bucketName: 'cdk-hnb659fds-assets-111111111111-eu-west-1' }]) };
    return 'it is published a second time';
  }),
  '6 a command for an asset': onFileAsset((asset, draw) => {
    const { path } = asset.source;
    asset.source = draw.of([{ executable: ['sh', '-c', 'env'] }, { executable: ['sh', '-c', 'env'], path, packaging: 'zip' }]);
    return 'a command writes it';
  }),
  '6 a container image': onFileAsset((asset, draw, id, manifest) => {
    const [mine] = Object.values<Json>(asset.destinations);
    manifest.dockerImages = {
      [`image${id.slice(0, 8)}`]: {
        source: draw.of<Json>([{ directory: '.' }, { executable: ['sh', '-c', 'env'] }, { directory: '.', dockerBuildArgs: { A: 'b' } }]),
        destinations: { here: { repositoryName: 'images', imageTag: 'one', region: mine.region, assumeRoleArn: mine.assumeRoleArn } },
      },
    };
    return 'an image is built';
  }),
  '7 a parameter from legacy metadata': onStack((artifact, draw, id) => {
    const metadata = { path: artifact.properties.templateFile, id: 'any', packaging: 'file', sourceHash: draw.of(['attacked', 'b'.repeat(64)]), s3BucketParameter: 'B', s3KeyParameter: 'K', artifactHashParameter: draw.of(['Suffix', 'BootstrapVersion']) };
    artifact.metadata = { ...artifact.metadata, [`/${id}`]: [{ type: 'aws:cdk:asset', data: { ...metadata, s3BucketParameter: metadata.artifactHashParameter, s3KeyParameter: metadata.artifactHashParameter } }] };
    return `${metadata.artifactHashParameter} is set`;
  }),
  '7 another default of a parameter': (files, draw) => {
    const paths = files.paths(TEMPLATE).filter((path) => files.json(path).Parameters?.Suffix !== undefined);
    if (paths.length === 0) return undefined;
    const path = draw.of(paths);
    return files.edit(path, ({ Parameters }) => { Parameters.Suffix.Default = draw.of(['other', '', 'x']); return `the default of Suffix is "${Parameters.Suffix.Default}"`; });
  },
  '7 a parameter in the manifest': onStack(({ properties }, draw) => {
    properties.parameters = draw.of([{ Suffix: 'attacked' }, { Suffix: 'attacked', More: 'x' }, { BootstrapVersion: '/other' }]);
    return JSON.stringify(properties.parameters);
  }),
  '10 the name of another stack': (files, draw) => {
    const stacks = artifactsOf(files, ({ type }) => type === 'aws:cloudformation:stack');
    const { manifest, id } = draw.of(stacks);
    const other = draw.of(stacks);
    const { artifacts } = files.json(other.manifest);
    const name = draw.of([artifacts[other.id].properties.stackName ?? other.id, 'CDKToolkit', 'Other']);
    return files.edit(manifest, (value) => { value.artifacts[id].properties.stackName = name; return `${id} is called ${name}`; });
  },
  '10 a new stack': (files, draw) => {
    const { manifest, id } = draw.of(artifactsOf(files, ({ type }) => type === 'aws:cloudformation:stack'));
    const folder = manifest.slice(0, -'manifest.json'.length);
    files.put(`${folder}New.template.json`, JSON.stringify({ Resources: { Topic: { Type: draw.of(['AWS::SNS::Topic', 'AWS::IAM::User', 'AWS::EC2::Instance']), Properties: {} } } }));
    return files.edit(manifest, ({ artifacts }) => {
      const { stackTemplateAssetObjectUrl, ...properties } = artifacts[id].properties;
      artifacts.New = { ...artifacts[id], displayName: 'New', dependencies: [], properties: { ...properties, templateFile: 'New.template.json', stackName: draw.of(['New', 'CDKToolkit']) } };
      return `a stack like ${id}, called ${artifacts.New.properties.stackName}`;
    });
  },
  '10 a stack without resources': (files, draw) => {
    const path = draw.of(files.paths(TEMPLATE));
    files.put(path, JSON.stringify({ Resources: {} }));
    return `${path} is empty, so that the stack is deleted`;
  },
};

function isNestedStack({ Type }: Json): boolean {
  return Type === 'AWS::CloudFormation::Stack';
}

/** The places of values in a value that a filter accepts. */
export function placesOf(value: Json, isWanted: (value: Json) => boolean): { readonly parent: Json; readonly key: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value)
    .flatMap((key) => [...(isWanted(value[key]) ? [{ parent: value, key }] : []), ...placesOf(value[key], isWanted)]);
}
