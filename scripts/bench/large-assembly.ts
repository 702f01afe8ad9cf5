/** A cloud assembly as the CDK writes it for a large organization: accounts in several stacks, with other resources beside them. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ResourceType } from '../../src/contract';

const STACKS = 25;
const ACCOUNTS_IN_STACK = 400;
const TOPICS_IN_STACK = 100;
const [ACCOUNT_ID, REGION] = ['111111111111', 'us-east-1'];
const SERVICE_TOKEN = `arn:aws:lambda:${REGION}:${ACCOUNT_ID}:function:provider`;
const BUCKET = `cdk-hnb659fds-assets-${ACCOUNT_ID}-${REGION}`;

interface Resource {
  readonly Type: string;
  readonly Properties: object;
  readonly DeletionPolicy?: string;
}

function resourcesOf(stack: number, changed: boolean): Record<string, Resource> {
  const resources: Record<string, Resource> = stack > 0 ? {} : {
    Organization: { Type: ResourceType.ORGANIZATION, Properties: { ServiceToken: SERVICE_TOKEN, FeatureSet: 'ALL' } },
  };
  for (let index = 0; index < TOPICS_IN_STACK; index++) resources[`Topic${index}`] = { Type: 'AWS::SNS::Topic', Properties: { DisplayName: `topic-${index}` } };
  for (let index = stack * ACCOUNTS_IN_STACK; index < (stack + 1) * ACCOUNTS_IN_STACK; index++) {
    const isOther = changed && index === STACKS * ACCOUNTS_IN_STACK / 2;
    resources[`Account${index}`] = {
      Type: ResourceType.ACCOUNT,
      Properties: {
        ServiceToken: SERVICE_TOKEN,
        ParentId: 'r-ab12',
        AccountName: `account-${index}`,
        Email: `account-${index}@example.com`,
        Tags: [{ Key: 'team', Value: `${index}${isOther ? '-other' : ''}` }],
      },
      DeletionPolicy: 'Retain',
    };
  }
  return resources;
}

/** Writes the assembly into a new folder. @param changed whether one account has another tag */
export function writeLargeAssembly(directory: string, changed: boolean): void {
  mkdirSync(directory);
  const artifacts: Record<string, object> = {};
  for (let stack = 0; stack < STACKS; stack++) {
    const name = `Accounts${stack}`;
    const text = JSON.stringify({ Resources: resourcesOf(stack, changed) }, undefined, 1);
    const hash = createHash('sha256').update(text).digest('hex');
    const destinations = { here: { bucketName: BUCKET, objectKey: `${hash}.json`, region: REGION } };
    const files = { [hash]: { source: { path: `${name}.template.json`, packaging: 'file' }, destinations } };
    writeFileSync(join(directory, `${name}.template.json`), text);
    writeFileSync(join(directory, `${name}.assets.json`), JSON.stringify({ version: '48.0.0', files }));
    artifacts[`${name}.assets`] = { type: 'cdk:asset-manifest', properties: { file: `${name}.assets.json` } };
    artifacts[name] = {
      type: 'aws:cloudformation:stack',
      environment: `aws://${ACCOUNT_ID}/${REGION}`,
      dependencies: [`${name}.assets`],
      properties: { templateFile: `${name}.template.json`, stackTemplateAssetObjectUrl: `s3://${BUCKET}/${hash}.json` },
    };
  }
  writeFileSync(join(directory, 'manifest.json'), JSON.stringify({ version: '48.0.0', artifacts }));
}
