import { type AssemblyStack, type CloudAssembly, containedPath } from '../assembly';
import { differences, type Organization, organizationFromAssembly } from '../model';
import { faultText, Simulator } from '../simulator';
import type { Cloud } from './cloudformation/cloud';
import { cloudFormationApi } from './cloudformation/cloudformation-api';
import { DynamicReferences, withParameterValues } from './cloudformation/dynamic-references';
import { afterInterruption } from './cloudformation/operations/interruption';
import { type CloudFormationReadings, withDefaultReadings } from './cloudformation/readings';
import { DELETED, type DeployedStack, type DeploymentConfig } from './cloudformation/records';
import { lastEvents } from './cloudformation/stack-events';
import { Confinement } from './confinement/confinement';
import { isOwnCode } from './confinement/own-code';
import { callerOf, managementAccountOf, MANAGEMENT_ACCOUNT_ID } from './existing/calling-accounts';
import { acceptInvitations, invitedAccounts } from './existing/invitations';
import { Executions } from './lambda/executions';
import { InProcessRuntime } from './lambda/function-instance';
import { type HandlerCall, operationOf } from './lambda/injected-faults';
import { Network, type Endpoint, type HttpRequest } from './network/network';
import { Progress } from './progress';
import { CustomResources } from './provider/custom-resources';
import { Functions } from './provider/functions';
import type { CallResult, RehearsalResult, StackResult } from './rehearsal-result';
import type { RehearsalOptions } from './rehearse';
import { DEFAULT_REGION, deployedBy, isDeploymentOf, nameInAssembly } from './state/deployed';
import { organizationOfState, pendingAddressWarnings, withPendingAddresses } from './state/organization-of-state';
import { newRehearsalState, parseRehearsalState, REHEARSAL_STATE_FORMAT, type RehearsalState } from './state/rehearsal-state';
import { randomUuid, seededRandom } from './time/random';
import { VirtualTime } from './time/virtual-time';

const ORGANIZATIONS_HOST = 'organizations.rehearsal';
const ACCOUNT_MANAGEMENT_HOST = 'account.rehearsal';
const CLOUDFORMATION_HOST = 'cloudformation.rehearsal';

type Settled = 'seed' | 'onProgress' | 'onLog';

export interface RehearsalSettings extends Omit<RehearsalOptions, Settled>, Required<Pick<RehearsalOptions, Settled>> {
  readonly assembly: CloudAssembly;
  readonly formerAssembly?: CloudAssembly;
}

/** One rehearsal: a clock, a simulated organization, the deployed stacks, and their connections. */
export class Rehearsal {
  public readonly cloud: Cloud;
  private readonly assembly: CloudAssembly;
  private readonly time: VirtualTime;
  private readonly start: number;
  private readonly simulator: Simulator;
  private readonly stacks: Map<string, DeployedStack>;
  private readonly events: Cloud['events'] = new Map();
  private readonly readings: CloudFormationReadings;
  private readonly customResources: CustomResources;
  private readonly executions: Executions;
  private readonly progress: Progress;
  private readonly confinement: Confinement;
  private readonly warnings = new Set<string>();
  private interrupted = false;
  /** The logical IDs of the calling resources, by the number of the call in the simulator's journal. */
  private readonly callers = new Map<number, string>();

  constructor(private readonly settings: RehearsalSettings) {
    const { assembly, seed, lagMs } = settings;
    this.assembly = assembly;
    this.readings = withDefaultReadings(settings.cloudFormation);
    const state = settings.state === undefined ? newRehearsalState() : parseRehearsalState(settings.state);
    this.time = new VirtualTime(state.now);
    this.start = state.now;
    this.stacks = new Map(Object.entries(structuredClone(state.stacks)));
    this.stacks.forEach((stack) => this.events.set(stack.id, lastEvents(stack)));
    this.simulator = new Simulator({
      seed,
      journalResponses: 'ofWrites',
      managementAccountId: managementAccountOf([assembly], settings.managementAccountId),
      ...(lagMs === undefined ? {} : { lagMs }),
      ...settings.simulator,
      standaloneAccounts: [...settings.simulator?.standaloneAccounts ?? [], ...invitedAccounts(assembly, state.simulator)],
      now: () => this.time.now(),
      ...(state.simulator === undefined ? {} : { state: state.simulator }),
    });
    const { managementAccountId = this.managementAccountId() } = settings;
    if (managementAccountId !== this.managementAccountId()) {
      throw new Error('The organization of the state or snapshot has another management account. '
        + `Given: ${managementAccountId}. Give ${this.managementAccountId()}, or leave it out.`);
    }
    this.progress = new Progress(settings.onProgress);
    this.confinement = new Confinement(this.time, seed + 2, settings.confinementLimits);
    const ids = seededRandom(seed);
    const warn = (message: string) => this.warnings.add(message);
    const functions = new Functions({
      time: this.time,
      network: new Network(this.time, seededRandom(seed + 1), this.endpoints()),
      random: seededRandom(seed + 2),
      stacks: this.stacks,
      assetDirectory: (key) => assetDirectory([...(settings.formerAssembly ? [settings.formerAssembly] : []), assembly], key),
      runtimeOf: (code) => (settings.confinement === 'none' || isOwnCode(code) ? new InProcessRuntime(code) : this.confinement.runtime(code)),
      runtimeVariables: (name, stack) => this.runtimeVariables(name, stack),
      requestId: () => randomUuid(ids),
      log: settings.onLog,
      onRequest: (event, deliver) => this.noteCaller(event, deliver),
      crashAt: (request, event) => settings.crashAt?.(this.handlerCall(request, event)),
      hangAt: (request, event) => settings.hangsAt?.(this.handlerCall(request, event)),
      warn,
    });
    const isDeliveredTwice = settings.isDeliveredTwice ?? (() => false);
    this.executions = new Executions(settings.concurrency);
    const invocations = { executions: this.executions, random: seededRandom(seed + 3) };
    this.customResources = new CustomResources(functions, this.time, () => randomUuid(ids), warn, isDeliveredTwice, invocations);
    this.cloud = {
      time: this.time,
      stacks: this.stacks,
      definitions: new Map(),
      events: this.events,
      readings: this.readings,
      dynamicReferences: new DynamicReferences(settings.ssmParameters, warn),
      disableRollback: settings.disableRollback ?? settings.express ?? false,
      deploymentConfig: deploymentConfig(settings),
      operation: settings.operation ?? 'deploy',
      resourcesToSkip: settings.resourcesToSkip ?? [],
      callCustomResource: async (call) => (
        settings.answerInstead?.(call, nameInAssembly(call.stack, this.stacks)) ?? this.customResources.call(call)),
      newStackId: (name, region, accountId) => `arn:aws:cloudformation:${region}:${accountId}:stack/${name}/${randomUuid(ids)}`,
      report: (event) => this.progress.add({ atSeconds: this.seconds(this.time.now()), ...event }),
    };
  }

  /** The account and Region of a stack, by default the management account (or a member for a delegated stack) and the first Region. */
  public environmentOf(stack: Omit<AssemblyStack, 'id' | 'displayName' | 'dependencies'>): { accountId: string; region: string } {
    const { name, accountId, region = DEFAULT_REGION } = stack;
    if (accountId !== undefined) return { accountId, region };
    const deployed = [...this.stacks.values()].find((each) => each.parentId === undefined && isDeploymentOf(stack, each));
    const caller = deployed?.accountId ?? callerOf(stack);
    if (caller === undefined || caller === this.managementAccountId()) return { accountId: this.managementAccountId(), region };
    if (!this.simulator.state().accounts.some(({ id }) => id === caller)) {
      throw new Error(`The stack ${name} is deployed from a member account, and names none. Given: no account. Give the stack its account, as in env: { account: '444455556666' }.`);
    }
    if (deployed === undefined) this.warnings.add(`The stack ${name} names no account. The rehearsal takes the member ${caller} for its account.`);
    return { accountId: caller, region };
  }

  /** Runs the work in virtual time, and then waits until all requests without a listener have ended. */
  public async run(work: () => Promise<{ succeeded: boolean; stacks: StackResult[] }>): Promise<RehearsalResult> {
    const { outcome, virtualSeconds } = await this.time.run(async () => {
      const result = { outcome: await Promise.race([work(), this.interruption()]), virtualSeconds: this.seconds(this.time.now()) };
      if (!this.interrupted) {
        await this.customResources.settle();
      }
      return result;
    }).finally(() => this.confinement.end());
    const state = this.state();
    // Without an organization, the code cannot be compared.
    const code = state.simulator.organization ? this.deployedCode(state) : undefined;
    const organization = organizationOfState(state.simulator, ...code ? [code] : []);
    return {
      ...outcome,
      resources: this.progress.resources(this.stacks.values()),
      calls: this.calls(),
      virtualSeconds,
      throttledInvocations: this.executions.throttled,
      concurrentExecutions: this.executions.peak,
      warnings: [...this.warnings, ...pendingAddressWarnings(state.simulator), ...this.unstruckFaults()],
      organization,
      differences: organization && code ? differences(code, withPendingAddresses(organization, state.simulator)) : [],
      simulatorState: state.simulator,
      state,
    };
  }

  /** Accepts the open invitations on behalf of the invited accounts. @returns the number of accounts that joined. */
  public acceptInvitations(): number {
    return acceptInvitations(this.simulator);
  }

  /** Warnings for planned faults that had no effect. */
  private unstruckFaults(): string[] {
    return this.simulator.unstruckFaults.map((fault) => (
      `A fault of the plan never struck: ${faultText(fault)}. No call matched it. Compare its operation and number with the calls.`));
  }

  /** Resolves at the moment of the interruption only. */
  private async interruption(): Promise<{ succeeded: boolean; stacks: StackResult[] }> {
    const { interruptAtSeconds } = this.settings;
    return new Promise((resolve) => {
      if (interruptAtSeconds !== undefined) {
        this.time.setTimer(interruptAtSeconds * 1000, () => {
          this.interrupted = true;
          const stacks = [...this.stacks.values()].filter(({ parentId }) => parentId === undefined);
          resolve({ succeeded: false, stacks: stacks.map(({ name, region, status }) => ({ name, region, status, reason: 'Interrupted' })) });
        });
      }
    });
  }

  /** The organization in the code of the deployed stacks; `undefined` if no stack is deployed. */
  private deployedCode(state: RehearsalState): Organization | undefined {
    const deployed = Object.values(state.stacks);
    const stacks = this.assembly.stacks.flatMap((described) => {
      const stack = deployed.find((each) => isDeploymentOf(described, each));
      return stack ? [{ ...described, parameters: stack.parameters }] : [];
    });
    if (stacks.length === 0) return undefined;
    const code = withParameterValues({ ...this.assembly, stacks }, this.settings.ssmParameters);
    return organizationFromAssembly(code, deployedBy(code, state.stacks));
  }

  private state(): RehearsalState & Required<Pick<RehearsalState, 'simulator'>> {
    const live = [...this.stacks].filter(([, { status }]) => status !== DELETED);
    const stacks = Object.fromEntries(this.interrupted ? live.map(([id, stack]) => [id, afterInterruption(this.cloud, stack)]) : live);
    const state = { format: REHEARSAL_STATE_FORMAT, now: this.time.now(), simulator: this.simulator.state(), stacks };
    return JSON.parse(JSON.stringify(state)) as ReturnType<Rehearsal['state']>;
  }

  private calls(): CallResult[] {
    return this.simulator.journal.map(({ operation, writing, at, error, request }, index) => ({
      operation,
      writing,
      atSeconds: this.seconds(at),
      error: error ?? null,
      request,
      logicalId: this.callers.get(index),
    }));
  }

  private handlerCall(request: HttpRequest, event: unknown): HandlerCall {
    return { ...operationOf(request), event, atSeconds: this.seconds(this.time.now()) };
  }

  private noteCaller(event: unknown, deliver: () => void): void {
    const first = this.simulator.journal.length;
    deliver();
    const { LogicalResourceId: logicalId } = Object(event) as { LogicalResourceId?: string };
    for (let index = first; logicalId !== undefined && index < this.simulator.journal.length; index++) {
      this.callers.set(index, logicalId);
    }
  }

  private seconds(at: number): number {
    return (at - this.start) / 1000;
  }

  private managementAccountId(): string {
    const { organization, managementAccount } = this.simulator.state();
    return organization?.managementAccountId ?? managementAccount?.id ?? MANAGEMENT_ACCOUNT_ID;
  }

  /** The simulated services by host: at the hosts of the rehearsal, and at their real hosts for clients without an endpoint setting. */
  private endpoints(): (host: string) => Endpoint | undefined {
    const simulator: Endpoint = ({ method, path, headers, body }) => this.simulator.handle({ method, path, headers, body });
    const cloudFormation = cloudFormationApi({ stacks: this.stacks, events: this.events, readings: this.readings });
    return (host) => (
      [ORGANIZATIONS_HOST, ACCOUNT_MANAGEMENT_HOST].includes(host) || /^(organizations|account)\.[a-z0-9.-]*amazonaws\.com(\.cn)?$/.test(host) ? simulator
        : host === CLOUDFORMATION_HOST || /^cloudformation\.[a-z0-9.-]*amazonaws\.com(\.cn)?$/.test(host) ? cloudFormation
          : undefined
    );
  }

  /** The variables that Lambda sets (AWS Lambda Developer Guide, "Using Lambda environment variables", defined runtime variables). */
  private runtimeVariables(functionName: string, { region, accountId }: DeployedStack): Record<string, string> {
    return {
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      // The simulator accepts an account ID as the credentials of that account.
      AWS_ACCESS_KEY_ID: accountId,
      AWS_SECRET_ACCESS_KEY: 'rehearsal',
      AWS_SESSION_TOKEN: 'rehearsal',
      AWS_ENDPOINT_URL_ORGANIZATIONS: `http://${ORGANIZATIONS_HOST}`,
      AWS_ENDPOINT_URL_ACCOUNT: `http://${ACCOUNT_MANAGEMENT_HOST}`,
      AWS_ENDPOINT_URL_CLOUDFORMATION: `http://${CLOUDFORMATION_HOST}`,
      AWS_LAMBDA_FUNCTION_NAME: functionName,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs',
      LAMBDA_TASK_ROOT: '/var/task',
      HOME: '/home/sbx_user1051',
      TZ: ':UTC',
      PATH: '/usr/local/bin:/usr/bin:/bin',
    };
  }
}

/** The deployment configuration that `cdk deploy` sends. In express mode, it sends `DisableRollback` only for `--rollback`. */
function deploymentConfig({ express = false, disableRollback }: RehearsalOptions): DeploymentConfig {
  if (!express) return { mode: 'STANDARD' };
  return disableRollback === false ? { mode: 'EXPRESS', disableRollback } : { mode: 'EXPRESS' };
}

/** The folder of an asset. A published asset is not published again, so the first assembly with the key decides. */
function assetDirectory(assemblies: readonly CloudAssembly[], key: string): string | undefined {
  const assembly = assemblies.find(({ assetDirectories }) => assetDirectories.has(key));
  return assembly && containedPath(assembly.directory, assembly.assetDirectories.get(key)!);
}
