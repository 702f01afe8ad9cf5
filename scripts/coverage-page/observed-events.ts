import { distinct } from './markdown';
import { diff, type Organization } from '../../src/model';
import { isRead } from '../../src/organizations';
import { organizationOfState } from '../../src/rehearsal/state/organization-of-state';
import { changeText } from '../../src/report/changes/change-text';
import { eventsOf, nameOfSubject, type RegisteredEvent } from '../../test/proofs/crash-points/subject';
import { SUBJECTS } from '../../test/proofs/crash-points/subjects';

/** The effects of one event of the crash points where nothing interrupts it. */
export interface ObservedEvent {
  /** The resource type: `Custom::OrganizationsAccount`. */
  readonly type: string;
  /** The type with the variant: `Account (adopted)`. */
  readonly subject: string;
  /** Such as `Create`, `Update of Name` or `Delete after an update`. */
  readonly name: string;
  readonly isRefused: boolean;
  /** Whether its properties say `Adopt`. */
  readonly adopts: boolean;
  /** Of an update, the properties that differ. */
  readonly changed: readonly string[];
  /** Every operation that it calls, in the order of the first call. */
  readonly operations: readonly string[];
  /** Those that change something. */
  readonly writes: readonly string[];
  /** How the live organization differs afterwards. */
  readonly kinds: readonly string[];
  /** The same in the words of a report. */
  readonly sentences: readonly string[];
  /** Of a refused event, the message that its stack shows. */
  readonly error?: string;
  /** Of an update, what still differs from the organization before it once it is rolled back. */
  readonly leftByRollback?: readonly string[];
}

/** A model takes an organization without an ID for none. */
const NO_ORGANIZATION: Organization = {
  id: '',
  managementAccountId: '',
  featureSet: 'ALL',
  root: { id: '', tags: {}, attachedPolicies: [], accounts: [], organizationalUnits: [] },
  policies: [],
  policyTypes: [],
  trustedServices: [],
  delegatedAdministrators: [],
};

/** An event with the organization before and after it. */
interface Run extends ObservedEvent {
  readonly before: Organization;
  readonly after: Organization;
}

/** Runs each event of each subject of the crash points once, on the simulator. */
export async function observedEvents(): Promise<readonly ObservedEvent[]> {
  const observed: ObservedEvent[] = [];
  for (const subject of SUBJECTS) {
    const runs: Run[] = [];
    for (const event of await eventsOf(subject)) runs.push(await run(event, { type: subject.type, subject: nameOfSubject(subject) }));
    observed.push(...runs.map(({ before, after, ...event }) => ({ ...event, ...rolledBack(event, before, runs) })));
  }
  return observed;
}

async function run({ name, arrange, isRefused = false }: RegisteredEvent, subject: Pick<ObservedEvent, 'type' | 'subject'>): Promise<Run> {
  const { deployment, event } = await arrange();
  const { simulator } = deployment;
  const before = organizationOfState(simulator.state()) ?? NO_ORGANIZATION;
  const since = simulator.journal.length;
  const error = await deployment.deliver(event).then(() => undefined, (thrown: Error) => thrown);
  if (Boolean(error) !== isRefused) throw error ?? new Error(`The event was not refused (given: ${name} of ${subject.subject}). Register it under "updates".`);
  const after = organizationOfState(simulator.state()) ?? NO_ORGANIZATION;
  const operations = distinct(simulator.journal.slice(since).map(({ operation }) => operation));
  const changes = diff(before, after);
  return {
    ...subject,
    name,
    isRefused,
    before,
    after,
    adopts: event.ResourceProperties.Adopt === 'true',
    changed: differing(event.OldResourceProperties, event.ResourceProperties),
    operations,
    writes: operations.filter((operation) => !isRead(operation)),
    kinds: distinct(changes.map(({ kind }) => kind)),
    sentences: distinct(changes.map((change) => changeText(change).headline)),
    ...error && { error: error.message },
  };
}

/** Each event begins with the same calls, so that the organizations before an update and after its rollback have the same IDs. */
function rolledBack({ name }: ObservedEvent, before: Organization, runs: readonly Run[]): Pick<ObservedEvent, 'leftByRollback'> {
  const update = name.replace(/, which is refused$/, '');
  const names = [`Delete of what the rollback of the ${update} gave up`, `rollback of the ${update}`, `rollback of the ${update}, which was refused`];
  const last = names.flatMap((each) => runs.filter((other) => other.name === each))[0];
  return last && name.startsWith('Update') ? { leftByRollback: distinct(diff(before, last.after).map(({ kind }) => kind)) } : {};
}

function differing(old: object | undefined, properties: object): string[] {
  if (old === undefined) return [];
  const value = (of: object, key: string) => JSON.stringify((of as Record<string, unknown>)[key]);
  return distinct([...Object.keys(old), ...Object.keys(properties)]).filter((key) => value(old, key) !== value(properties, key)).sort();
}

