import type { PrivilegedResource } from './privileged-parts';
import { isRecord, ownValue } from '../../assembly';
import { DELEGATED_POLICY_TYPES_VARIABLE, SERVED_STACKS_VARIABLE } from '../../contract';
import type { JsonValue } from '../../policy';

/** Variables that the provider and the CDK's framework set. Any other one may decide what the runtime loads, or where the SDK sends. */
const VARIABLES: readonly string[] = [
  SERVED_STACKS_VARIABLE, DELEGATED_POLICY_TYPES_VARIABLE, 'LOG_EMAIL_ADDRESSES',
  'USER_ON_EVENT_FUNCTION_ARN', 'USER_IS_COMPLETE_FUNCTION_ARN', 'WAITER_STATE_MACHINE_ARN',
  // Former versions of the CDK.
  'AWS_NODEJS_CONNECTION_REUSE_ENABLED',
];

/** The entry points of the two bundles. */
const HANDLERS: readonly JsonValue[] = ['index.onEvent', 'index.isComplete', 'framework.onEvent', 'framework.isComplete', 'framework.onTimeout'];

interface Decision {
  readonly reason: string;
  /** Names below the property by which a handler runs other code than its bundle; none for a property that cannot do that. */
  readonly replaces?: (value: JsonValue) => readonly string[];
}

const always = () => [''];
const unless = (isFine: (value: JsonValue) => boolean) => (value: JsonValue): string[] => (isFine(value) ? [] : ['']);

/**
 * Whether each property of a function decides which code it runs.
 * Source: AWS CloudFormation Template Reference, `AWS::Lambda::Function`.
 */
export const FUNCTION_SETTINGS: Readonly<Record<string, Decision>> = {
  Architectures: { reason: 'The bundles are JavaScript, and run alike on both.' },
  CapacityProviderConfig: { reason: 'The function runs on instances of the account, which others may control.', replaces: always },
  Code: {
    reason: 'The digest tells the contents of the current object in the bucket. Which bucket that is, isKnownPlace decides.',
    replaces: (value) => (isRecord(value) ? Object.keys(value).filter((name) => name !== 'S3Bucket').map((name) => `.${name}`) : ['']),
  },
  CodeSigningConfigArn: { reason: 'It refuses code, and provides none.' },
  DeadLetterConfig: { reason: 'It sends events elsewhere, after the code has run.' },
  Description: { reason: 'A text.' },
  DurableConfig: { reason: 'Timeouts and retention.' },
  Environment: {
    reason: 'Variables such as NODE_OPTIONS and AWS_LAMBDA_EXEC_WRAPPER load code, and others send calls elsewhere.', replaces: unknownVariables,
  },
  EphemeralStorage: { reason: 'A size.' },
  FileSystemConfigs: { reason: 'Others can write files that the function can load.', replaces: always },
  FunctionName: { reason: 'A name.' },
  FunctionScalingConfig: { reason: 'Numbers.' },
  Handler: { reason: 'It names the file and function that run.', replaces: unless((value) => HANDLERS.includes(value)) },
  ImageConfig: { reason: 'It names the command of an image.', replaces: always },
  KmsKeyArn: { reason: 'It encrypts variables.' },
  Layers: { reason: 'A layer holds code that the runtime loads.', replaces: (value) => (Array.isArray(value) && value.length === 0 ? [] : ['']) },
  LoggingConfig: { reason: 'It says where logs go.' },
  MemorySize: { reason: 'A size.' },
  PackageType: { reason: 'An image holds other code.', replaces: unless((value) => value === 'Zip') },
  PublishToLatestPublished: { reason: 'It names a version.' },
  RecursiveLoop: { reason: 'It stops the function, or not.' },
  ReservedConcurrentExecutions: { reason: 'A number.' },
  Role: { reason: 'It decides what the code may do.' },
  Runtime: {
    reason: 'Another runtime runs the bundle in another way, or a program of that name.',
    replaces: unless((value) => typeof value === 'string' && /^nodejs\d+\.x$/.test(value)),
  },
  RuntimeManagementConfig: { reason: 'It selects a version of the runtime, and all of them are of AWS.' },
  SnapStart: { reason: 'A snapshot of the same code.' },
  Tags: { reason: 'Texts.' },
  TenancyConfig: { reason: 'It isolates callers.' },
  Timeout: { reason: 'A number.' },
  TracingConfig: { reason: 'It records the duration of calls.' },
  VpcConfig: { reason: 'Calls go through another network, and TLS proves the other side.' },
};

/** Settings by which a function runs other code than its digest says: `Layers`, `Environment.Variables.NODE_OPTIONS`. Sorted. */
export function codeSettings({ settings }: Pick<PrivilegedResource, 'settings'>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => {
    const known = ownValue(FUNCTION_SETTINGS, name);
    const { replaces = () => [] } = known ?? { replaces: name.startsWith('(') ? undefined : always };
    return replaces(value).map((below) => `${name}${below}`);
  }).sort();
}

/** The bucket of a function's code without what stands for the Region; undefined where the code is not known. */
export function codePlace({ settings: { Code: code } }: Pick<PrivilegedResource, 'settings'>): string | undefined {
  if (!isRecord(code) || code.S3Bucket === undefined) return undefined;
  return JSON.stringify(code.S3Bucket).replace(/-(?:\$\{AWS::Region\}|[a-z]{2}(?:-[a-z]+)+-\d)"$/, '"');
}

/** Whether a bucket holds code of handlers already, or is the CDK's in the account of the stack. */
export function isKnownPlace(place: string, places: ReadonlySet<string>): boolean {
  return places.has(place) || /^"cdk-[a-z0-9]{1,32}-assets-\$\{AWS::AccountId\}"$/.test(place);
}

function unknownVariables(environment: JsonValue): string[] {
  const { Variables: variables = {}, ...others } = isRecord(environment) ? environment : { other: environment };
  if (!isRecord(variables) || Object.keys(others).length > 0) return [''];
  return Object.keys(variables).filter((name) => !VARIABLES.includes(name)).map((name) => `.Variables.${name}`);
}
