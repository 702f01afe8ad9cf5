import type { Objects } from './two-objects';
import type { ResourceTypeName } from '../../../src/contract';
import type { LifecycleVerb } from '../../../src/handler/stack/lifecycle';
import { isRead } from '../../../src/organizations';
import type { SimulatorState } from '../../../src/simulator';
import { Deployment } from '../../handler/support/deployment';
import type { Properties } from '../crash-points/subject';
import { differenceOfKind } from '../support/difference';
import { shapeOf } from '../support/shape';

/** The time between two deployments: as soon as a pipeline can begin the next one. */
const BETWEEN_MS = 2_000;
/** Long enough for the end of what the service does later. */
const LATER_MS = 600_000;

export type Prepare = (deployment: Deployment) => Promise<Objects>;

/** The events by their verb and their request, with the status of the stack in which they come. */
export const EVENTS = {
  'converge a Create': { verb: 'converge', status: 'UPDATE_IN_PROGRESS' },
  'converge an Update': { verb: 'converge', status: 'UPDATE_IN_PROGRESS' },
  'revert an Update': { verb: 'revert', status: 'UPDATE_ROLLBACK_IN_PROGRESS' },
  'revert a Create': { verb: 'revert', status: 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS' },
  'remove': { verb: 'remove', status: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS' },
  'release': { verb: 'release', status: 'DELETE_IN_PROGRESS' },
} as const satisfies Record<string, { readonly verb: LifecycleVerb; readonly status: string }>;
export type EventName = keyof typeof EVENTS;

/** Which reading of the event shows a former state: the first of each operation at once, or the one at a place. */
type Stale = 'first of each operation' | number;

/** The former state that a stale reading shows: before the last write, or before the last event of the same object. */
const FORMER = ['the last write', 'the last event'] as const;
type Former = typeof FORMER[number];

interface Scene {
  readonly state: SimulatorState;
  readonly answers: readonly string[];
}

/** A number of objects, all of which get the same event. One reading of one of the events is stale. */
class Run {
  readonly deployment = new Deployment();
  readonly reads: string[] = [];
  private readonly ids: string[] = [];
  private readonly beforeLastEvent: SimulatorState[] = [];
  private beforeLastWrite?: SimulatorState;
  private objects!: Objects;

  constructor(private readonly type: ResourceTypeName, private readonly prepare: Prepare, private readonly name: EventName) {
    this.deployment.disturb = (operation, call) => this.observeWrite(operation, call);
  }

  async arrange(): Promise<number> {
    const { deployment, name } = this;
    this.objects = await this.prepare(deployment);
    const { properties } = this.objects;
    await this.pause();
    deployment.status = 'UPDATE_IN_PROGRESS';
    if (name === 'converge a Create') return properties.length;
    for (const index of properties.keys()) await this.deliver(index, 'Create');
    if (name === 'revert a Create') return properties.length;
    await this.pause();
    deployment.status = 'UPDATE_IN_PROGRESS';
    this.objects.beforeUpdate?.();
    if (name === 'revert an Update') for (const index of properties.keys()) await this.deliver(index, 'Update');
    return properties.length;
  }

  /** @param stale which reading of the event of which object is stale, and how */
  async act(stale?: { readonly index: number; readonly reading: Stale; readonly former: Former }): Promise<Scene> {
    const { deployment, name, objects: { properties } } = this;
    deployment.status = EVENTS[name].status;
    const answers: string[] = [];
    for (const index of properties.keys()) {
      if (stale?.index === index) deployment.disturb = this.withStaleReading(stale.reading, this.formerState(index, stale.former));
      answers.push(await this.answer(index));
      deployment.disturb = (operation, call) => this.observeWrite(operation, call);
    }
    await deployment.clock.sleep(LATER_MS);
    return { state: deployment.simulator.state(), answers };
  }

  private async answer(index: number): Promise<string> {
    const request = this.name === 'converge a Create' ? 'Create' : this.name.endsWith('Update') ? 'Update' : 'Delete';
    const done = await this.deliver(index, request, this.name === 'revert an Update').catch((error: Error) => error);
    return done instanceof Error ? `refused: ${done.message}` : 'done';
  }

  private async deliver(index: number, request: 'Create' | 'Update' | 'Delete', isInverse = false): Promise<void> {
    const { deployment, type, objects: { properties, update } } = this;
    const [former, logicalId] = [properties[index], `Object${index}`];
    const state = deployment.simulator.state();
    if (request === 'Create') this.ids[index] = (await deployment.create(type, former, logicalId)).PhysicalResourceId;
    if (request === 'Delete') await deployment.remove(type, this.ids[index], former, logicalId);
    if (request === 'Update') {
      const [from, to] = isInverse ? [{ ...former, ...update }, former] : [former, { ...former, ...update }];
      this.ids[index] = await this.update(logicalId, this.ids[index], from, to);
    }
    this.beforeLastEvent[index] = state;
  }

  private async update(
    LogicalResourceId: string, PhysicalResourceId: string, previous: Properties, properties: Properties,
  ): Promise<string> {
    const { deployment, type } = this;
    const { ResourceProperties: OldResourceProperties } = deployment.event('Update', type, previous);
    const event = deployment.event('Update', type, properties, { LogicalResourceId, PhysicalResourceId, OldResourceProperties });
    return (await deployment.deliver(event)).PhysicalResourceId;
  }

  private formerState(index: number, former: Former): SimulatorState {
    const state = former === 'the last event' ? this.beforeLastEvent[index] ?? this.beforeLastEvent[0] : undefined;
    return state ?? this.beforeLastWrite ?? this.deployment.simulator.state();
  }

  private observeWrite<T>(operation: string, call: () => Promise<T>): Promise<T> {
    if (isRead(operation)) this.reads.push(operation);
    else this.beforeLastWrite = this.deployment.simulator.state();
    return call();
  }

  private withStaleReading(stale: Stale, former: SimulatorState): Deployment['disturb'] {
    const { simulator } = this.deployment;
    const seen = new Set<string>();
    let place = 0;
    return async (operation, call) => {
      if (!isRead(operation)) return call();
      const isStale = stale === 'first of each operation' ? !seen.has(operation) : stale === place;
      seen.add(operation);
      place += 1;
      if (!isStale) return call();
      const present = simulator.state();
      simulator.reset(former);
      try {
        return await call();
      } finally {
        simulator.reset(present);
      }
    };
  }

  private async pause(): Promise<void> {
    await this.deployment.clock.sleep(BETWEEN_MS);
  }
}

/**
 * The ends that differ from the one without a stale reading, with the reading that is stale.
 * @param everyReading whether to try each reading alone
 */
export async function differencesWithStaleReadings(
  type: ResourceTypeName, prepare: Prepare, name: EventName, everyReading: boolean,
): Promise<{ readonly tried: number; readonly differences: readonly string[] }> {
  const undisturbed = new Run(type, prepare, name);
  const count = await undisturbed.arrange();
  const readsBefore = undisturbed.reads.length;
  const expected = await undisturbed.act();
  const most = Math.ceil((undisturbed.reads.length - readsBefore) / count);
  const differences: string[] = [];
  let tried = 0;
  for (let index = 0; index < count; index += 1) {
    for (const former of FORMER) {
      const readings: Stale[] = ['first of each operation', ...everyReading ? Array.from({ length: most }, (_, place) => place) : []];
      for (const reading of readings) {
        const run = new Run(type, prepare, name);
        await run.arrange();
        tried += 1;
        const found = differenceOf(expected, await run.act({ index, reading, former }));
        const which = typeof reading === 'number' ? `reading ${reading + 1} (${undisturbed.reads[readsBefore + reading]})` : 'the first readings';
        if (found) differences.push(`${name}, object ${index + 1}, ${which} as before ${former}: ${found}`);
      }
    }
  }
  return { tried, differences };
}

function differenceOf(expected: Scene, actual: Scene): string | undefined {
  if (actual.answers.join() !== expected.answers.join()) return `answered ${actual.answers.join(', ')}, not ${expected.answers.join(', ')}`;
  const [wanted, found] = [shapeOf(expected.state), shapeOf(actual.state)];
  for (const kind of Object.keys(wanted) as (keyof typeof wanted)[]) {
    const difference = differenceOfKind(kind, wanted[kind], found[kind]);
    if (difference) return difference;
  }
  return undefined;
}
