import { createHash } from 'node:crypto';
import { answerError, answerTo, ServiceError } from './answers';
import { CloudFormation, type StackCall } from './cloudformation';
import { type Answer, type Call, readCall, type SignedRequest } from './requests';
import { type DeployedStack, type Identity, objectKey, stackKey, World } from './world';

/** An object that was written. */
export interface ObjectCall {
  readonly identity: Identity;
  readonly region: string;
  readonly bucket: string;
  readonly key: string;
  readonly bytes: Buffer;
}

/** A writing call of any other kind. */
export interface OtherCall {
  readonly identity: Identity;
  readonly region: string;
  readonly service: string;
  readonly operation: string;
  readonly input: Call['input'];
}

/** A writing call of one of the services. */
export type Happening =
  | ({ readonly kind: 'stack' } & StackCall)
  | ({ readonly kind: 'object' } & ObjectCall)
  | ({ readonly kind: 'other' } & OtherCall);

type Output = Readonly<Record<string, unknown>>;

/** The credentials with which a deployment begins in an account. */
export function baseCredentials(accountId: string) {
  return { accessKeyId: `ASIA${accountId}`, secretAccessKey: 'secret', sessionToken: 'token' };
}

/** A role's ARN. */
const ROLE = /^arn:[^:]*:iam::(\d{12}):role\/.+$/;

/** Calls that only read, or whose effect is seen elsewhere. */
const READING = /^(Describe|Get|List|Head|Batch(?!Delete))/;

/** The services of AWS that a deployment calls. Any role may be assumed, any bucket exists, and every environment is bootstrapped. */
export class FakeAws {
  readonly happenings: Happening[] = [];
  private readonly identities = new Map<string, Identity>();
  private readonly stacks: Map<string, DeployedStack>;
  private readonly objects: Map<string, Buffer>;
  private readonly uploads = new Map<string, Map<number, Buffer>>();
  private readonly cloudFormation: CloudFormation;

  /** @param accountId the account of the credentials with which a deployment begins */
  constructor(private readonly accountId: string, world = new World()) {
    this.stacks = new Map(world.stacks);
    this.objects = new Map(world.objects);
    this.identities.set(baseCredentials(accountId).accessKeyId, { accountId });
    const { stacks, objects } = this;
    this.cloudFormation = new CloudFormation({ stacks, objects }, (call) => this.happenings.push({ kind: 'stack', ...call }));
  }

  /** The stacks and objects of now, as a value. */
  world(): World {
    return new World(new Map(this.stacks), new Map(this.objects));
  }

  stackOf({ identity, region, stackName }: Pick<StackCall, 'identity' | 'region' | 'stackName'>): DeployedStack | undefined {
    return this.stacks.get(stackKey(identity.accountId, region, stackName));
  }

  /** Answers a request of an SDK client. */
  handle(request: SignedRequest): Answer {
    const call = readCall(request);
    try {
      return answerTo(call, this.output(call));
    } catch (error) {
      if (error instanceof ServiceError) return answerError(call.service, error);
      throw error;
    }
  }

  private output(call: Call): Output {
    const identity = this.identities.get(call.accessKeyId) ?? { accountId: this.accountId };
    switch (call.service) {
      case 'sts': return this.sts(call, identity);
      case 'cloudformation': this.bootstrap(identity.accountId, call.region); return this.cloudFormation.answer(call, identity);
      case 's3': return this.s3(call, identity);
      case 'ssm': return call.operation === 'GetParameter' ? { Parameter: { Name: call.input.Name, Value: '29' } } : this.other(call, identity);
      default: return this.other(call, identity);
    }
  }

  /** Reading calls that have no answer of their own find nothing. */
  private other({ service, operation, input, region }: Call, identity: Identity): Output {
    if (!READING.test(operation)) this.happenings.push({ kind: 'other', identity, region, service, operation, input });
    if (operation === 'DescribeRepositories' || operation === 'CreateRepository') {
      const { repositoryName, repositoryNames } = input as { repositoryName?: string; repositoryNames?: string[] };
      const name = repositoryName ?? repositoryNames?.[0];
      const repository = { repositoryName: name, repositoryUri: `${identity.accountId}.dkr.ecr.${region}.amazonaws.com/${name}` };
      return operation === 'CreateRepository' ? { repository } : { repositories: [repository] };
    }
    if (operation === 'GetAuthorizationToken') {
      return { authorizationData: [{ authorizationToken: Buffer.from('AWS:token').toString('base64'), proxyEndpoint: `https://${identity.accountId}.dkr.ecr.${region}.amazonaws.com` }] };
    }
    if (operation === 'DescribeImages') throw new ServiceError('ImageNotFoundException', 'The image does not exist.');
    return {};
  }

  private sts({ operation, input }: Call, identity: Identity): Output {
    if (operation === 'GetCallerIdentity') {
      return { Account: identity.accountId, Arn: identity.roleArn ?? `arn:aws:iam::${identity.accountId}:root`, UserId: 'any' };
    }
    if (operation !== 'AssumeRole') throw new ServiceError('InvalidAction', `${operation} has no answer here.`);
    const { RoleArn, RoleSessionName, DurationSeconds, ...assumedWith } = input;
    const [, accountId] = ROLE.exec(String(RoleArn)) ?? [];
    if (accountId === undefined) throw new ServiceError('ValidationError', `${RoleArn} is invalid`);
    const accessKeyId = accessKeyOf(String(RoleArn), assumedWith);
    this.identities.set(accessKeyId, { accountId, roleArn: String(RoleArn), assumedWith });
    return {
      Credentials: { AccessKeyId: accessKeyId, SecretAccessKey: 'secret', SessionToken: 'token', Expiration: new Date(Date.now() + 3_600_000) },
      AssumedRoleUser: { Arn: RoleArn, AssumedRoleId: 'any' },
    };
  }

  private s3({ operation, input, region, bytes }: Call, identity: Identity): Output {
    const { Bucket: bucket, Key: key = '' } = input as { Bucket: string; Key?: string };
    const write = (contents: Buffer) => {
      this.happenings.push({ kind: 'object', identity, region, bucket, key, bytes: contents });
      this.objects.set(objectKey(bucket, key), contents);
      return { ETag: '"any"' };
    };
    switch (operation) {
      case 'GetBucketLocation': case 'HeadBucket': return {};
      case 'GetBucketEncryption': throw new ServiceError('ServerSideEncryptionConfigurationNotFoundError', 'There is none.', 404);
      case 'ListObjectsV2': {
        const prefix = String(input.prefix ?? '');
        const contents = this.objects.get(objectKey(bucket, prefix));
        return { KeyCount: contents ? 1 : 0, Contents: contents ? [{ Key: prefix, Size: contents.length }] : [] };
      }
      case 'PutObject': return write(bytes);
      case 'CreateMultipartUpload': this.uploads.set(objectKey(bucket, key), new Map()); return { Bucket: bucket, Key: key, UploadId: 'any' };
      case 'UploadPart': this.uploads.get(objectKey(bucket, key))!.set(Number(input.partNumber), bytes); return { ETag: '"any"' };
      case 'CompleteMultipartUpload': {
        const parts = [...this.uploads.get(objectKey(bucket, key))!].sort(([one], [other]) => one - other).map(([, part]) => part);
        return write(Buffer.concat(parts));
      }
      default: throw new ServiceError('MethodNotAllowed', `${operation} has no answer here.`, 405);
    }
  }

  /** Bootstraps an environment that a deployment calls for the first time. */
  private bootstrap(accountId: string, region: string): void {
    const key = stackKey(accountId, region, 'CDKToolkit');
    if (!this.stacks.has(key)) this.stacks.set(key, bootstrapStack(accountId, region));
  }
}

/** The CDK remembers the account of a key on disk, so that a role always has the same key. */
function accessKeyOf(...role: readonly unknown[]): string {
  return `ASIA${createHash('sha256').update(JSON.stringify(role)).digest('hex').slice(0, 16).toUpperCase()}`;
}

/** The stack of `cdk bootstrap`, with the outputs that a deployment reads. */
function bootstrapStack(accountId: string, region: string): DeployedStack {
  const bucket = `cdk-hnb659fds-assets-${accountId}-${region}`;
  return {
    id: `arn:aws:cloudformation:${region}:${accountId}:stack/CDKToolkit/1`,
    name: 'CDKToolkit',
    status: 'CREATE_COMPLETE',
    template: '{"Resources":{"StagingBucket":{"Type":"AWS::S3::Bucket"}}}',
    parameters: {},
    tags: {},
    notificationArns: [],
    terminationProtection: false,
    outputs: { BucketName: bucket, BucketDomainName: `${bucket}.s3.${region}.amazonaws.com`, BootstrapVersion: '29', ImageRepositoryName: 'images' },
  };
}
