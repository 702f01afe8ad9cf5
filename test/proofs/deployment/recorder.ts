import { setTimeout as sleep } from 'node:timers/promises';
import { type DeployOptions, StackParameters, Toolkit, type ToolkitOptions } from '@aws-cdk/toolkit-lib';
import { list } from './aws/cloudformation';
import { baseCredentials, FakeAws, type Happening } from './aws/fake-aws';
import { objectAt } from './aws/object-address';
import type { SignedRequest } from './aws/requests';
import { type Identity, objectKey, type World } from './aws/world';
import { isolated } from './isolation';
import type { Sent, SentRole, SentTemplate } from './sent';
import { contentsOf } from './zip-tree';

export interface RecordingOptions {
  /** The account of the credentials with which the deployment begins. */
  readonly accountId: string;
  readonly region: string;
  /** The folder in which the CDK keeps its caches. Several deployments may share it. */
  readonly home: string;
  /** The state before the deployment. */
  readonly world?: World;
  /** The options of `cdk deploy`. The default is what the deploy job of the samples gives. */
  readonly deploy?: DeployOptions;
}

/** The writing calls of a deployment, and the processes that it starts on the machine on which it runs. */
export interface Recording {
  readonly sent: readonly Sent[];
  /** The state afterwards. */
  readonly world: World;
  /** The error with which the deployment ended. */
  readonly error?: Error;
}

/** `cdk deploy --all --force`, with the defaults of the CLI, which are not all those of its library. */
export const DEFAULT_DEPLOY: DeployOptions = {
  deploymentMethod: { method: 'change-set' }, forceDeployment: true, forceAssetPublishing: true, parameters: StackParameters.onlyExisting(),
};

/** The same without change sets and one after the other, which sends the same in fewer calls, and always in the same order. */
export const QUICK_DEPLOY: DeployOptions = { ...DEFAULT_DEPLOY, deploymentMethod: { method: 'direct' }, assetParallelism: false };

/** A deployment that fails does not wait for what it does at the same time. It is given so many milliseconds. */
const SETTLING_MS = 10;

/** Deploys the cloud assembly in a folder as the CDK CLI does, in this process and without a network. */
export async function recordDeployment(directory: string, options: RecordingOptions): Promise<Recording> {
  const aws = new FakeAws(options.accountId, options.world);
  return isolated(options.home, async (processes, crashed) => {
    const toolkit = new Toolkit({ ioHost: SILENT, sdkConfig: { baseCredentials: credentialsOf(aws, options) } });
    let error: Error | undefined;
    try {
      // The CLI deploys an assembly whose context is missing.
      const source = await toolkit.fromAssemblyDirectory(directory, { failOnMissingContext: false });
      await Promise.race([toolkit.deploy(source, options.deploy ?? DEFAULT_DEPLOY), crashed]);
    } catch (thrown) {
      error = thrown as Error;
      await sleep(SETTLING_MS);
    }
    const started = processes.map(({ command, args }): Sent => ({ kind: 'process', command, args }));
    return { sent: [...started, ...aws.happenings.map((each) => sentOf(each, aws, options.world))], world: aws.world(), error };
  });
}

/** Answers every question as `--require-approval never` and `--yes` do. */
const SILENT: ToolkitOptions['ioHost'] = {
  notify: async () => {},
  requestResponse: async ({ defaultResponse }) => (typeof defaultResponse === 'boolean' ? true as never : defaultResponse),
};

type BaseCredentials = NonNullable<NonNullable<ToolkitOptions['sdkConfig']>['baseCredentials']>;

/** The provider of credentials is asked with the transport's settings, which are the only place for another transport. */
function credentialsOf(aws: FakeAws, { accountId, region }: RecordingOptions): BaseCredentials {
  return {
    sdkBaseConfig: async (_, clientConfig) => {
      Object.assign(clientConfig, { requestHandler: transportTo(aws) });
      return { credentialProvider: async () => baseCredentials(accountId), defaultRegion: region };
    },
  };
}

function transportTo(aws: FakeAws) {
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    handle: async (request: SignedRequest) => ({ response: aws.handle(request) }),
    updateHttpClientConfig: () => {},
    httpHandlerConfigs: () => ({}),
    destroy: () => {},
  };
}

function sentOf(happening: Happening, aws: FakeAws, before: World | undefined): Sent {
  const { kind, identity, region } = happening;
  const { accountId } = identity;
  if (kind === 'other') {
    const { service, operation, input } = happening;
    return { kind: 'call', accountId, region, service, operation, input };
  }
  if (kind === 'object') {
    const { bucket, key, bytes } = happening;
    return { kind: 'object', accountId, region, bucket, key, role: roleOf(identity), ...contentsOf(bytes) };
  }
  const { operation, stackName, input, parameters } = happening;
  const after = aws.stackOf(happening);
  return {
    kind: 'stack',
    operation,
    accountId,
    region,
    stackName,
    deployRole: roleOf(identity),
    ...(input.RoleARN === undefined ? {} : { executionRole: String(input.RoleARN) }),
    template: templateOf(input, aws, before),
    parameters,
    keptParameters: list(input.Parameters).filter(({ UsePreviousValue }) => UsePreviousValue === 'true').map(({ ParameterKey }) => String(ParameterKey)),
    tags: after?.tags ?? {},
    terminationProtection: after?.terminationProtection ?? false,
    notificationArns: after?.notificationArns ?? [],
    capabilities: list(input.Capabilities).map(String).sort(),
  };
}

function roleOf({ roleArn, assumedWith = {} }: Identity): SentRole {
  return { ...(roleArn === undefined ? {} : { arn: roleArn }), ...(Object.keys(assumedWith).length === 0 ? {} : { assumedWith }) };
}

function templateOf({ TemplateBody, TemplateURL }: Readonly<Record<string, any>>, aws: FakeAws, before: World | undefined): SentTemplate {
  if (TemplateBody !== undefined) return { from: 'body', text: String(TemplateBody) };
  if (TemplateURL === undefined) return { from: 'nowhere' };
  const address = String(TemplateURL);
  const place = objectAt(address);
  if (place === undefined) return { from: 'foreign object', address };
  const isSent = aws.happenings.some((each) => each.kind === 'object' && each.bucket === place.bucket && each.key === place.key);
  const contents = (isSent ? aws.world() : before)?.objects.get(objectKey(place.bucket, place.key));
  return contents === undefined
    ? { from: 'foreign object', address }
    : { from: isSent ? 'sent object' : 'former object', address, text: contents.toString() };
}
