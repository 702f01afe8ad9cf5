import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { buildSync } from 'esbuild';

export const UNIT = 'Custom::OrganizationsOrganizationalUnit';

export type Resources = Record<string, Record<string, unknown>>;

/** The temporary folders of cloud assemblies, which are removed after the test. */
const directories: string[] = [];

export function removeAssemblies(): void {
  directories.splice(0).forEach((directory) => rmSync(directory, { recursive: true, force: true }));
}

export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'assembly-'));
  directories.push(directory);
  return directory;
}

export interface WrittenStack {
  readonly resources: Resources;
  readonly more?: Record<string, unknown>;
  readonly dependencies?: readonly string[];
  /** The account and Region, such as `111111111111/eu-west-1`. */
  readonly environment?: string;
}

/**
 * Writes `manifest.json`, the templates, and the bundle of one of the test handlers as the asset `code.zip`.
 * `nested` has the templates by file name, without the suffix that the CDK adds.
 */
export function writeAssembly(
  handler: string, stacks: Record<string, WrittenStack>, nested: Record<string, Record<string, unknown>> = {},
): string {
  const directory = temporaryDirectory();
  const write = (file: string, value: unknown) => writeFileSync(join(directory, file), JSON.stringify(value));
  mkdirSync(join(directory, 'asset.code'));
  bundle(handler, join(directory, 'asset.code', 'index.js'));
  const published = (objectKey: string) => ({ current: { bucketName: 'assets', objectKey } });
  write('code.assets.json', {
    files: {
      code: { source: { path: 'asset.code', packaging: 'zip' }, destinations: published('code.zip') },
      ...Object.fromEntries(Object.keys(nested).map((path) => [path, { source: { path }, destinations: published(path) }])),
    },
  });
  const artifacts: Record<string, unknown> = { 'code.assets': { type: 'cdk:asset-manifest', properties: { file: 'code.assets.json' } } };
  for (const [name, { resources, more, dependencies = [], environment = 'unknown-account/unknown-region' }] of Object.entries(stacks)) {
    write(`${name}.template.json`, { Resources: withAddresses(resources), ...more });
    artifacts[name] = {
      type: 'aws:cloudformation:stack',
      environment: `aws://${environment}`,
      properties: { templateFile: `${name}.template.json` },
      dependencies: [...dependencies, 'code.assets'],
    };
  }
  Object.entries(nested).forEach(
    ([file, template]) => write(file, { ...template, Resources: withAddresses((template.Resources ?? {}) as Resources) }),
  );
  write('manifest.json', { version: '48.0.0', artifacts });
  return directory;
}

/** Nested stacks have the address at which their file is published. */
function withAddresses(resources: Resources): Resources {
  return Object.fromEntries(Object.entries(resources).map(([id, resource]) => {
    const path = (resource.Metadata as Record<string, unknown> | undefined)?.['aws:asset:path'];
    if (typeof path !== 'string') return [id, resource];
    return [id, { ...resource, Properties: { ...resource.Properties as object, TemplateURL: `https://s3.amazonaws.com/assets/${path}` } }];
  }));
}

const bundles = new Map<string, Uint8Array>();

function bundle(handler: string, file: string): void {
  const known = bundles.get(handler) ?? buildSync({
    entryPoints: [join(__dirname, 'handlers', `${handler}.ts`)],
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    mainFields: ['module', 'main'],
    write: false,
  }).outputFiles[0].contents;
  bundles.set(handler, known);
  writeFileSync(file, known);
}

/** The resources of the provider framework that affect a rehearsal. `Token` is the service token. */
export function provider(retry: Record<string, number> = {}): Resources {
  const lambda = (handler: string, variables: Record<string, unknown>) => ({
    Type: 'AWS::Lambda::Function',
    Properties: { Code: { S3Bucket: 'assets', S3Key: 'code.zip' }, Handler: handler, Timeout: 60, Environment: { Variables: variables } },
  });
  const arn = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });
  const states = {
    StartAt: 'poll',
    States: {
      poll: { Type: 'Task', End: true, Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 10, MaxAttempts: 30, BackoffRate: 1, ...retry }] },
    },
  };
  return {
    UserOnEvent: lambda('index.onEvent', { STAGE: 'test' }),
    UserIsComplete: lambda('index.isComplete', { STAGE: 'test' }),
    Waiter: { Type: 'AWS::StepFunctions::StateMachine', Properties: { DefinitionString: JSON.stringify(states) } },
    Token: lambda('framework.onEvent', {
      USER_ON_EVENT_FUNCTION_ARN: arn('UserOnEvent'),
      USER_IS_COMPLETE_FUNCTION_ARN: arn('UserIsComplete'),
      WAITER_STATE_MACHINE_ARN: { Ref: 'Waiter' },
    }),
  };
}

export function unit(properties: Record<string, unknown>, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { Type: UNIT, Properties: { ServiceToken: { 'Fn::GetAtt': ['Token', 'Arn'] }, ...properties }, ...more };
}
