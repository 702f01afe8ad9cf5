import { delayCalls, environmentsOnOneClock } from '../../handler/support/at-once';
import { attached, CONTENT, foreignPolicy, SCP, TYPE } from '../../handler/support/attachments';
import { Deployment, STACK_ID, stackId } from '../../handler/support/deployment';

const POLICY = 'Custom::OrganizationsPolicy';
const OTHER = stackId('other');
/** The time of CloudFormation between an event and the next one of the same resource. */
const BETWEEN_EVENTS_MS = 1_000;
/** The interval of the framework's waiter. */
const INTERVAL_MS = 5_000;
const DIED = 'The function died.';

/** The change that a stack makes to the only policy of its list. `in vain` ends with a rollback. */
export const STEPS = ['creates', 'adds', 'drops', 'deletes', 'creates in vain', 'adds in vain', 'drops in vain'] as const;
export type Step = typeof STEPS[number];
/** Who has created the policy or attached it. */
export const KINDS = ['that is imported', 'of the first stack', 'of the second stack', 'attached by hand', 'in an allow-list'] as const;
export type Kind = typeof KINDS[number];
export const EFFECTS = ['Deny', 'Allow'] as const;
export type Effect = typeof EFFECTS[number];

export interface Timing {
  readonly seed: number;
  /** From the start of the first step to that of the second one. */
  readonly offsetMs: number;
  /** From the request of a call to its response. */
  readonly latencyMs: number;
  /** After which call of its own each stack's function dies, and is called again; none if there are not so many. */
  readonly lastCalls: readonly [number, number];
}

/** Two stacks that have one policy on the same unit, or have none, and act in the same seconds. Readings are up to eight seconds behind. */
export class Pair {
  static async start(kind: Kind, effect: Effect, steps: readonly [Step, Step], seed: number): Promise<Pair> {
    const deployment = new Deployment({ seed, lagMs: 8_000, readings: { attachmentChecks: 'countBeforeAttachment' } });
    const root = await deployment.organization(SCP);
    const unit = (await deployment.organizations.createOrganizationalUnit(root, 'Shared', [])).id;
    const pair = new Pair(deployment, unit, await policyOf(deployment, kind, CONTENT.replace('Deny', effect)), kind);
    if (kind === 'attached by hand') await deployment.organizations.attachPolicy(pair.policy, unit);
    await deployment.clock.sleep(60_000);
    await pair.prepare(deployment, steps[0]);
    await deployment.clock.sleep(60_000);
    await deployment.inStack(OTHER, () => pair.prepare(deployment, steps[1]));
    await deployment.clock.sleep(60_000);
    return pair;
  }

  private constructor(readonly deployment: Deployment, readonly unit: string, readonly policy: string, private readonly kind: Kind) {}

  get attached(): readonly string[] {
    return attached(this.deployment, this.unit);
  }

  /** Both steps, on one clock. */
  async act([step, other]: readonly [Step, Step], { offsetMs, latencyMs, lastCalls }: Timing): Promise<void> {
    const { clock, environments: [first, second] } = environmentsOnOneClock(this.deployment, 2);
    [first, second].forEach((each, index) => disturb(each, latencyMs, lastCalls[index]));
    await clock.run(() => Promise.all([
      this.step(first, step),
      clock.sleep(offsetMs).then(() => second.inStack(OTHER, () => this.step(second, other))),
    ]));
  }

  private async step(deployment: Deployment, step: Step): Promise<void> {
    const isInVain = step.endsWith('in vain');
    if (step.startsWith('creates')) {
      deployment.status = 'CREATE_IN_PROGRESS';
      const { PhysicalResourceId: id } = await deployment.create(TYPE, this.list(true));
      if (isInVain) await this.event(deployment, 'ROLLBACK_IN_PROGRESS', () => deployment.remove(TYPE, id, this.list(true)));
    } else if (step === 'deletes') {
      await this.event(deployment, 'DELETE_IN_PROGRESS', () => deployment.remove(TYPE, this.unit, this.list(true)));
    } else {
      await this.change(deployment, step.startsWith('drops'), isInVain);
    }
  }

  private async change(deployment: Deployment, drops: boolean, isInVain: boolean): Promise<void> {
    const [from, to] = [this.list(drops), this.list(!drops)];
    const update = async (status: string, id: string, old: object, now: object) => {
      const done = await this.event(deployment, status, () => deployment.update(TYPE, id, { ...old }, { ...now }));
      return done.PhysicalResourceId;
    };
    const changed = await update('UPDATE_IN_PROGRESS', this.unit, from, to);
    if (!isInVain) return this.cleanUp(deployment, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', this.unit, changed, from);
    const back = await update('UPDATE_ROLLBACK_IN_PROGRESS', changed, to, from);
    await this.cleanUp(deployment, 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', changed, back, to);
  }

  /** The Delete for an ID that an Update has replaced. */
  private async cleanUp(deployment: Deployment, status: string, leaving: string, present: string, list: object): Promise<void> {
    if (leaving === present) return;
    const { resources } = deployment.stacks.stack(deployment.stackOfEvents);
    resources.push({ logicalId: 'Resource', physicalId: present, type: TYPE, status: 'UPDATE_COMPLETE' });
    await this.event(deployment, status, () => deployment.remove(TYPE, leaving, { ...list }));
    resources.pop();
  }

  private async event<T>(deployment: Deployment, status: string, deliver: () => Promise<T>): Promise<T> {
    await deployment.clock.sleep(BETWEEN_EVENTS_MS);
    deployment.status = status;
    return deliver();
  }

  private async prepare(deployment: Deployment, step: Step): Promise<void> {
    if (step.startsWith('creates')) return;
    deployment.status = 'CREATE_IN_PROGRESS';
    await deployment.create(TYPE, this.list(listsBefore(step)));
  }

  private list(hasPolicy: boolean) {
    const DetachFullAwsAccess = this.kind === 'in an allow-list' && hasPolicy ? { DetachFullAwsAccess: true } : {};
    return { TargetId: this.unit, TargetLogicalId: 'Unit', Policies: { [SCP]: hasPolicy ? [this.policy] : [] }, ...DetachFullAwsAccess };
  }
}

/** Lets calls take time, and the function die once after the effect of a call. */
function disturb(deployment: Deployment, latencyMs: number, lastCall: number): void {
  let calls = 0;
  delayCalls(deployment, latencyMs, () => {
    calls += 1;
    if (calls === lastCall) throw new Error(DIED);
  });
  const invoke = deployment.call.bind(deployment);
  deployment.call = (event) => invoke(event).catch((error: Error) => {
    if (!error.message.includes(DIED)) throw error;
    deployment.startEnvironment();
    return deployment.clock.sleep(INTERVAL_MS).then(() => invoke(event));
  });
}

async function policyOf(deployment: Deployment, kind: Kind, content: string): Promise<string> {
  if (!kind.startsWith('of the')) return foreignPolicy(deployment, 'Policy', content);
  const stack = kind === 'of the first stack' ? STACK_ID : OTHER;
  const properties = { Type: SCP, Name: 'Policy', Description: '', Content: content };
  const { PhysicalResourceId: id } = await deployment.inStack(stack, () => deployment.create(POLICY, properties));
  deployment.stacks.stack(stack).resources.push({ logicalId: 'Policy', physicalId: id, type: POLICY, status: 'CREATE_COMPLETE' });
  return id;
}

function listsBefore(step: Step): boolean {
  return step.startsWith('drops') || step === 'deletes';
}

export function listsAfter(step: Step): boolean {
  return step.endsWith('in vain') ? listsBefore(step) : !listsBefore(step);
}

/** Whether the policy is attached in the end; `undefined` if the order of both steps decides. */
export function isExpected(kind: Kind, steps: readonly Step[]): boolean | undefined {
  if (steps.some(listsAfter)) return true;
  if (kind !== 'attached by hand' || steps.every((step) => step === 'drops')) return false;
  return steps.includes('drops') ? undefined : true;
}
