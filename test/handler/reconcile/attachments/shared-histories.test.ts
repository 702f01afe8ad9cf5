import { seededRandom } from '../../../../src/rehearsal/time/random';
import { CONTENT, FULL, SCP, TYPE, attached, foreignPolicy } from '../../support/attachments';
import { Deployment, STACK_ID, stackId } from '../../support/deployment';

const POLICY = 'Custom::OrganizationsPolicy';
const STACKS = [STACK_ID, stackId('second'), stackId('third')] as const;
const STEPS = 9;
/** The time of CloudFormation between an event and the next one of the same resource, which is shorter than the lag. */
const BETWEEN_EVENTS_MS = 3_000;

interface Listed {
  readonly list: readonly string[];
  readonly physicalId: string;
}

/** Three stacks that attach policies of the first two stacks to one unit. */
class SharedUnit {
  static async start(seed: number): Promise<SharedUnit> {
    const deployment = new Deployment({ seed, lagMs: 8_000, readings: { attachmentChecks: 'countBeforeAttachment' } });
    const root = await deployment.organization(SCP);
    const unit = (await deployment.organizations.createOrganizationalUnit(root, 'Shared', [])).id;
    await deployment.clock.sleep(60_000);
    const policies: string[] = [];
    for (const [number, stack] of [STACKS[0], STACKS[0], STACKS[0], STACKS[1], STACKS[1]].entries()) {
      const desired = { Type: SCP, Name: `Policy ${number}`, Description: '', Content: CONTENT };
      const { PhysicalResourceId: id } = await deployment.inStack(stack, () => deployment.create(POLICY, desired));
      deployment.stacks.stack(stack).resources.push({ logicalId: `Policy${number}`, physicalId: id, type: POLICY, status: 'CREATE_COMPLETE' });
      policies.push(id);
    }
    return new SharedUnit(deployment, unit, policies);
  }

  readonly lists = new Map<string, Listed>();
  /** Policies that were attached by hand, and that no stack has listed and dropped since then. */
  readonly found = new Set<string>();

  constructor(readonly deployment: Deployment, readonly unit: string, readonly policies: readonly string[]) {}

  /** Attaches policies by hand. */
  async attachByHand(...names: string[]): Promise<void> {
    for (const name of names) {
      const id = await foreignPolicy(this.deployment, name);
      await this.deployment.organizations.attachPolicy(id, this.unit);
      this.found.add(id);
    }
    await this.deployment.clock.sleep(60_000);
  }

  get attached(): string[] {
    return attached(this.deployment, this.unit).filter((id) => id !== FULL);
  }

  get listed(): string[] {
    return [...new Set([...this.found, ...[...this.lists.values()].flatMap(({ list }) => list)])].sort();
  }

  /** A found policy is gone if a stack that lists it has dropped it, and no other stack lists it then. */
  private drop(from: readonly string[], to: readonly string[]): void {
    const listed = [...this.lists.values()].flatMap(({ list }) => list);
    for (const id of from) if (!to.includes(id) && !listed.includes(id)) this.found.delete(id);
  }

  /** One deployment of a stack. */
  async deploy(stack: string, list: readonly string[], outcome: 'succeeds' | 'isRolledBack' | 'deletes'): Promise<void> {
    const former = this.lists.get(stack);
    if (outcome === 'deletes' && former) {
      await this.inPhase(stack, 'DELETE_IN_PROGRESS', () => this.deployment.remove(TYPE, former.physicalId, this.wanting(former.list)));
      this.lists.delete(stack);
    } else if (former) {
      await this.update(stack, former, list, outcome === 'isRolledBack');
    } else {
      const { PhysicalResourceId: physicalId } = await this.inPhase(stack, 'CREATE_IN_PROGRESS', () => this.deployment.create(TYPE, this.wanting(list)));
      if (outcome !== 'isRolledBack') this.lists.set(stack, { list, physicalId });
      else await this.inPhase(stack, 'ROLLBACK_IN_PROGRESS', () => this.deployment.remove(TYPE, this.unit, this.wanting(list)));
    }
  }

  private async update(stack: string, former: Listed, list: readonly string[], isRolledBack: boolean): Promise<void> {
    const send = (status: string, id: string, from: readonly string[], to: readonly string[]) => this.inPhase(stack, status, async () => (
      (await this.deployment.update(TYPE, id, this.wanting(from), this.wanting(to))).PhysicalResourceId));
    const changed = await send('UPDATE_IN_PROGRESS', former.physicalId, former.list, list);
    if (!isRolledBack) {
      await this.cleanUp(stack, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', former.physicalId, changed, former.list);
      this.lists.set(stack, { list, physicalId: changed });
      this.drop(former.list, list);
      return;
    }
    const reverted = await send('UPDATE_ROLLBACK_IN_PROGRESS', changed, list, former.list);
    await this.cleanUp(stack, 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', changed, reverted, list);
    this.lists.set(stack, { list: former.list, physicalId: reverted });
  }

  /** The Delete for an ID that an Update has replaced. */
  private async cleanUp(stack: string, status: string, leaving: string, physicalId: string, list: readonly string[]): Promise<void> {
    if (leaving === physicalId) return;
    const { resources } = this.deployment.stacks.stack(stack);
    resources.push({ logicalId: 'Resource', physicalId, type: TYPE, status: 'UPDATE_COMPLETE' });
    await this.inPhase(stack, status, () => this.deployment.remove(TYPE, leaving, this.wanting(list)));
    resources.pop();
  }

  private async inPhase<T>(stack: string, status: string, work: () => Promise<T>): Promise<T> {
    await this.deployment.clock.sleep(BETWEEN_EVENTS_MS);
    this.deployment.status = status;
    return this.deployment.inStack(stack, work);
  }

  private wanting(list: readonly string[]) {
    return { TargetId: this.unit, TargetLogicalId: 'Unit', Policies: { [SCP]: list } };
  }
}

test.each(Array.from({ length: 40 }, (_, index) => index + 1))('random deployments of three stacks leave attached exactly the policies that one of them lists, although readings lag (seed %d)', async (seed) => {
  const chance = seededRandom(seed);
  const below = (count: number) => Math.floor(chance() * count);
  const world = await SharedUnit.start(seed);
  for (let step = 0; step < STEPS; step += 1) {
    await world.deployment.clock.sleep(15_000);
    const list = world.policies.filter(() => chance() < 0.45).slice(0, 4);
    await world.deploy(STACKS[below(STACKS.length)], list, (['succeeds', 'succeeds', 'isRolledBack', 'deletes'] as const)[below(4)]);
    expect(world.attached).toEqual(world.listed);
  }
});

test.each(Array.from({ length: 40 }, (_, index) => index + 1))('policies that were attached by hand stay until a stack has listed and dropped them (seed %d)', async (seed) => {
  const chance = seededRandom(seed);
  const below = (count: number) => Math.floor(chance() * count);
  const world = await SharedUnit.start(seed);
  await world.attachByHand('One', 'Two', 'Three');
  const policies = [...world.policies.slice(2, 4), ...world.found];
  for (let step = 0; step < STEPS; step += 1) {
    await world.deployment.clock.sleep(15_000);
    const list = policies.filter(() => chance() < 0.45).slice(0, 4);
    await world.deploy(STACKS[below(STACKS.length)], list, (['succeeds', 'succeeds', 'isRolledBack', 'deletes'] as const)[below(4)]);
    expect({ step, attached: world.attached }).toEqual({ step, attached: world.listed });
  }
});
