import { directOrganizations } from './direct-organizations';
import { MemoryStacks } from './memory-stacks';
import { callsWithin, MANAGEMENT, simulatedAccountManagement, VirtualClock } from './simulated-organizations';
import {
  actionsOfGroup, GUARDED_ACTIONS, ORGANIZATIONS_ACTIONS, type ResourceTypeName, rightsGroupsOf, TYPES_OF_GUARDED_ACTIONS,
} from '../../../src/contract';
import { whileCurrent } from '../../../src/handler/engine/current-event';
import { isComplete, type IsCompleteResponse } from '../../../src/handler/engine/is-complete';
import { onEvent } from '../../../src/handler/engine/on-event';
import type { ResourceEvent, StampedEvent } from '../../../src/handler/engine/resource-event';
import { EnvironmentHints } from '../../../src/handler/environment-hints';
import { ServedStacks } from '../../../src/handler/stack/served-stacks';
import { stackPhase } from '../../../src/handler/stack/stack-phase';
import type { AroundCall, OrganizationsPort } from '../../../src/organizations';
import { isRead } from '../../../src/organizations';
import { seededRandom } from '../../../src/rehearsal/time/random';
import { Simulator, type SimulatorOptions } from '../../../src/simulator';

export const STACK_NAME = 'landing-zone';
export const STACK_ID = stackId(STACK_NAME);
/** The owner in the owner tags of the stack's resources. */
export const STACK_OWNER = `${STACK_NAME}@us-east-1`;

export function stackId(name: string, region = 'us-east-1'): string {
  return `arn:aws:cloudformation:${region}:${MANAGEMENT}:stack/${name}/1`;
}

type Properties = Record<string, unknown>;
type Done = Extract<IsCompleteResponse, { IsComplete: true }>;
/** Creates a port to the organization of a simulator. */
export type Connect = typeof directOrganizations;

/** The interval of the framework's waiter. */
const INTERVAL_MS = 5_000;

/** One stack whose events go to the handlers as the provider framework sends them, against a simulated organization. */
export class Deployment {
  readonly clock = new VirtualClock();
  readonly stacks = new MemoryStacks();
  readonly simulator: Simulator;
  readonly lines: Record<string, unknown>[] = [];
  /** The memory of the execution environment that answers the next call: one for all calls, unless a test starts others. */
  environment: () => EnvironmentHints = sameEnvironment();
  /** Names of the stacks that the provider serves. */
  served: readonly string[] = [STACK_NAME];
  /** Whether the provider is one with `delegatedPolicyTypes`. */
  isDelegated = false;
  /** For the pauses of repeats. Environments at once share it: with the same pauses they would refuse each other again and again. */
  readonly random = seededRandom(7);
  private requests = 0;
  private eventsOf = STACK_ID;

  /** @param connect creates the handlers' port to the organization, by default without the SDK's client */
  constructor(options: SimulatorOptions = {}, private readonly connect: Connect = directOrganizations) {
    this.simulator = new Simulator({ seed: 7, now: () => this.clock.now(), managementAccountId: MANAGEMENT, ...options });
    this.stacks.stack(STACK_ID).changedAt = this.clock.now();
  }

  /** Wraps each call, inside the retries, so that tests can let calls fail. */
  disturb: AroundCall = (_operation, call) => call();

  /** From here on each call is answered by a new environment, as with concurrent calls or after a crash of the function. */
  startEnvironmentForEachCall(): void {
    this.environment = () => new EnvironmentHints();
  }

  /** Replaces the environment after a crash of the function. */
  startEnvironment(): void {
    this.environment = sameEnvironment();
  }

  /** Lets the function crash once, after the effect of this call and before its response. */
  dieAfterCall(place: number): void {
    let calls = 0;
    this.disturb = async (_operation, call) => {
      const answer = await call();
      calls += 1;
      if (calls === place) throw new Error('The function died.');
      return answer;
    };
  }

  /** The organization through the port, for calls of another program. */
  get organizations(): OrganizationsPort {
    return directOrganizations(this.simulator);
  }

  /** A rollback and a cleanup belong to the deployment that began before them. */
  set status(status: string) {
    const stack = this.stacks.stack(this.eventsOf);
    stack.status = status;
    if (['deploy', 'delete'].includes(stackPhase(status))) stack.changedAt = this.clock.now();
  }

  /** The stack whose events are delivered now. */
  get stackOfEvents(): string {
    return this.eventsOf;
  }

  /** Runs `work` for another stack that the provider serves, which is in the same phase. */
  async inStack<T>(id: string, work: () => Promise<T>): Promise<T> {
    this.served = [...this.served, id.split('/')[1]];
    const { status, changedAt } = this.stacks.stack(STACK_ID);
    Object.assign(this.stacks.stack(id), { status, changedAt });
    this.eventsOf = id;
    try {
      return await work();
    } finally {
      this.eventsOf = STACK_ID;
    }
  }

  async organization(...policyTypes: string[]): Promise<string> {
    await this.create('Custom::OrganizationsOrganization', { FeatureSet: 'ALL' });
    const root = this.simulator.state().root!.id;
    for (const PolicyType of policyTypes) await this.create('Custom::OrganizationsPolicyType', { RootId: root, PolicyType });
    return root;
  }

  /** The accepted operations that change the organization, since the given position in the journal. */
  writes(since = 0): string[] {
    const accepted = this.simulator.journal.slice(since).filter(({ operation, error }) => !isRead(operation) && !error);
    return accepted.map(({ operation }) => operation);
  }

  /** The write operations of `work`. */
  async writesOf(work: () => Promise<unknown>): Promise<string[]> {
    const since = this.simulator.journal.length;
    await work();
    return this.writes(since);
  }

  async create(type: ResourceTypeName, properties: Properties, logicalId = 'Resource'): Promise<Done> {
    return this.deliver(this.event('Create', type, properties, { LogicalResourceId: logicalId }));
  }

  async update(type: ResourceTypeName, physicalId: string, previous: Properties, properties: Properties): Promise<Done> {
    if (this.stacks.stack(this.eventsOf).status === 'CREATE_IN_PROGRESS') this.status = 'UPDATE_IN_PROGRESS';
    return this.deliver(this.event('Update', type, properties, { PhysicalResourceId: physicalId, OldResourceProperties: sent(previous) }));
  }

  /** An Update, followed by the Delete of the former ID in the cleanup if the Update responds with another ID. */
  async updateAndCleanUp(type: ResourceTypeName, physicalId: string, previous: Properties, properties: Properties): Promise<Done> {
    this.status = 'UPDATE_IN_PROGRESS';
    const done = await this.update(type, physicalId, previous, properties);
    if (done.PhysicalResourceId !== physicalId) {
      const { resources } = this.stacks.stack(this.eventsOf);
      resources.push({ logicalId: 'Resource', physicalId: done.PhysicalResourceId, type, status: 'UPDATE_COMPLETE' });
      this.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
      await this.remove(type, physicalId, previous);
      resources.pop();
    }
    return done;
  }

  async remove(type: ResourceTypeName, physicalId: string, properties: Properties, logicalId = 'Resource'): Promise<Done> {
    return this.deliver(this.event('Delete', type, properties, { PhysicalResourceId: physicalId, LogicalResourceId: logicalId }));
  }

  event(RequestType: ResourceEvent['RequestType'], ResourceType: ResourceTypeName, properties: Properties, more: object = {}): ResourceEvent {
    this.requests += 1;
    return {
      RequestType,
      ResourceType,
      RequestId: `request-${this.requests}`,
      StackId: this.eventsOf,
      LogicalResourceId: 'Resource',
      ResourceProperties: sent({ ServiceToken: 'arn:token', ...properties }),
      ...more,
    };
  }

  private get servedStacks(): ServedStacks {
    return new ServedStacks(this.stacks, this.served);
  }

  /** Delivers an event, from `onEvent` to the last call of `isComplete`. */
  async deliver(event: ResourceEvent): Promise<Done> {
    return this.finish(await this.begin(event));
  }

  async begin(event: ResourceEvent): Promise<StampedEvent> {
    const stamped = await onEvent(event, { stacks: this.servedStacks, clock: this.clock, write: (line) => this.lines.push(line) });
    return { ...event, ...stamped };
  }

  async finish(event: StampedEvent): Promise<Done> {
    for (;;) {
      const answer = await this.call(event);
      if (answer.IsComplete) return answer;
      await this.clock.sleep(INTERVAL_MS);
    }
  }

  call(event: StampedEvent): Promise<IsCompleteResponse> {
    const repeats = callsWithin(this.clock, this.random, whileCurrent(event, this.servedStacks, this.clock));
    const allowed = operationsOf(event.ResourceType);
    const around: AroundCall = (operation, call) => {
      // Not an error of the port, which a handler could take for an answer of the service.
      if (!allowed.has(operation)) throw new Error(`The role has no right to call ${operation} for a ${event.ResourceType}: see RIGHTS_GROUPS.`);
      return repeats(operation, () => this.disturb(operation, call));
    };
    return isComplete(event, {
      organizations: this.connect(this.simulator, around),
      accountManagement: simulatedAccountManagement(this.simulator, around),
      stacks: this.servedStacks,
      clock: this.clock,
      hints: this.environment(),
      isDelegated: this.isDelegated,
      write: (line) => this.lines.push(line),
    });
  }
}

/** The operations that the role allows in an app with one resource of this type, in an organization that allows all guarded actions. */
function operationsOf(type: ResourceTypeName): ReadonlySet<string> {
  const guarded = GUARDED_ACTIONS.filter((action) => TYPES_OF_GUARDED_ACTIONS[action].includes(type));
  const actions = [...ORGANIZATIONS_ACTIONS, ...rightsGroupsOf(type).flatMap(actionsOfGroup)].map((action) => action.split(':')[1]);
  return new Set([...actions, ...guarded]);
}

function sameEnvironment(): () => EnvironmentHints {
  const hints = new EnvironmentHints();
  return () => hints;
}

/** Properties as CloudFormation sends them: every scalar as text, without undefined values. */
function sent(properties: Properties): Properties {
  const asText = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(asText);
    if (typeof value !== 'object' || value === null) return String(value);
    const given = Object.entries(value).filter(([, each]) => each !== undefined);
    return Object.fromEntries(given.map(([key, each]) => [key, asText(each)]));
  };
  return asText(properties) as Properties;
}
