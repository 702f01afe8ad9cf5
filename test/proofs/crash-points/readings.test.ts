import { differencesUnder, explore } from './explore';
import { eventsOf, nameOfSubject, type RegisteredEvent } from './subject';
import { SUBJECTS } from './subjects';
import { ResourceType, type ResourceTypeName } from '../../../src/contract';
import { seededRandom } from '../../../src/rehearsal/time/random';
import { ACCOUNT_READINGS } from '../../../src/simulator/readings/account-readings';
import { POLICY_READINGS } from '../../../src/simulator/readings/policy-readings';
import { STRUCTURE_READINGS } from '../../../src/simulator/readings/structure-readings';
import { isNight, proofSeed } from '../support/proof-runs';
import { inSimulator, ORGANIZATIONS_ALTERNATIVES, readingsText } from '../support/readings';
import { recordStatistics } from '../support/run-statistics';

jest.setTimeout(3_600_000);

const { ACCOUNT, POLICY, POLICY_SET, POLICY_TYPE, POLICY_ATTACHMENTS } = ResourceType;

const OF_POLICIES: readonly ResourceTypeName[] = [POLICY, POLICY_SET, POLICY_TYPE];

/** The resource types that the switches of a catalogue concern most. Other catalogues, and nightly runs, use all of them. */
const CONCERNED: readonly (readonly [catalogue: object, types: readonly ResourceTypeName[]])[] = [
  [ACCOUNT_READINGS, [ACCOUNT]],
  [POLICY_READINGS, [...OF_POLICIES, POLICY_ATTACHMENTS]],
  [STRUCTURE_READINGS, Object.values(ResourceType).filter((type) => !OF_POLICIES.includes(type))],
];

/**
 * Events that cannot end as under the defaults, or need not. A policy of a new type needs the name of the former one, which still exists.
 * The former unit of a move is left behind, empty, with its attachments. docs/proofs.md explains why.
 */
const OTHER_ENDS: readonly (readonly [reading: RegExp, event: RegExp])[] = [
  [/^policyNames=uniqueInTheOrganization$/, /^Policy(Set)?\b.*Update of Type$/],
  [/^deletingAUnitWithPolicies=/, /^OrganizationalUnit \(moved .*Delete of what the/],
  [/^policyTypesOfANewOrganization=/, /^Organization, Create$/],
  [/^policyTypesOfANewOrganization=/, /^Organization \(deleted\), Create$/],
];

const SEED = proofSeed();
/** The number of events in which a call dies, for each alternative. In nightly runs it is one event of each subject. */
const EVENTS_BY_DAY = 1;
const READS = 2;

interface NamedEvent {
  readonly name: string;
  readonly event: RegisteredEvent;
}

let subjects: Promise<readonly { readonly type: ResourceTypeName; readonly events: readonly NamedEvent[] }[]> | undefined;

/** The events of all subjects, arranged once. */
function eventsOfSubjects() {
  subjects ??= Promise.all(SUBJECTS.map(async (subject) => ({
    type: subject.type,
    events: (await eventsOf(subject)).map((event) => ({ name: `${nameOfSubject(subject)}, ${event.name}`, event })),
  })));
  return subjects;
}

function hasOtherEnd(readings: string, { name }: NamedEvent): boolean {
  return OTHER_ENDS.some(([reading, event]) => reading.test(readings) && event.test(name));
}

function oneOf<T>(list: readonly T[], chance: () => number): T {
  return list[Math.floor(chance() * list.length)];
}

async function chosenEvents(readings: string, chance: () => number): Promise<NamedEvent[]> {
  const [switchName] = readings.split('=');
  const all = (await eventsOfSubjects())
    .map(({ type, events }) => ({ type, events: events.filter((event) => !hasOtherEnd(readings, event)) }));
  if (isNight()) return all.map(({ events }) => oneOf(events, chance));
  const types = CONCERNED.find(([catalogue]) => switchName in catalogue)?.[1] ?? Object.values(ResourceType);
  const candidates = all.filter(({ type }) => types.includes(type)).flatMap(({ events }) => events);
  return Array.from({ length: EVENTS_BY_DAY }, () => oneOf(candidates, chance));
}

/** Every event in nightly runs; otherwise one of each resource type. */
async function eventsToCompare(): Promise<readonly NamedEvent[]> {
  const all = await eventsOfSubjects();
  if (isNight()) return all.flatMap(({ events }) => events);
  const chance = seededRandom(SEED);
  const ofType = (type: ResourceTypeName) => all.filter((subject) => subject.type === type).flatMap(({ events }) => events);
  return Object.values(ResourceType).map((type) => oneOf(ofType(type), chance));
}

test('events end under each alternative reading as under the defaults', async () => {
  const violations: string[] = [];
  for (const named of await eventsToCompare()) {
    const compared = ORGANIZATIONS_ALTERNATIVES.map((readings) => ({ name: readingsText(readings), options: inSimulator({}, readings) }))
      .filter(({ name }) => !hasOtherEnd(name, named));
    const differences = await differencesUnder(named.event, compared.map(({ options }) => options));
    violations.push(...differences.flatMap((difference, index) => (difference ? `${compared[index].name}: ${named.name}: ${difference}` : [])));
  }
  if (violations.length > 0) throw new Error(`PROOF_SEED=${SEED}\n${violations.join('\n')}`);
});

test.each(ORGANIZATIONS_ALTERNATIVES.map((readings, index) => [readingsText(readings), readings, index] as const))(
  'under %s, events end in the same state wherever a call dies', async (name, readings, index) => {
    const chance = seededRandom(SEED + index);
    const options = inSimulator({}, readings);
    const violations: string[] = [];
    let points = 0;
    for (const { name: what, event } of await chosenEvents(name, chance)) {
      const found = await explore(event, options, READS);
      points += found.points;
      violations.push(...found.violations.map((violation) => `${what}: ${violation}`));
    }
    recordStatistics({ event: name, crashPoints: points, violations: violations.length });
    if (violations.length > 0) throw new Error(`PROOF_SEED=${SEED}, ${name}:\n${violations.join('\n')}`);
  });
