import type { ResourceTypeName } from '../../../src/contract';
import type { ResourceEvent } from '../../../src/handler/engine/resource-event';
import { Deployment, STACK_ID } from '../../handler/support/deployment';

export type Properties = Record<string, unknown>;

const DAY_MS = 86_400_000;

/** A resource whose events are interrupted at every call. Each resource type needs at least one subject. */
export interface Subject {
  /** Distinguishes subjects of the same type, such as `adopted`. */
  readonly variant?: string;
  readonly type: ResourceTypeName;
  /** Creates the dependencies of the resource. Returns the properties of its creation and the changes of each kind of update. */
  readonly prepare: (deployment: Deployment) => Promise<Prepared>;
}

export interface Prepared {
  readonly properties: Properties;
  readonly updates: Record<string, Properties>;
  /** Updates that are refused and must have no effect, by the properties that they change. */
  readonly refusals?: Record<string, Properties>;
  /** Makes changes of other owners between the creation and a Delete. */
  readonly beforeRemoval?: (physicalId: string) => Promise<void>;
  /** Makes changes of other owners between the creation and an update. */
  readonly beforeUpdate?: () => Promise<void>;
  /** Deploys other resources of the stack between an update that answered another ID and the Delete for the former ID. */
  readonly afterReplacement?: (formerId: string, id: string) => Promise<void>;
}

/** An event, and the state in which it arrives. */
export interface RegisteredEvent {
  readonly name: string;
  /** Whether to expect that the undisturbed event is refused. */
  readonly isRefused?: boolean;
  /** Runs everything up to the event. */
  readonly arrange: () => Promise<{ readonly deployment: Deployment; readonly event: ResourceEvent }>;
}

export function nameOfSubject({ type, variant }: Subject): string {
  return `${type.replace('Custom::Organizations', '')}${variant ? ` (${variant})` : ''}`;
}

/** Create, each Update, the inverse of each in a rollback, and every kind of Delete. */
export async function eventsOf(subject: Subject): Promise<RegisteredEvent[]> {
  const { updates, refusals = {} } = await subject.prepare(new Deployment());
  return [
    {
      name: 'Create',
      arrange: async () => {
        const deployment = new Deployment();
        const { properties } = await subject.prepare(deployment);
        return { deployment, event: deployment.event('Create', subject.type, properties) };
      },
    },
    ...Object.keys(updates).flatMap((name): RegisteredEvent[] => [
      { name: `Update of ${name}`, arrange: () => update(subject, name) },
      { name: `rollback of the Update of ${name}`, arrange: () => inverseUpdate(subject, name) },
    ]),
    ...Object.keys(refusals).flatMap((name): RegisteredEvent[] => [
      { name: `Update of ${name}, which is refused`, isRefused: true, arrange: () => update(subject, name) },
      { name: `rollback of the Update of ${name}, which was refused`, arrange: () => inverseUpdate(subject, name) },
    ]),
    ...await replacementsOf(subject, Object.keys(updates)),
    { name: 'Delete in the rollback of the creation', arrange: () => remove(subject, 'ROLLBACK_IN_PROGRESS') },
    { name: 'Delete in the rollback of an update', arrange: () => remove(subject, 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS') },
    { name: 'Delete after an update', arrange: () => remove(subject, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS') },
    { name: 'Delete of the whole stack', arrange: () => remove(subject, 'DELETE_IN_PROGRESS') },
    { name: 'Delete of a construct with a new path', arrange: () => removeRenamed(subject) },
  ];
}

/** The Deletes that follow updates which answer another ID, in the clean-up of the update or of its rollback. */
async function replacementsOf(subject: Subject, names: string[]): Promise<RegisteredEvent[]> {
  const events: RegisteredEvent[] = [];
  for (const name of names) {
    const { deployment, event } = await update(subject, name);
    if ((await deployment.deliver(event)).PhysicalResourceId === event.PhysicalResourceId) continue;
    events.push(
      { name: `Delete of what the Update of ${name} replaced`, arrange: () => removeReplaced(update(subject, name), 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS') },
      {
        name: `Delete of what the rollback of the Update of ${name} gave up`,
        arrange: () => removeReplaced(inverseUpdate(subject, name), 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS'),
      },
    );
  }
  return events;
}

async function removeReplaced(before: ReturnType<typeof update>, status: string) {
  const { deployment, event, afterReplacement } = await before;
  const { ResourceType: type, OldResourceProperties: ResourceProperties, PhysicalResourceId, LogicalResourceId: logicalId } = event;
  const { PhysicalResourceId: physicalId } = await deployment.deliver(event);
  await afterReplacement?.(PhysicalResourceId!, physicalId);
  const stack = deployment.stacks.stack(STACK_ID);
  stack.status = status;
  stack.resources = [{ logicalId, physicalId, type, status: 'UPDATE_COMPLETE' }];
  return { deployment, event: { ...deployment.event('Delete', type, {}), ResourceProperties: ResourceProperties!, PhysicalResourceId } };
}

interface Created extends Prepared {
  readonly deployment: Deployment;
  readonly physicalId: string;
}

async function create(subject: Subject): Promise<Created> {
  const deployment = new Deployment();
  const prepared = await subject.prepare(deployment);
  await deployment.clock.sleep(60_000);
  const { PhysicalResourceId: physicalId } = await deployment.create(subject.type, prepared.properties);
  // A new account can leave the organization only after some days.
  await deployment.clock.sleep(8 * DAY_MS);
  return { deployment, physicalId, ...prepared };
}

async function update(subject: Subject, name: string) {
  const { deployment, properties, updates, refusals, physicalId, beforeUpdate, afterReplacement } = await create(subject);
  await beforeUpdate?.();
  deployment.status = 'UPDATE_IN_PROGRESS';
  const changes = { ...updates, ...refusals }[name];
  return { deployment, afterReplacement, event: updateEvent(deployment, subject, physicalId, properties, { ...properties, ...changes }) };
}

async function inverseUpdate(subject: Subject, name: string) {
  const { deployment, event, afterReplacement } = await update(subject, name);
  // A refused update keeps the ID that CloudFormation has.
  const { PhysicalResourceId: physicalId } = await deployment.deliver(event).catch(() => event);
  deployment.stacks.stack(STACK_ID).status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  const inverse: ResourceEvent = {
    ...event, RequestId: 'inverse', PhysicalResourceId: physicalId, ResourceProperties: event.OldResourceProperties!, OldResourceProperties: event.ResourceProperties,
  };
  return { deployment, afterReplacement, event: inverse };
}

async function remove(subject: Subject, status: string) {
  const { deployment, properties, physicalId, beforeRemoval } = await create(subject);
  await beforeRemoval?.(physicalId);
  // In a rollback, the deployment began before the resource was created.
  if (status.includes('ROLLBACK')) deployment.stacks.stack(STACK_ID).status = status;
  else deployment.status = status;
  return { deployment, event: deployment.event('Delete', subject.type, properties, { PhysicalResourceId: physicalId }) };
}

async function removeRenamed(subject: Subject) {
  const removal = await remove(subject, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
  const { event: { PhysicalResourceId: physicalId = '', LogicalResourceId: logicalId }, deployment } = removal;
  deployment.stacks.stack(STACK_ID).resources = [
    { logicalId, physicalId, type: subject.type, status: 'DELETE_IN_PROGRESS' },
    { logicalId: 'Renamed', physicalId, type: subject.type, status: 'CREATE_COMPLETE' },
  ];
  return removal;
}

function updateEvent(
  deployment: Deployment, { type }: Subject, physicalId: string, previous: Properties, properties: Properties,
): ResourceEvent {
  const { ResourceProperties: OldResourceProperties } = deployment.event('Create', type, previous);
  return deployment.event('Update', type, properties, { PhysicalResourceId: physicalId, OldResourceProperties });
}
