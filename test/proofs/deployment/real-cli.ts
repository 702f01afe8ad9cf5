import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { CloudFormationClient, CreateStackCommand, DescribeStacksCommand, GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import { MANAGEMENT_ACCOUNT, REGION } from './seeds';
import { contentOf } from './zip-tree';
import { type Moto, startMoto } from '../second-opinion/moto';

const CLI = join(dirname(createRequire(__filename).resolve('aws-cdk/package.json')), 'bin', 'cdk');

const TOOLKIT_STACK = 'CDKToolkit';

/** A stack that moto has. */
export interface MotoStack {
  readonly name: string;
  readonly template: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

/** The credentials of an account. moto knows the account of a role that was assumed by its key. */
interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Those of no account that is known. moto lets them assume any role. */
const NOBODY: Credentials = { accessKeyId: 'AKIAMOTO', secretAccessKey: 'moto' };

/** The CDK CLI of the same release as the recorder's library, deploying to the CloudFormation, Amazon S3 and IAM of moto. */
export class RealCli {
  static async start(folder: string): Promise<RealCli> {
    return new RealCli(await startMoto({ extra: 'cloudformation' }), folder);
  }

  private constructor(private readonly moto: Moto, private readonly folder: string) {}

  stop(): void {
    this.moto.stop();
  }

  /** Forgets everything, and then bootstraps environments: what a deployment needs of `cdk bootstrap`. */
  async reset(environments: readonly { readonly account: string; readonly region: string }[]): Promise<void> {
    await fetch(`${this.moto.endpoint}/moto-api/reset`, { method: 'POST' });
    for (const { account, region } of environments) {
      await this.putBucket(`cdk-hnb659fds-assets-${account}-${region}`, account);
      await this.request('ssm', await this.credentialsOf(account), region, '/', {
        method: 'POST',
        headers: { 'x-amz-target': 'AmazonSSM.PutParameter', 'content-type': 'application/x-amz-json-1.1' },
        body: JSON.stringify({ Name: '/cdk-bootstrap/hnb659fds/version', Value: '29', Type: 'String' }),
      });
      const TemplateBody = JSON.stringify(toolkitStack(`cdk-hnb659fds-assets-${account}-${region}`, region));
      const create = new CreateStackCommand({ StackName: TOOLKIT_STACK, TemplateBody });
      await this.cloudFormation(account, region, (client) => client.send(create));
    }
  }

  async putBucket(bucket: string, account: string): Promise<void> {
    await this.request('s3', await this.credentialsOf(account), 'us-east-1', `/${bucket}`, { method: 'PUT' });
  }

  async putObject(bucket: string, key: string, body: string, account: string): Promise<void> {
    await this.request('s3', await this.credentialsOf(account), 'us-east-1', `/${bucket}/${key}`, { method: 'PUT', body });
  }

  /** The digests of the objects of a bucket by their keys, see `contentOf`. */
  async objects(bucket: string, account: string): Promise<Record<string, string>> {
    const credentials = await this.credentialsOf(account);
    const list = await (await this.request('s3', credentials, 'us-east-1', `/${bucket}?list-type=2`)).text();
    const found: Record<string, string> = {};
    for (const [, key] of list.matchAll(/<Key>([^<]*)<\/Key>/g)) {
      const object = await this.request('s3', credentials, 'us-east-1', `/${bucket}/${encodeURI(key)}`);
      found[key] = contentOf(Buffer.from(await object.arrayBuffer()));
    }
    return found;
  }

  /** The stacks of an environment, without that of `cdk bootstrap`. */
  async stacks(account: string, region: string): Promise<MotoStack[]> {
    return this.cloudFormation(account, region, async (client) => {
      const { Stacks = [] } = await client.send(new DescribeStacksCommand({}));
      const found = Stacks.filter(({ StackName, StackStatus }) => StackStatus !== 'REVIEW_IN_PROGRESS' && StackName !== TOOLKIT_STACK);
      return Promise.all(found.map(async ({ StackName, Parameters = [], Tags = [] }) => ({
        name: StackName!,
        template: (await client.send(new GetTemplateCommand({ StackName }))).TemplateBody!,
        parameters: Object.fromEntries(Parameters.map((each) => [each.ParameterKey!, each.ParameterValue!])),
        tags: Object.fromEntries(Tags.map((each) => [each.Key!, each.Value!])),
      })));
    });
  }

  private async cloudFormation<T>(account: string, region: string, work: (client: CloudFormationClient) => Promise<T>): Promise<T> {
    const client = new CloudFormationClient({ endpoint: this.moto.endpoint, region, credentials: await this.credentialsOf(account) });
    try {
      return await work(client);
    } finally {
      client.destroy();
    }
  }

  /** Runs `cdk deploy`. @returns its output; `status` is its exit code */
  async deploy(directory: string, ...args: string[]): Promise<{ readonly status: number | null; readonly output: string }> {
    mkdirSync(this.folder, { recursive: true });
    const options = ['--app', directory, '--force', '--require-approval', 'never', '--no-notices', '--progress', 'events', '--output', directory];
    const child = spawn(process.execPath, [CLI, 'deploy', ...options, ...args], { cwd: this.folder, env: this.variables(await this.credentialsOf(MANAGEMENT_ACCOUNT)) });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data));
    const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
    return { status, output };
  }

  private variables({ accessKeyId, secretAccessKey, sessionToken }: Credentials): NodeJS.ProcessEnv {
    return {
      PATH: process.env.PATH,
      HOME: this.folder,
      CDK_HOME: join(this.folder, 'cdk-home'),
      AWS_ENDPOINT_URL: this.moto.endpoint,
      // The address of a template for CloudFormation, which moto reads itself.
      AWS_ENDPOINT_URL_S3_FOR_CLOUDFORMATION: `https://s3.${REGION}.amazonaws.com`,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_SESSION_TOKEN: sessionToken,
      AWS_REGION: REGION,
      AWS_EC2_METADATA_DISABLED: 'true',
      CDK_DISABLE_CLI_TELEMETRY: 'true',
    };
  }

  private async credentialsOf(account: string): Promise<Credentials> {
    const role = `arn:aws:iam::${account}:role/Administrator`;
    const body = new URLSearchParams({ Action: 'AssumeRole', Version: '2011-06-15', RoleArn: role, RoleSessionName: 'test' }).toString();
    const answer = await (await this.request('sts', NOBODY, 'us-east-1', '/', {
      method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body,
    })).text();
    const member = (name: string) => new RegExp(`<${name}>([^<]+)</${name}>`).exec(answer)![1];
    return { accessKeyId: member('AccessKeyId'), secretAccessKey: member('SecretAccessKey'), sessionToken: member('SessionToken') };
  }

  /** moto does not check signatures. */
  private request(service: string, { accessKeyId }: Credentials, region: string, path: string, init: RequestInit = {}): Promise<Response> {
    const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`;
    return fetch(`${this.moto.endpoint}${path}`, { ...init, headers: { ...init.headers, authorization } });
  }
}

/** A stack with the outputs of that of `cdk bootstrap`. */
function toolkitStack(bucket: string, region: string): object {
  const outputs = { BucketName: bucket, BucketDomainName: `${bucket}.s3.${region}.amazonaws.com`, BootstrapVersion: '29' };
  return {
    Resources: { Topic: { Type: 'AWS::SNS::Topic' } },
    Outputs: Object.fromEntries(Object.entries(outputs).map(([name, Value]) => [name, { Value }])),
  };
}
