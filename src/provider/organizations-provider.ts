import * as path from 'path';
import { Aws, CfnResource, Duration, Lazy, Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { Construct, IConstruct } from 'constructs';
import { ObjectKind, SharedState } from './copies';
import {
  delegatedStatements, handlerStatements, invokeStatement, logStatement, otherStacksStatement, stackArns,
} from './handler-role';
import { INLINE_POLICY_LENGTH, minimumDocumentLength } from './inline-policy-size';
import { RightsPolicies } from './rights-policies';
import { topLevelStack } from './top-level-stack';
import {
  DELEGATED_POLICY_TYPES_VARIABLE, isPolicyType, type ResourceTypeName, SERVED_STACKS_VARIABLE, STACK_NAME_PATTERN, writeServedStacks,
} from '../contract';

// CloudFormation does not let a ServiceToken change, so the place of the provider must never depend on anything.
const FIXED_ID = 'OrganizationsProvider';
const HANDLER_BUNDLE = path.join(__dirname, '..', '..', 'assets', 'handler');
const CONCURRENCY_CONTEXT_KEY = 'cdk-aws-organizations:max-concurrent-resources';
const DEFAULT_CONCURRENCY = 4;

const DELEGATED_PROVIDERS = new SharedState<OrganizationsProvider>('delegated-provider');
const PROVIDER = new ObjectKind<OrganizationsProvider>('OrganizationsProvider');

/** The provider of the custom resources of this library: one of the app, or an existing one. */
export interface IOrganizationsProvider extends IConstruct {
  /** ARN of the function that CloudFormation calls. */
  readonly serviceToken: string;
  /**
   * The maximum number of resources in progress at the same time in a stack, including its nested stacks. Each occupies two Lambda
   * functions. At least 1.
   */
  readonly maxConcurrentResources: number;
}

/** Properties of `OrganizationsProvider`. */
export interface OrganizationsProviderProps {
  /**
   * The maximum number of resources in progress at the same time in a stack, including its nested stacks. Each occupies two Lambda
   * functions, and a new AWS account may run only ten at a time. At least 1.
   * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html
   * @default - the context value `cdk-aws-organizations:max-concurrent-resources`, or 4
   */
  readonly maxConcurrentResources?: number;
  /**
   * The retention of the logs of the functions.
   * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
   * @default logs.RetentionDays.ONE_YEAR
   */
  readonly logRetention?: logs.RetentionDays;
  /**
   * Names of the top-level stacks outside this app that use this provider through `OrganizationsProvider.fromServiceToken`. The handlers
   * refuse the events of all stacks that the provider does not serve, before they read or write anything in the organization.
   *
   * The provider always serves its own stack, and the stacks of this app whose constructs have it as their `provider`. Nested stacks are
   * served with their top-level stack.
   * @default - no stacks but those of this app
   */
  readonly servedStacks?: string[];
  /**
   * Whether to write the email addresses of accounts to the logs of the handlers as they are, instead of as `s***@example.com`.
   * @default false
   */
  readonly logEmailAddresses?: boolean;
  /**
   * Names of policy types, such as `PolicyType.SERVICE_CONTROL_POLICY.policyTypeName`, whose management the resource policy of the
   * organization delegates to the account of this stack.
   *
   * The provider then serves only policies, policy sets and attachments of these types, from a member account, and its role has no other
   * permissions. Every construct of the stack without a `provider` uses it: create it before them. See `OrganizationResourcePolicy`.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_delegate_policies.html
   * @default - the stack is deployed in the management account, and all resources can be managed
   */
  readonly delegatedPolicyTypes?: string[];
  /**
   * Whether a provider with `delegatedPolicyTypes` may also adopt, change, attach and detach policies that its stacks do not own. The
   * resource policy must allow it too, with `DelegatedPolicies.all()` or `DelegatedPolicies.attachOnly()`.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_tagging_abac.html
   * @default false - only policies with the owner tag of a stack that the provider serves
   */
  readonly managesPoliciesOfOthers?: boolean;
  /**
   * Directory of the handler bundle.
   *
   * @default - the bundle in this package
   * @internal
   */
  readonly _handlerBundle?: string;
}

/**
 * The Lambda functions behind the custom resources of this library: two handlers, and the three functions and the state machine of the
 * CDK's provider framework around them. Each top-level stack gets one automatically. Create one explicitly to share it or to choose its
 * settings. It must be deployed in the management account of the organization, unless it has `delegatedPolicyTypes`.
 *
 * The role of the handlers may read the organization and manage its OUs, accounts and policies. Other rights are in policies of their own:
 * a group exists while the app has resources that need it, or while the provider serves other stacks or nested stacks. The role has
 * `organizations:CloseAccount`, `RemoveAccountFromOrganization`, `DeleteOrganization` and `DisablePolicyType` only while an organization
 * of the app allows them.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-custom-resources.html
 *
 * @example
 * const provider = new OrganizationsProvider(this, 'Provider', {
 *   maxConcurrentResources: 2,
 *   servedStacks: ['Workloads'],
 * });
 * new Organization(this, 'Organization', { provider });
 * new CfnOutput(this, 'ServiceToken', { value: provider.serviceToken });
 */
export class OrganizationsProvider extends Construct implements IOrganizationsProvider {
  /**
   * Whether an object is an `OrganizationsProvider`, of this copy of the package or of another one in the same app.
   * @param x any object
   */
  public static isOrganizationsProvider(x: any): x is OrganizationsProvider {
    return PROVIDER.has(x);
  }

  /**
   * The provider of the top-level stack of a construct. It is created on the first call, and nested stacks share it.
   */
  public static getOrCreate(scope: Construct): OrganizationsProvider {
    const stack = topLevelStack(scope);
    const delegated = DELEGATED_PROVIDERS.get(stack);
    if (delegated) return delegated;
    return (stack.node.tryFindChild(FIXED_ID) as OrganizationsProvider | undefined) ?? new OrganizationsProvider(stack, FIXED_ID);
  }

  /**
   * A provider that another app deployed. It must name the stack of this scope in its property `servedStacks`; otherwise it refuses all
   * events of this stack.
   * @param serviceToken its `serviceToken`, the ARN of a Lambda function
   */
  public static fromServiceToken(scope: Construct, id: string, serviceToken: string): IOrganizationsProvider {
    class ImportedProvider extends Construct implements IOrganizationsProvider {
      public readonly serviceToken = serviceToken;
      public readonly maxConcurrentResources = concurrency(this);
    }
    return new ImportedProvider(scope, id);
  }

  public readonly serviceToken: string;
  public readonly maxConcurrentResources: number;
  /** The role that both handlers share. */
  public readonly role: iam.Role;
  /** The log group of the handlers. It stays when the stack is deleted, since the logs record all changes of the organization. */
  public readonly logGroup: logs.ILogGroup;

  /**
   * The policy types that are delegated to the account of the stack; undefined in the management account.
   *
   * @internal
   */
  public readonly _delegatedPolicyTypes?: readonly string[];

  /**
   * Whether the role in a member account may manage policies that its stacks do not own.
   *
   * @internal
   */
  public readonly _managesPoliciesOfOthers: boolean;

  private readonly rights: iam.PolicyDocument;
  /** Undefined in a member account. */
  private readonly policies?: RightsPolicies;
  /** Names of the served stacks other than its own. */
  private readonly served = new Set<string>();
  private otherStacks?: iam.PolicyStatement;

  constructor(scope: Construct, id: string, props: OrganizationsProviderProps = {}) {
    super(scope, id);
    PROVIDER.mark(this);
    this.maxConcurrentResources = concurrency(this, props.maxConcurrentResources);
    const given = props.servedStacks ?? [];
    const { delegatedPolicyTypes: types } = props;
    this._delegatedPolicyTypes = types;
    this._managesPoliciesOfOthers = props.managesPoliciesOfOthers ?? false;
    if (types) DELEGATED_PROVIDERS.set(topLevelStack(this), this);
    this.node.addValidation({
      validate: () => [...concurrencyProblems(this.maxConcurrentResources), ...stackNameProblems(given), ...policyTypeProblems(types),
        ...this.sizeProblems()],
    });

    const retention = props.logRetention ?? logs.RetentionDays.ONE_YEAR;
    this.logGroup = new logs.LogGroup(this, 'Logs', { retention });
    this.rights = new iam.PolicyDocument({
      statements: types ? delegatedStatements(this.logGroup, types, this._managesPoliciesOfOthers ? undefined : () => this.owners())
        : handlerStatements(this.logGroup),
    });
    this.role = this.lambdaRole('Role', this.rights);
    this.policies = types ? undefined : new RightsPolicies(this, this.role);
    given.forEach((name) => this.serve(name));
    if (given.length > 0) this.policies?.grantAll();
    const own = Stack.of(this);
    // CloudFormation reports the top-level stack of a nested stack, and the handlers compare that name.
    if (own.nested) this.serve(topLevelStack(this).stackName);
    const servedStacks = Lazy.string({ produce: () => writeServedStacks([...own.nested ? [] : [Aws.STACK_NAME], ...this.served]) });

    const code = lambda.Code.fromAsset(props._handlerBundle ?? HANDLER_BUNDLE, { exclude: ['*.map'] });
    const handler = (name: string, timeout: Duration) => new lambda.Function(this, name, {
      description: `AWS Organizations: ${name}`,
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: `index.${name.charAt(0).toLowerCase()}${name.slice(1)}`,
      code,
      timeout,
      memorySize: 256,
      role: this.role.withoutPolicyUpdates(),
      logGroup: this.logGroup,
      environment: {
        [SERVED_STACKS_VARIABLE]: servedStacks,
        ...(types ? { [DELEGATED_POLICY_TYPES_VARIABLE]: types.join(',') } : {}),
        ...(props.logEmailAddresses ? { LOG_EMAIL_ADDRESSES: 'true' } : {}),
      },
    });
    const onEventHandler = handler('OnEvent', Duration.minutes(1));
    // A call usually takes seconds. A large organization is read in a single call, because calls do not share state.
    const isCompleteHandler = handler('IsComplete', Duration.minutes(10));

    const frameworkLogs = new logs.LogGroup(this, 'FrameworkLogs', { retention });
    const frameworkRights = () => new iam.PolicyDocument({
      statements: [invokeStatement([onEventHandler.functionArn, isCompleteHandler.functionArn]), logStatement(frameworkLogs)],
    });
    const onEventRights = frameworkRights();
    // Two roles, to avoid a cycle: the state machine needs the functions with one role, and the other role may start the state machine.
    const provider = new Provider(this, 'Framework', {
      onEventHandler,
      isCompleteHandler,
      queryInterval: Duration.seconds(5),
      totalTimeout: Duration.hours(1),
      logGroup: frameworkLogs,
      frameworkOnEventRole: this.lambdaRole('FrameworkOnEventRole', onEventRights).withoutPolicyUpdates(),
      frameworkCompleteAndTimeoutRole: this.lambdaRole('FrameworkCompleteRole', frameworkRights()).withoutPolicyUpdates(),
      disableWaiterStateMachineLogging: true,
    });
    const waiter = provider.node.findAll().find((construct): construct is CfnResource =>
      CfnResource.isCfnResource(construct) && construct.cfnResourceType === 'AWS::StepFunctions::StateMachine');
    onEventRights.addStatements(new iam.PolicyStatement({ actions: ['states:StartExecution'], resources: [waiter!.ref] }));
    this.serviceToken = provider.serviceToken;
  }

  /**
   * Serves a resource of the same app, and grants the handlers what they need for it.
   *
   * @internal
   */
  public _serve(resource: CfnResource, type: ResourceTypeName): void {
    const stack = topLevelStack(resource);
    if (stack !== topLevelStack(this)) this.serve(stack.stackName);
    this.policies?.grant(resource, type);
  }

  /** Patterns of the owner tags of the served stacks. */
  private owners(): string[] {
    const own = Stack.of(this).nested ? [] : [`${Aws.STACK_NAME}@${Aws.REGION}`, `${Aws.STACK_NAME}@${Aws.REGION}/*`];
    return [...own, ...[...this.served].map((name) => `${name}@*`)];
  }

  private serve(stackName: string): void {
    if (this.served.has(stackName)) return;
    this.served.add(stackName);
    if (!this.otherStacks) {
      this.otherStacks = otherStacksStatement();
      this.rights.addStatements(this.otherStacks);
    }
    this.otherStacks.addResources(...stackArns(stackName));
  }

  private sizeProblems(): string[] {
    const documents = [this.rights, ...this.policies?.documents ?? []];
    const size = documents.reduce((sum, document) => sum + minimumDocumentLength(Stack.of(this), document), 0);
    if (size <= INLINE_POLICY_LENGTH) return [];
    return [`The inline policies of the handlers' role are longer than the ${INLINE_POLICY_LENGTH} characters that IAM accepts `
      + `(given: at least ${size} characters, for ${this.served.size + 1} stacks). `
      + 'Leave out the property "provider" in some stacks, so that each has a provider of its own.'];
  }

  private lambdaRole(id: string, rights: iam.PolicyDocument): iam.Role {
    return new iam.Role(this, id, {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: { Rights: rights },
    });
  }
}

function concurrency(scope: Construct, given?: number): number {
  return given ?? Number(scope.node.tryGetContext(CONCURRENCY_CONTEXT_KEY) ?? DEFAULT_CONCURRENCY);
}

function concurrencyProblems(given: number): string[] {
  if (Number.isInteger(given) && given >= 1) return [];
  return [`The number of resources in progress at the same time is not a whole number of 1 or more (given: ${given}). `
    + `Change maxConcurrentResources, or the context value "${CONCURRENCY_CONTEXT_KEY}"; the default is ${DEFAULT_CONCURRENCY}.`];
}

function policyTypeProblems(types?: readonly string[]): string[] {
  if (!types) return [];
  const wrong = types.filter((type) => !isPolicyType(type));
  if (types.length > 0 && wrong.length === 0) return [];
  return ['The delegated policy types of a provider are not all policy types of AWS Organizations '
    + `(given: ${types.length > 0 ? wrong.join(', ') : 'none'}). Write their names, as in [PolicyType.TAG_POLICY.policyTypeName].`];
}

function stackNameProblems(names: readonly string[]): string[] {
  return names.filter((name) => Token.isUnresolved(name) || !STACK_NAME_PATTERN.test(name)).map((name) => (
    `An entry of servedStacks is not the name of a stack (given: ${Token.isUnresolved(name) ? 'a token' : `"${name}"`}). `
    + 'Write the name of each top-level stack, without wildcards: letters, digits and hyphens, a letter first.'));
}
